import type { Application, ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'

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
  /** How each column was read: sheet, header text, field label, unit or empty. */
  mapping: { sheet: string; column: number; header: string; field: string; unit: string }[]
}
