import type { Application, ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'
import type { FieldName } from './fields.ts'
import type { RememberedHeader } from './headers.ts'

/** A cell as the workbook has it, flattened. `formula` is true when the value is a cached result. */
export type RawCell =
  | { kind: 'text'; text: string; formula: boolean }
  | { kind: 'number'; value: number; formula: boolean }
  | { kind: 'date'; date: IsoDate; formula: boolean }
  | { kind: 'flag'; value: boolean; formula: boolean }
  /** #REF! and the like. */
  | { kind: 'error'; text: string; formula: boolean }
  /** A formula saved without its result. */
  | { kind: 'uncalculated' }

/** One sheet row; `cells` maps 1-based column to its cell, blank cells left out, merged areas filled from their first cell
 * only when the merge is one row high (title rows), otherwise only the first cell carries the value. */
export interface RawRow {
  row: number
  hidden: boolean
  cells: Map<number, RawCell>
  /** Columns whose cell is only the echo of a merged area's first cell: a title's width, never a datum of its own. */
  echoed?: ReadonlySet<number>
}

export interface RawSheet {
  name: string
  hidden: boolean
  /** 1-based hidden columns; they are read like the others. */
  hiddenColumns: number[]
  /** The workbook counts days from 1904: a plain number in a date column must not be read as a 1900 serial. */
  date1904?: boolean
  rows: RawRow[]
}

export interface ImportProblem {
  sheet: string
  /** 1-based; 0 when the whole sheet is meant. */
  row: number
  /** Header text of the column; empty when the whole row is meant. */
  column: string
  value: string
  reason: string
}

export interface FieldChange {
  field: string
  label: string
  before: string
  after: string
}

export type PlannedRow =
  | { kind: 'new'; sheet: string; row: number; application: Application }
  | { kind: 'changed'; sheet: string; row: number; application: Application; changes: FieldChange[] }
  | { kind: 'unchanged'; sheet: string; row: number; application: Application }
  | { kind: 'rejected'; sheet: string; row: number; problems: ImportProblem[] }
  /** Notes, totals and blank rows inside the data area. */
  | { kind: 'skipped'; sheet: string; row: number; reason: string }

export interface SheetSummary {
  name: string
  /** The article every row of the sheet has, or null for a mixed or unrecognised sheet. */
  article: ArticleKey | null
  /** 1-based, 0 when no header was found. */
  headerRow: number
  /** Rows below the header down to the last one that is not empty: rows = accepted + rejected + skipped. */
  rows: number
  accepted: number
  rejected: number
  skipped: number
}

/** Why a column is read as it is: header table, all its cells are 是/否, a person's choice now or at an earlier import. */
export type ColumnReading = 'table' | 'values' | 'choice' | 'remembered' | 'none'
/** Where a column's unit is stated. */
export type UnitSource = 'header' | 'title' | 'choice' | 'remembered' | 'none'

/** How one column was read, with what a person needs to see whether that is right. */
export interface ColumnMapping {
  sheet: string
  column: number
  header: string
  /** Label of the field or material; empty when the column is not imported. */
  field: string
  /** Key of the field; empty for a material and for a column that is not imported. */
  key: FieldName | ''
  /** `ignored` is known or chosen not to be imported, `unknown` is not understood. */
  kind: 'field' | 'material' | 'ignored' | 'unknown'
  from: ColumnReading
  /** An amount: `unit` says how its figures are read. */
  money: boolean
  /** 元 for an amount whose unit nobody states (`unitFrom` none). */
  unit: string
  unitFrom: UnitSource
  /** The first distinct values, personal numbers masked. */
  samples: string[]
}

/** The first rows of a sheet, from which a person tells the header row. Long numbers are masked. */
export interface SheetTop {
  sheet: string
  /** By choice, not for want of a header. */
  leftOut: boolean
  rows: { row: number; text: string }[]
}

/** What an import will do. The preview shows it and the commit applies this very object. */
export interface ImportPlan {
  fileName: string
  fileSha256: string
  sheets: SheetSummary[]
  rows: PlannedRow[]
  accepted: number
  rejected: number
  unchanged: number
  changed: number
  problems: ImportProblem[]
  warnings: ImportProblem[]
  /** Why the file as a whole cannot be imported as things stand; then there are no rows. Empty when it can. */
  refusal: string
  /** How each column was read. */
  mapping: ColumnMapping[]
  tops: SheetTop[]
  /** What a person chose otherwise than was guessed, as sentences. */
  choices: string[]
  /** The choices for headers the table does not know, kept for the next import when this one is applied. */
  remember: RememberedHeader[]
}
