import { yuanGrouped } from '../../../shared/money.ts'
import type { PaperColumn, PaperSheet } from '../../../shared/report/sheet.ts'

/** Width of text in half-width characters: a Chinese character counts two. */
export function textWidth(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i += 1) width += text.charCodeAt(i) > 0xff ? 2 : 1
  return width
}

/** Pixels of one unit of column width, and of one half-width character of the 11-point body. */
const COLUMN_UNIT = 7
const HALF_CHARACTER = 7.4
const CELL_PADDING = 5

/** How many printed lines a text takes in a column. */
export function wrappedLines(text: string, width: number): number {
  const room = Math.max(2, Math.floor((width * COLUMN_UNIT - CELL_PADDING) / HALF_CHARACTER))
  if (text.length * 2 <= room && !text.includes('\n')) return 1
  let lines = 0
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / room))
  return lines
}

/** Columns wide enough for their largest amount, so that no amount shows as ####. */
export function fittedColumns(sheet: PaperSheet): PaperColumn[] {
  const widest = sheet.columns.map((column) => column.width)
  const grow = (column: number, fen: number): void => {
    widest[column] = Math.max(widest[column] ?? 0, yuanGrouped(fen).length + 2)
  }
  for (const row of sheet.rows) {
    if (row.kind === 'sum') for (const { column, fen } of row.values) grow(column, fen)
    if (row.kind !== 'data') continue
    sheet.columns.forEach((column, index) => {
      const cell = row.cells[index]
      if (column.kind === 'money' && typeof cell === 'number' && cell >= 1_000_000_000) grow(index, cell)
    })
  }
  return sheet.columns.map((column, index) => ({ ...column, width: widest[index] ?? column.width }))
}
