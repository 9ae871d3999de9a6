import { type Fen, yuanGrouped } from '../../../shared/money.ts'
import type { PaperColumn, PaperSheet } from '../../../shared/report/sheet.ts'

/** Width of text in half-width characters: a Chinese character counts two. */
export function textWidth(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i += 1) width += signWidth(text.charCodeAt(i))
  return width
}

function signWidth(code: number): number {
  return code > 0xff ? 2 : 1
}

/**
 * How many printed lines a text takes in a column: lines turn between Chinese characters and at spaces, a word or a
 * figure stays whole where it fits. A column is one half-width character narrower for its text than it is wide.
 */
export function wrappedLines(text: string, width: number): number {
  const room = Math.max(2, Math.floor(width) - 1)
  if (text.length * 2 <= room && !text.includes('\n')) return 1
  let lines = 0
  for (const line of text.split('\n')) lines += linesOf(line, room)
  return lines
}

function linesOf(line: string, room: number): number {
  let lines = 1
  let filled = 0
  let word = 0
  const turn = (width: number): void => {
    if (filled + width > room && filled > 0) {
      lines += 1
      filled = 0
    }
    filled += width
    while (filled > room) {
      lines += 1
      filled -= room
    }
  }
  for (let i = 0; i < line.length; i += 1) {
    const code = line.charCodeAt(i)
    if (code > 0x20 && code <= 0xff) {
      word += 1
      continue
    }
    if (word > 0) turn(word)
    word = 0
    turn(signWidth(code))
  }
  if (word > 0) turn(word)
  return lines
}

/** From 10,000,000.00 元 on an amount may be wider than the column it was meant for. */
const WIDE_FEN = 1_000_000_000

/** Columns wide enough for their largest amount. */
export function fittedColumns(sheet: PaperSheet): PaperColumn[] {
  const widths = sheet.columns.map((column) => column.width)
  const grow = (column: number, fen: Fen): void => {
    widths[column] = Math.max(widths[column] ?? 0, yuanGrouped(fen).length + 2)
  }
  const amounts = sheet.columns.flatMap(({ kind }, index) => (kind === 'money' ? [index] : []))
  if (sheet.widestFen !== undefined) for (const index of amounts) grow(index, sheet.widestFen)
  else if (amounts.length > 0) {
    for (const row of sheet.rows) {
      if (row.kind === 'sum') for (const { column, fen } of row.values) grow(column, fen)
      if (row.kind !== 'data') continue
      for (const index of amounts) {
        const cell = row.cells[index]
        if (typeof cell === 'number' && Math.abs(cell) >= WIDE_FEN) grow(index, cell)
      }
    }
  }
  return sheet.columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }))
}
