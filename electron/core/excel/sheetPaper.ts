import type { PaperColumn } from '../../../shared/report/sheet.ts'

/** The paper a sheet is printed on, always across: written into the workbook's page setup and laid out by its preview. */
export type SheetFormat = 'A4' | 'A3'

/** Millimetres. Header and footer are counted from the edge of the paper. */
export const SHEET_MARGINS = { left: 8, right: 8, top: 22, bottom: 16, header: 9, footer: 8 } as const

/** What A4 across shows of a sheet, in characters; wider ones go on A3, where their text stays readable. */
const A4_CHARACTERS = 215

export function sheetFormat(columns: readonly PaperColumn[]): SheetFormat {
  return columns.reduce((sum, { width }) => sum + width, 0) > A4_CHARACTERS ? 'A3' : 'A4'
}

/** High enough for fonts that stand in for 宋体 where a machine has none. */
const LINE_POINTS = 15.5
const PADDING_POINTS = 5
/** Excel's largest row height. */
const MAX_POINTS = 409

/** Height in points of a row of so many lines. */
export function rowPoints(lines: number): number {
  return Math.min(MAX_POINTS, lines * LINE_POINTS + PADDING_POINTS)
}

/** A total row is a little higher than one line. */
export const SUM_POINTS = rowPoints(1) + 2
