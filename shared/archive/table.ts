import type { IsoDate } from '../date.ts'
import { type Fen, yuanGrouped } from '../money.ts'
import type { DataRow, PaperCell, PaperColumn, PaperSheet } from '../report/sheet.ts'

/** How a column is written: 分 shown in 元, a whole number, a day, or words. */
type Kind = 'text' | 'money' | 'integer' | 'date'

export interface ArchiveColumn {
  name: string
  kind: Kind
  /** In a sheet, in characters of half width. */
  width: number
}

/** Money is 分; null is blank. A link leads to another file of the archive, named from its root. */
export type ArchiveCell = string | number | null | { text: string; path: string }

/** One table of the archive: the page, the sheet and the JSON all come from it. */
export interface ArchiveTable {
  title: string
  columns: readonly ArchiveColumn[]
  rows: Iterable<readonly ArchiveCell[]>
}

export const words = (name: string, width = 16): ArchiveColumn => ({ name, kind: 'text', width })
export const money = (name: string): ArchiveColumn => ({ name: `${name}（元）`, kind: 'money', width: 18 })
export const count = (name: string): ArchiveColumn => ({ name, kind: 'integer', width: 10 })
export const day = (name: string): ArchiveColumn => ({ name, kind: 'date', width: 13 })

/** A cell as it is read on a page. */
export function cellText(cell: ArchiveCell, kind: Kind): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.text
  return typeof cell === 'number' && kind === 'money' ? yuanGrouped(cell) : String(cell)
}

/** Rows as objects under their column names; money in 元 as on the page, so that a person reads what the page says. */
export function* tableObjects({ columns, rows }: ArchiveTable): Generator<Record<string, string>> {
  for (const row of rows) {
    yield Object.fromEntries(columns.map(({ name, kind }, at) => [name, cellText(row[at] ?? null, kind)]))
  }
}

/** The table as one plain sheet of the archive's workbooks. */
export function tableSheet(table: ArchiveTable, mark: string, reference: string): PaperSheet {
  const { title, columns, rows } = table
  return {
    name: title,
    columns: columns.map(paperColumn),
    rows: { [Symbol.iterator]: () => dataRows(rows) },
    before: [],
    after: [],
    plain: true,
    mark,
    unit: '内部资料，含个人信息',
    pageTitle: title,
    reference,
  }
}

function paperColumn({ name, kind, width }: ArchiveColumn): PaperColumn {
  return { field: name, header: name, width, kind, total: false }
}

function* dataRows(rows: ArchiveTable['rows']): Generator<DataRow> {
  for (const row of rows) yield { kind: 'data', cells: row.map(sheetCell), overridden: false }
}

function sheetCell(cell: ArchiveCell): PaperCell | Fen | IsoDate {
  return cell !== null && typeof cell === 'object' ? cell.text : cell
}
