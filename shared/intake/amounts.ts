import { type Decimal, decimalFromInteger, scaleDecimal } from '../decimal.ts'
import { type Fen, toFen } from '../money.ts'
import { readUnit } from './headers.ts'
import { compact } from './text.ts'

/** Power of ten between a unit and one 分. */
const MONEY_PLACES = new Map([
  ['分', 0],
  ['元', 2],
  ['千元', 5],
  ['万元', 6],
  ['亿元', 10],
])

/** A number as text taken apart: plain decimal digits and the unit written behind them, or why it is none. */
export type ReadNumber = { digits: Decimal; unit: string } | { reason: string }

const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?$/

/** Reads a number in office notation: full-width digits, thousands separators, spaces, ¥, a unit behind. */
export function readNumber(text: string): ReadNumber {
  const bare = compact(text)
    .replace(/^(人民币|RMB|CNY|[¥￥])/i, '')
    .replace(/[−–—](?=\d)/, '-')
  const split = /^([+\-\d.,]+)(\D*)$/.exec(bare)
  if (split === null) return { reason: whyNoNumber(bare) }
  const digits = split[1] ?? ''
  const suffix = (split[2] ?? '').replace(/[整正]$/, '')
  if (suffix.startsWith('%') || suffix.startsWith('‰')) return { reason: '写成了百分比，请填写数值' }
  const unit = suffix === '' ? '' : readUnit(suffix === '块' ? '元' : suffix)
  if (unit === null) return { reason: whyNoNumber(bare) }
  const match = NUMBER.exec(digits)
  if (match === null) return { reason: digits.includes(',') ? '千分位逗号位置不对，看不准是多少' : whyNoNumber(bare) }
  const sign = match[1] === '-' ? '-' : ''
  return { digits: `${sign}${(match[2] ?? '').replaceAll(',', '')}${match[3] ?? ''}`, unit }
}

/** Decimal digits in a unit of money as 分, or why not. `unit` empty means 元. */
export function toMoney(digits: Decimal, unit: string): { fen: Fen } | { reason: string } {
  const places = MONEY_PLACES.get(unit === '' ? '元' : unit)
  if (places === undefined) return { reason: `单位“${unit}”不是人民币金额单位，请换算成元或万元` }
  if (digits.startsWith('-')) return { reason: '金额为负数' }
  const scaled = scaleDecimal(digits, places)
  if (scaled === null) return { reason: `精确到了分以下（按${unit === '' ? '元' : unit}读），请核对单位或四舍五入到分` }
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER)) return { reason: '金额过大，请核对单位' }
  return { fen: toFen(scaled) }
}

/** Decimal digits in a counting unit (万㎡ is ten thousand ㎡), or why not. */
export function toPlain(digits: Decimal, unit: string): { decimal: Decimal } | { reason: string } {
  if (digits.startsWith('-')) return { reason: '不能是负数' }
  const places = digits.split('.')[1]?.length ?? 0
  const factor = unit.startsWith('万') ? 10_000n : 1n
  const scaled = scaleDecimal(digits, places)
  return scaled === null ? { reason: '不是数字' } : { decimal: decimalFromInteger(scaled * factor, places) }
}

function whyNoNumber(bare: string): string {
  if (/^\(.*\)$/.test(bare)) return '带括号的数在账表里表示负数，请填写正数'
  if (/[约近余左右多超不]/.test(bare)) return '不是准确的数，请填写确数'
  if (/\d[eE][+-]?\d/.test(bare)) return '是科学记数法，请把单元格设为文本或数值后重新填写'
  if (/[零壹贰叁肆伍陆柒捌玖拾佰仟]/.test(bare)) return '是大写金额，请填写阿拉伯数字'
  return '不是数字'
}
