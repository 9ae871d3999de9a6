import type { Decimal } from '../decimal.ts'
import type { Fen } from '../money.ts'

/**
 * How a column is stored: money as 分 shown as a number in 元, wan as exact text shown as a number in 万元, decimal as
 * exact text shown as a number, date as an ISO day.
 */
export type ColumnKind = 'text' | 'money' | 'wan' | 'integer' | 'decimal' | 'date'

/** Null is a blank cell. Money cells are 分. */
export type PaperCell = string | Decimal | Fen | null

export interface PaperColumn {
  field: string
  header: string
  /** In characters of half width, as Excel counts. */
  width: number
  kind: ColumnKind
  /** Summed in total rows. */
  total: boolean
}

/** One part of a band, spread over columns `from`–`to` (0-based, both included). */
export interface BandPart {
  text: string
  from: number
  to: number
  align: 'left' | 'center' | 'right'
  boxed: boolean
}

/** A row that is not data: title, group heading, opinion boxes. Only papers for signature have them. */
export interface Band {
  kind: 'band'
  style: 'title' | 'mark' | 'heading' | 'text' | 'strong'
  /** Points; null: as high as its text. */
  height: number | null
  parts: BandPart[]
}

/** A place in another sheet of the same workbook: its first column in a row counted from 1. */
export interface CellLink {
  sheet: string
  row: number
}

export interface DataRow {
  kind: 'data'
  cells: PaperCell[]
  /** Where the application number leads; absent or null: nowhere. */
  link?: CellLink | null
  /** 人工调整: the row is tinted. */
  overridden: boolean
}

/** A row of SUM formulas over other rows, with the values they give now. `label` stands in the column `labelColumn`. */
export interface SumRow {
  kind: 'sum'
  label: string
  labelColumn: number
  /** 0-based positions in `rows`, both included. Empty: nothing to add up, the value 0 is written. */
  spans: { from: number; to: number }[]
  /** 分 by column index. */
  values: { column: number; fen: Fen }[]
  strong: boolean
}

export type PaperRow = DataRow | SumRow | Band

/** One worksheet, complete down to what its printed pages say. */
export interface PaperSheet {
  name: string
  /** Above the header; empty in plain tables, whose header is row 1. */
  before: Band[]
  columns: PaperColumn[]
  rows: PaperRow[]
  after: Band[]
  /** Plain tables get an autofilter. */
  plain: boolean
  /** 试算 and 演示参数; empty when neither. Printed at the top of every page. */
  mark: string
  /** Printed in the page header: left and centre. */
  unit: string
  pageTitle: string
  /** Printed in the page footer beside page x/y. */
  reference: string
}

/** Sums of the totalled columns over data rows; a column without a single amount has none (but an empty table has 0). */
export function sumColumns(columns: readonly PaperColumn[], rows: readonly PaperRow[]): SumRow['values'] {
  const data = rows.filter((row) => row.kind === 'data')
  return columns.flatMap((column, index) => {
    if (!column.total) return []
    const amounts = data.map((row) => row.cells[index]).filter((cell) => typeof cell === 'number')
    if (amounts.length === 0 && data.length > 0) return []
    return [{ column: index, fen: amounts.reduce((sum, fen) => sum + fen, 0) }]
  })
}

/** A name Excel accepts: at most 31 characters, none of []:*?/\ and not used before (compared without case). */
export function sheetName(wanted: string, used: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31)
      .trim() || '表'
  let name = clean
  for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${clean.slice(0, 31 - String(n).length - 2)}(${n})`
  used.add(name.toLowerCase())
  return name
}
