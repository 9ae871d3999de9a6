import type ExcelJS from 'exceljs'
import type { Fen } from '../../../shared/money.ts'
import type {
  Band,
  BandPart,
  ColumnKind,
  DataRow,
  PaperCell,
  PaperColumn,
  SumRow,
} from '../../../shared/report/sheet.ts'
import { linkInside } from './innerLink.ts'
import { bandStyle, cellStyles, HEADER_STYLE, MARKED_HEADER_STYLE } from './paperStyles.ts'
import { wrappedLines } from './paperWidths.ts'

const LINE_POINTS = 14
const PADDING_POINTS = 6
/** Excel's largest row height. */
const MAX_POINTS = 409

export function writeHeader(sheet: ExcelJS.Worksheet, columns: readonly PaperColumn[], marked: boolean): void {
  const row = sheet.addRow(columns.map((column) => column.header))
  const lines = Math.max(...columns.map((column) => wrappedLines(column.header, column.width)))
  row.height = height(Math.max(2, lines))
  columns.forEach((_, index) => {
    row.getCell(index + 1).style = marked ? MARKED_HEADER_STYLE : HEADER_STYLE
  })
  row.commit()
}

/** `styles` are the shared styles of the columns (cellStyles), made once for the sheet. */
export function writeDataRow(
  sheet: ExcelJS.Worksheet,
  data: DataRow,
  columns: readonly PaperColumn[],
  styles: readonly Partial<ExcelJS.Style>[],
): void {
  const row = sheet.addRow([])
  let lines = 1
  for (let index = 0; index < columns.length; index += 1) {
    const column = columns[index]
    if (column === undefined) continue
    const value = data.cells[index] ?? null
    const cell = row.getCell(index + 1)
    cell.value = stored(value, column.kind)
    if (column.field === LINKED && data.link != null) linkInside(sheet, cell.address, data.link)
    cell.style = styles[index] ?? {}
    if (typeof value === 'string') lines = Math.max(lines, wrappedLines(value, column.width))
  }
  row.height = height(lines)
  row.commit()
}

/** `firstRow` is the sheet row of `rows[0]`. */
export function writeSumRow(
  sheet: ExcelJS.Worksheet,
  sum: SumRow,
  columns: readonly PaperColumn[],
  firstRow: number,
): void {
  const row = sheet.addRow([])
  const styles = cellStyles(sum.strong ? 'total' : 'subtotal', columns)
  columns.forEach((_, index) => {
    const cell = row.getCell(index + 1)
    cell.style = styles[index] ?? {}
    const value = sum.values.find((entry) => entry.column === index)
    if (index === sum.labelColumn) cell.value = sum.label
    if (value !== undefined) cell.value = sumValue(cell.address, value.fen, sum, firstRow)
  })
  row.height = height(1) + 2
  row.commit()
}

export function writeBand(sheet: ExcelJS.Worksheet, band: Band, columns: readonly PaperColumn[]): void {
  const row = sheet.addRow([])
  for (const part of band.parts) {
    for (let index = part.from; index <= part.to; index += 1) {
      row.getCell(index + 1).style = bandStyle(band.style, part.align, part.boxed)
    }
    row.getCell(part.from + 1).value = part.text
    if (part.to > part.from) sheet.mergeCells(row.number, part.from + 1, row.number, part.to + 1)
  }
  row.height =
    band.height ?? height(Math.max(...band.parts.map((part) => wrappedLines(part.text, partWidth(part, columns)))))
  row.commit()
}

function partWidth(part: BandPart, columns: readonly PaperColumn[]): number {
  return columns.slice(part.from, part.to + 1).reduce((sum, column) => sum + column.width, 0)
}

function sumValue(address: string, fen: Fen, sum: SumRow, firstRow: number): ExcelJS.CellValue {
  const result = yuan(fen)
  if (sum.spans.length === 0) return result
  const letter = address.replace(/\d+$/, '')
  const areas = sum.spans.map(({ from, to }) => {
    const first = `${letter}${firstRow + from}`
    return from === to ? first : `${first}:${letter}${firstRow + to}`
  })
  return { formula: `SUM(${areas.join(',')})`, result, date1904: false }
}

function stored(value: PaperCell, kind: ColumnKind): ExcelJS.CellValue {
  if (value === null || value === '') return null
  switch (kind) {
    case 'money':
      return typeof value === 'number' ? yuan(value) : value
    case 'integer':
    case 'decimal':
    case 'wan':
      return Number(value)
    case 'date':
      // Built in UTC: a local Date would land a day early east of Greenwich.
      return new Date(`${value}T00:00:00Z`)
    case 'text':
      return printable(String(value))
  }
}

/**
 * The double nearest to the amount in 元, which is what Excel itself stores for the typed figure: dividing two exact
 * integers rounds once, like reading the decimal text (a test compares the two), and is much faster for long tables.
 */
function yuan(fen: Fen): number {
  return fen / 100
}

/** The column that leads to the 计算依据. */
const LINKED = 'applicationNo'

/** Longest text a cell can hold. */
const MAX_TEXT = 32_767
const CUT_NOTE = '……（文字过长，以下略）'

/** Text as the file can hold it: _x0041_ stays what it says instead of becoming “A”, no character XML forbids. */
function printable(text: string): string {
  const safe = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replace(/[\uFFFE\uFFFF]/g, '')
  return safe.length <= MAX_TEXT ? safe : safe.slice(0, MAX_TEXT - CUT_NOTE.length) + CUT_NOTE
}

function height(lines: number): number {
  return Math.min(MAX_POINTS, lines * LINE_POINTS + PADDING_POINTS)
}
