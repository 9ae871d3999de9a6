import type { Band, PaperColumn, PaperRow, PaperSheet } from '../../../shared/report/sheet.ts'
import {
  bandStyle,
  type CellStyle,
  cellStyles,
  HEADER_STYLE,
  MARKED_HEADER_STYLE,
  type RowStyle,
} from '../excel/paperStyles.ts'
import { wrappedLines } from '../excel/paperWidths.ts'
import { rowPoints, SUM_POINTS } from '../excel/sheetPaper.ts'
import { shownCell, shownSum } from '../excel/shownCell.ts'

/** One cell of a printed row, over the columns `from`–`to` (both included). */
export interface RowCell {
  text: string
  from: number
  to: number
  style: CellStyle
}

/** A row as the workbook has it: the same height in points, the same texts and looks. */
export interface PrintedRow {
  height: number
  cells: RowCell[]
  /** Stands on one page with the row after it. */
  keep: boolean
}

/** The rows above the data, which are printed at the top of every page. */
export function titleRows(sheet: PaperSheet, columns: readonly PaperColumn[]): PrintedRow[] {
  const style = sheet.mark === '' ? HEADER_STYLE : MARKED_HEADER_STYLE
  const lines = Math.max(2, ...columns.map(({ header, width }) => wrappedLines(header, width)))
  const header = columns.map((column, at) => ({ text: column.header, from: at, to: at, style }))
  const bands = sheet.before.map((band) => ({ ...bandRow(band, columns), keep: true }))
  return [...bands, { height: rowPoints(lines), cells: header, keep: true }]
}

/** The rows under the header, in order. */
export function* bodyRows(sheet: PaperSheet, columns: readonly PaperColumn[]): Generator<PrintedRow> {
  const looks = new Map<RowStyle, CellStyle[]>()
  const stylesOf = (row: RowStyle): CellStyle[] => {
    const styles = looks.get(row) ?? cellStyles(row, columns)
    looks.set(row, styles)
    return styles
  }
  let held: PaperRow | null = null
  for (const row of allRows(sheet)) {
    if (held !== null) yield { ...printed(held, columns, stylesOf), keep: staysWith(held, row) }
    held = row
  }
  if (held !== null) yield { ...printed(held, columns, stylesOf), keep: false }
}

function* allRows({ rows, after }: PaperSheet): Generator<PaperRow> {
  yield* rows
  yield* after
}

/** A heading never ends a page; sums, the amount in words and the signatures never begin one. */
function staysWith(row: PaperRow, next: PaperRow): boolean {
  return isHeading(row) || (next.kind !== 'data' && !isHeading(next))
}

function isHeading(row: PaperRow): boolean {
  return row.kind === 'band' && row.style === 'heading'
}

type Unbound = Omit<PrintedRow, 'keep'>

function printed(row: PaperRow, columns: readonly PaperColumn[], stylesOf: (row: RowStyle) => CellStyle[]): Unbound {
  if (row.kind === 'band') return bandRow(row, columns)
  const name = row.kind === 'sum' ? (row.strong ? 'total' : 'subtotal') : row.overridden ? 'overridden' : 'data'
  const styles = stylesOf(name)
  const cells = columns.flatMap((column, at) => {
    const style = styles[at]
    if (style === undefined) return []
    const text = row.kind === 'sum' ? shownSum(row, at, column) : shownCell(row.cells[at] ?? null, column)
    return { text, from: at, to: at, style }
  })
  if (row.kind === 'sum') return { height: SUM_POINTS, cells }
  const wrapped = cells.filter(({ style }) => style.fit === 'wrap')
  return { height: rowPoints(Math.max(1, ...wrapped.map((cell) => linesOf(cell, columns)))), cells }
}

function bandRow({ style, height, parts }: Band, columns: readonly PaperColumn[]): Unbound {
  const cells = parts.map(({ text, from, to, align, boxed }) => {
    return { text, from, to, style: bandStyle(style, align, boxed) }
  })
  return { height: height ?? rowPoints(Math.max(1, ...cells.map((cell) => linesOf(cell, columns)))), cells }
}

function linesOf({ text, from, to }: RowCell, columns: readonly PaperColumn[]): number {
  return wrappedLines(
    text,
    columns.slice(from, to + 1).reduce((sum, { width }) => sum + width, 0),
  )
}
