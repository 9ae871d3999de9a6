import type { Band, BandPart, ColumnKind, PaperColumn } from '../../../shared/report/sheet.ts'

/** Everything a cell looks like. Each is one shared object: a book knows them by identity. */
export interface CellStyle {
  font: Font
  /** RGB; null: none. */
  fill: string | null
  boxed: boolean
  horizontal: BandPart['align']
  vertical: 'center' | 'top'
  /** Long text wraps; a figure too wide for its column shrinks and never shows as ####. */
  fit: 'wrap' | 'shrink'
  format: string
}

export interface Font {
  name: string
  size: number
  bold: boolean
  /** RGB; null: black. */
  color: string | null
}

type CellLook = ColumnKind | 'shortText'

const FORMATS: Record<CellLook, string> = {
  // Text stays text even when someone edits the cell: “=1+1” never becomes a formula.
  text: '@',
  shortText: '@',
  money: '#,##0.00',
  // To the 分: six places of 万元.
  wan: '#,##0.00####',
  integer: '0',
  decimal: '0.00',
  date: 'yyyy-mm-dd',
}

const ALIGNS: Record<CellLook, BandPart['align']> = {
  text: 'left',
  shortText: 'center',
  money: 'right',
  wan: 'right',
  integer: 'center',
  decimal: 'center',
  date: 'center',
}

export const BODY_FONT: Font = { name: '宋体', size: 11, bold: false, color: null }
const BOLD_FONT: Font = { ...BODY_FONT, bold: true }

export const HEADER_STYLE: CellStyle = {
  ...{ font: { ...BODY_FONT, name: '黑体' }, fill: 'E7ECF3', boxed: true },
  ...{ horizontal: 'center', vertical: 'center', fit: 'wrap', format: '@' },
}

/** Header of a list with 试算 or 演示参数: seen at once, on screen too. */
export const MARKED_HEADER_STYLE: CellStyle = { ...HEADER_STYLE, fill: 'FBE3D6' }

export type RowStyle = 'data' | 'overridden' | 'subtotal' | 'total'

const ROW_STYLES: Record<RowStyle, Record<CellLook, CellStyle>> = {
  data: byLook(BODY_FONT, null),
  overridden: byLook(BODY_FONT, 'FFF6D6'),
  subtotal: byLook(BOLD_FONT, 'F5F5F5'),
  total: byLook(BOLD_FONT, 'E4E4E4'),
}

/** Narrow text (条款, 状态, 是/否) is centred like figures that are not added up. */
const SHORT_TEXT_WIDTH = 12

/** The shared style of every column for one kind of row. */
export function cellStyles(row: RowStyle, columns: readonly PaperColumn[]): CellStyle[] {
  return columns.map(
    ({ kind, width }) => ROW_STYLES[row][kind === 'text' && width <= SHORT_TEXT_WIDTH ? 'shortText' : kind],
  )
}

const BAND_FONTS: Record<Band['style'], Font> = {
  title: { name: '方正小标宋简体', size: 20, bold: false, color: null },
  mark: { name: '黑体', size: 12, bold: false, color: 'C00000' },
  heading: { name: '黑体', size: 12, bold: false, color: null },
  text: BODY_FONT,
  strong: { ...BOLD_FONT, size: 12 },
}

const bandStyles = new Map<string, CellStyle>()

export function bandStyle(style: Band['style'], horizontal: BandPart['align'], boxed: boolean): CellStyle {
  const key = `${style} ${horizontal} ${boxed}`
  const known = bandStyles.get(key)
  if (known !== undefined) return known
  const made: CellStyle = {
    ...{ font: BAND_FONTS[style], fill: style === 'heading' ? 'F1F4F8' : null, boxed, horizontal },
    ...{ vertical: style === 'text' && boxed ? 'top' : 'center', fit: 'wrap', format: '@' },
  }
  bandStyles.set(key, made)
  return made
}

function byLook(font: Font, fill: string | null): Record<CellLook, CellStyle> {
  const look = (kind: CellLook): CellStyle => ({
    ...{ font, fill, boxed: true, horizontal: ALIGNS[kind], vertical: 'center', format: FORMATS[kind] },
    fit: kind === 'text' || kind === 'shortText' ? 'wrap' : 'shrink',
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
