import { wanText, yuanGrouped } from '../../../shared/money.ts'
import type { PaperCell, PaperColumn, SumRow } from '../../../shared/report/sheet.ts'

/** What a cell shows under its number format (paperStyles), for pages laid out without a spreadsheet program. */
export function shownCell(cell: PaperCell, { kind }: Pick<PaperColumn, 'kind'>): string {
  if (cell === null || cell === '') return ''
  if (kind === 'money' && typeof cell === 'number') return yuanGrouped(cell)
  if (kind === 'wan') return wanShown(String(cell))
  if (kind === 'decimal' && Number.isFinite(Number(cell))) return Number(cell).toFixed(2)
  return String(cell)
}

/** What a column of a total row shows; empty where nothing is added up. */
export function shownSum({ label, labelColumn, values }: SumRow, index: number, { kind }: PaperColumn): string {
  if (index === labelColumn) return label
  const value = values.find(({ column }) => column === index)
  if (value === undefined) return ''
  return kind === 'wan' ? wanShown(wanText(value.fen)) : yuanGrouped(value.fen)
}

/** `#,##0.00####`: groups of three, two to six places. */
function wanShown(text: string): string {
  const [whole = '', places = ''] = text.split('.')
  if (!/^-?\d+$/.test(whole)) return text
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.padEnd(2, '0')}`
}
