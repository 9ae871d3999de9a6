import type ExcelJS from 'exceljs'
import type { Band, BandPart, ColumnKind, PaperColumn } from '../../../shared/report/sheet.ts'

/*
 * Each style is one shared object: the writer looks styles up by identity, so ten thousand rows cost ten thousand
 * look-ups and not ten thousand comparisons.
 */

const EDGE: Partial<ExcelJS.Border> = { style: 'thin', color: { argb: 'FF7F7F7F' } }
const BOX: Partial<ExcelJS.Borders> = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE }

type CellLook = ColumnKind | 'shortText'

const FORMATS: Record<CellLook, string> = {
  // Text stays text even when someone edits the cell: “=1+1” never becomes a formula.
  text: '@',
  shortText: '@',
  money: '#,##0.00',
  // To the 分: six places of 万元.
  wan: '#,##0.00####',
  integer: '0',
  decimal: '0.##',
  date: 'yyyy-mm-dd',
}

const ALIGNS: Record<CellLook, 'left' | 'center' | 'right'> = {
  text: 'left',
  shortText: 'center',
  money: 'right',
  wan: 'right',
  integer: 'center',
  decimal: 'center',
  date: 'center',
}

const BODY_FONT: Partial<ExcelJS.Font> = { name: '宋体', size: 11, family: 3, charset: 134 }
const BOLD_FONT: Partial<ExcelJS.Font> = { ...BODY_FONT, bold: true }

export const HEADER_STYLE: Partial<ExcelJS.Style> = {
  font: { name: '黑体', size: 11, family: 3, charset: 134 },
  fill: solid('FFE7ECF3'),
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  numFmt: '@',
}

/** Header of a list with 试算 or 演示参数: seen at once, on screen too. */
export const MARKED_HEADER_STYLE: Partial<ExcelJS.Style> = { ...HEADER_STYLE, fill: solid('FFFBE3D6') }

export type RowStyle = 'data' | 'overridden' | 'subtotal' | 'total'

const ROW_STYLES: Record<RowStyle, Record<CellLook, Partial<ExcelJS.Style>>> = {
  data: byLook({}),
  overridden: byLook({ fill: solid('FFFFF6D6') }),
  subtotal: byLook({ font: BOLD_FONT, fill: solid('FFF5F5F5') }),
  total: byLook({ font: BOLD_FONT, fill: solid('FFE4E4E4') }),
}

/** Narrow text (条款, 状态, 是/否) is centred like figures that are not added up. */
const SHORT_TEXT_WIDTH = 12

/** The shared style of every column for one kind of row. */
export function cellStyles(row: RowStyle, columns: readonly PaperColumn[]): Partial<ExcelJS.Style>[] {
  return columns.map(
    ({ kind, width }) => ROW_STYLES[row][kind === 'text' && width <= SHORT_TEXT_WIDTH ? 'shortText' : kind],
  )
}

const bandStyles = new Map<string, Partial<ExcelJS.Style>>()

export function bandStyle(style: Band['style'], align: BandPart['align'], boxed: boolean): Partial<ExcelJS.Style> {
  const key = `${style} ${align} ${boxed}`
  const known = bandStyles.get(key)
  if (known !== undefined) return known
  const made: Partial<ExcelJS.Style> = {
    font: BAND_FONTS[style],
    alignment: { horizontal: align, vertical: style === 'text' && boxed ? 'top' : 'middle', wrapText: true },
    numFmt: '@',
    ...(boxed ? { border: BOX } : {}),
    ...(style === 'heading' ? { fill: solid('FFF1F4F8') } : {}),
  }
  bandStyles.set(key, made)
  return made
}

const BAND_FONTS: Record<Band['style'], Partial<ExcelJS.Font>> = {
  title: { name: '方正小标宋简体', size: 20, family: 1, charset: 134 },
  mark: { name: '黑体', size: 12, family: 3, charset: 134, color: { argb: 'FFC00000' } },
  heading: { name: '黑体', size: 12, family: 3, charset: 134 },
  text: BODY_FONT,
  strong: { ...BOLD_FONT, size: 12 },
}

function byLook(extra: Partial<ExcelJS.Style>): Record<CellLook, Partial<ExcelJS.Style>> {
  const look = (kind: CellLook): Partial<ExcelJS.Style> => ({
    font: BODY_FONT,
    border: BOX,
    alignment: { horizontal: ALIGNS[kind], vertical: 'middle', wrapText: kind === 'text' || kind === 'shortText' },
    numFmt: FORMATS[kind],
    ...extra,
  })
  return {
    text: look('text'),
    shortText: look('shortText'),
    money: look('money'),
    wan: look('wan'),
    integer: look('integer'),
    decimal: look('decimal'),
    date: look('date'),
  }
}

function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}
