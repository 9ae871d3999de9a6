import type { RawCell, RawRow, RawSheet } from '../../../shared/intake/sheet.ts'

/**
 * Sheets as a few flat arrays and one table of distinct texts. A quarter of a million cell objects take longer to copy
 * out of the reading thread than to parse; these arrays move in a few milliseconds.
 */
export interface PackedBook {
  fileName: string
  sha256: string
  strings: string[]
  sheets: PackedSheet[]
}

export interface PackedSheet {
  name: string
  hidden: boolean
  hiddenColumns: number[]
  date1904: boolean
  rows: Int32Array
  rowHidden: Uint8Array
  /** Cells of row i are start[i] … start[i + 1] − 1. */
  start: Int32Array
  columns: Uint16Array
  /** Kind code, + 8 when the value is a formula's cached result, + 16 when it is a merged area's echo. */
  kinds: Uint8Array
  /** The number, or the index of the text in `strings`. */
  values: Float64Array
}

export const KIND = { text: 1, number: 2, date: 3, flag: 4, error: 5, uncalculated: 6 }
export const FORMULA = 8
export const ECHO = 16

/** The arrays that can be handed over instead of copied. */
export function transferables(book: PackedBook): ArrayBufferLike[] {
  return book.sheets.flatMap((sheet) => [
    sheet.rows.buffer,
    sheet.rowHidden.buffer,
    sheet.start.buffer,
    sheet.columns.buffer,
    sheet.kinds.buffer,
    sheet.values.buffer,
  ])
}

export function unpackBook(book: PackedBook): { fileName: string; sha256: string; sheets: RawSheet[] } {
  const sheets = book.sheets.map((sheet) => unpackSheet(sheet, book.strings))
  return { fileName: book.fileName, sha256: book.sha256, sheets }
}

function unpackSheet(sheet: PackedSheet, strings: string[]): RawSheet {
  const rows: RawRow[] = []
  for (let index = 0; index < sheet.rows.length; index += 1) {
    const cells = new Map<number, RawCell>()
    const echoed = new Set<number>()
    const end = sheet.start[index + 1] ?? 0
    for (let at = sheet.start[index] ?? 0; at < end; at += 1) {
      const column = sheet.columns[at] ?? 0
      const code = sheet.kinds[at] ?? 0
      cells.set(column, unpackCell(code, sheet.values[at] ?? 0, strings))
      if ((code & ECHO) !== 0) echoed.add(column)
    }
    const row: RawRow = { row: sheet.rows[index] ?? 0, hidden: sheet.rowHidden[index] === 1, cells }
    rows.push(echoed.size === 0 ? row : { ...row, echoed })
  }
  const { name, hidden, hiddenColumns, date1904 } = sheet
  return { name, hidden, hiddenColumns, ...(date1904 ? { date1904 } : {}), rows }
}

function unpackCell(code: number, value: number, strings: string[]): RawCell {
  const formula = (code & FORMULA) !== 0
  switch (code & 7) {
    case KIND.number:
      return { kind: 'number', value, formula }
    case KIND.date:
      return { kind: 'date', date: strings[value] ?? '', formula }
    case KIND.flag:
      return { kind: 'flag', value: value === 1, formula }
    case KIND.error:
      return { kind: 'error', text: strings[value] ?? '', formula }
    case KIND.uncalculated:
      return { kind: 'uncalculated' }
    default:
      return { kind: 'text', text: strings[value] ?? '', formula }
  }
}
