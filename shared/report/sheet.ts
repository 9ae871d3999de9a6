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
  /** 分 by column, where the cells hold an amount as text (万元); absent: the cells hold them. */
  amounts?: (Fen | null)[]
  /** Where the application number leads; absent or null: nowhere. */
  link?: CellLink | null
  /** 人工调整: the row is tinted. */
  overridden: boolean
}

/** A row of SUM formulas over other rows, with the values they give now (a wan column shows them in 万元). `label` stands in the column `labelColumn`. */
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

/** Rows in order, made while they are walked and made again for the next walk: a long table need never be whole. */
export type PaperRows = Iterable<PaperRow>

/** One worksheet, complete down to what its printed pages say. */
export interface PaperSheet {
  name: string
  /** Above the header; empty in plain tables, whose header is row 1. */
  before: Band[]
  columns: PaperColumn[]
  rows: PaperRows
  /** The largest amount among the rows where it is known without walking them; absent: they are walked for it. */
  widestFen?: Fen
  /** Walked before the other sheets of the book: their links and notes rest on where its rows come to stand. */
  first?: true
  after: Band[]
  /** Plain tables get an autofilter. */
  plain: boolean
  /** 试算 and 演示参数; empty when neither. Printed at the top of every page. */
  mark: string
  /** Printed in the page header: above the unit at the left; absent: nothing. */
  head?: string
  /** Printed in the page header: left and centre. */
  unit: string
  pageTitle: string
  /** Printed in the page footer beside page x/y. */
  reference: string
}

/** Adds up the totalled columns of the data rows that pass; a column without a single amount has no sum (an empty table has 0). */
class Sums {
  readonly #amounts: (Fen | null)[]
  readonly #columns: readonly PaperColumn[]
  #rows = 0

  constructor(columns: readonly PaperColumn[]) {
    this.#columns = columns
    this.#amounts = columns.map(() => null)
  }

  add(row: DataRow): void {
    const amounts: readonly PaperCell[] = row.amounts ?? row.cells
    this.#rows += 1
    this.#columns.forEach((column, index) => {
      const amount = amounts[index]
      if (column.total && typeof amount === 'number') this.#amounts[index] = (this.#amounts[index] ?? 0) + amount
    })
  }

  values(): SumRow['values'] {
    return this.#columns.flatMap((column, index) => {
      const fen = this.#amounts[index] ?? (this.#rows === 0 ? 0 : null)
      return column.total && fen !== null ? [{ column: index, fen }] : []
    })
  }
}

/** Sums of the totalled columns over data rows, as in a total row. */
export function sumColumns(columns: readonly PaperColumn[], rows: PaperRows): SumRow['values'] {
  const sums = new Sums(columns)
  for (const row of rows) if (row.kind === 'data') sums.add(row)
  return sums.values()
}

/** Rows made anew by `make` for each walk. */
export function rowsOf(make: () => Iterator<PaperRow>): PaperRows {
  return { [Symbol.iterator]: make }
}

/** The rows, and 合计 under them; without a column that is added up the rows alone. `labelColumn`: where its `label` stands. */
export function withTotal(
  columns: readonly PaperColumn[],
  make: () => Iterable<DataRow>,
  labelColumn: number,
  label = '合计',
): PaperRows {
  if (!columns.some((column) => column.total)) return rowsOf(() => make()[Symbol.iterator]())
  return rowsOf(function* () {
    const sums = new Sums(columns)
    let count = 0
    for (const row of make()) {
      sums.add(row)
      count += 1
      yield row
    }
    const spans = count === 0 ? [] : [{ from: 0, to: count - 1 }]
    yield { kind: 'sum', label, labelColumn, spans, values: sums.values(), strong: true }
  })
}

/** Instead of 合计 where the rows hold amounts of 候补 and 并列待定, which 应资助合计 leaves out. */
export const WITH_WAITING = '合计含候补'

/** The column 合计 stands in: the applicant's number, else the first that is not added up; −1 when all are. */
export function labelColumnOf(columns: readonly PaperColumn[]): number {
  const number = columns.findIndex((column) => column.field === 'applicationNo')
  return number === -1 ? columns.findIndex((column) => !column.total) : number
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
