import { canonicalDecimal, decimalFromInteger, scaleDecimal } from './decimal.ts'
import { AppError } from './errors.ts'

/** Money as an integer number of 分. Always a safe integer; never the result of binary floating point. */
export type Fen = number

/** An exact ratio of two integers, den > 0 (30% is 30/100). */
export interface Fraction {
  num: number
  den: number
}

export type MoneyUnit = '元' | '万元'

const DIGITS: Record<MoneyUnit, number> = { 元: 2, 万元: 6 }
const FEN_PER_WAN = 1_000_000
/** Decimals that 万元 text always has. */
const SHOWN_DIGITS = 2
/** Powers of ten up to this one are safe integers. */
const MOST_RATE_DIGITS = 15

/**
 * Reads decimal text as 分. `unit` is the unit the text is written in.
 * Errors: BAD_INPUT when it is no number, is finer than one 分, or is too large to hold exactly.
 */
export function parseMoney(text: string, unit: MoneyUnit): Fen {
  const scaled = scaleDecimal(canonicalDecimal(text), DIGITS[unit])
  if (scaled === null) throw new AppError('BAD_INPUT', `“${text}”${unit}精确到了分以下，请核对单位或四舍五入到分`)
  return toFen(scaled)
}

/** 分 as plain 元 text with two decimals: 1234567 → "12345.67". */
export function yuanText(fen: Fen): string {
  const [whole, fraction = ''] = decimalFromInteger(BigInt(fen), 2).split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

/** 分 as 元 with thousands separators: 1234567 → "12,345.67". */
export function yuanGrouped(fen: Fen): string {
  return yuanText(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
}

/** 分 as exact 万元 text with at least two decimals: 439551700 → "439.5517". */
export function wanText(fen: Fen): string {
  const rest = Math.abs(fen) % FEN_PER_WAN
  const digits = String(rest).padStart(DIGITS.万元, '0')
  let end = DIGITS.万元
  while (end > SHOWN_DIGITS && digits.charCodeAt(end - 1) === 0x30) end -= 1
  return `${fen < 0 ? '-' : ''}${(Math.abs(fen) - rest) / FEN_PER_WAN}.${digits.slice(0, end)}`
}

/** wanText with thousands separators in the whole part. */
export function wanGrouped(fen: Fen): string {
  const [whole = '0', fraction = ''] = wanText(fen).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}

/**
 * 万元 texts for one column: as wanGrouped, all with as many decimals as the finest amount among `column` needs, so that
 * the points stand under each other. Null amounts are left out.
 */
export function wanOfColumn(column: readonly (Fen | null)[]): (fen: Fen) => string {
  const decimals = (fen: Fen) => wanText(fen).length - wanText(fen).indexOf('.') - 1
  const most = column.reduce<number>((so, fen) => (fen === null ? so : Math.max(so, decimals(fen))), SHOWN_DIGITS)
  return (fen) => wanGrouped(fen) + '0'.repeat(Math.max(0, most - decimals(fen)))
}

/** floor(value × num ÷ den) for value ≥ 0, exact. */
export function mulDivFloor(value: Fen, num: Fen, den: Fen): Fen {
  return toFen((BigInt(value) * BigInt(num)) / BigInt(den))
}

/** value × rate with anything below one 分 cut off; exact. */
export function timesRate(value: Fen, rate: Fraction): Fen {
  return mulDivFloor(value, rate.num, rate.den)
}

/** A rate as text: 30/100 → "30%", 6/1000 → "0.6%". Exact when den divides a power of ten, else "num/den". */
export function rateText(rate: Fraction): string {
  for (let places = 0; places <= MOST_RATE_DIGITS; places += 1) {
    const scale = 100n * 10n ** BigInt(places)
    const numerator = BigInt(rate.num) * scale
    if (numerator % BigInt(rate.den) === 0n) return `${decimalFromInteger(numerator / BigInt(rate.den), places)}%`
  }
  return `${rate.num}/${rate.den}`
}

/** Reads "30%", "0.6%" or "0.3" as an exact fraction. Errors: BAD_INPUT. */
export function parseRate(text: string): Fraction {
  const percent = text.endsWith('%')
  const body = canonicalDecimal(percent ? text.slice(0, -1) : text)
  const fraction = body.split('.')[1]?.length ?? 0
  const places = fraction + (percent ? 2 : 0)
  const num = scaleDecimal(body, fraction) ?? 0n
  if (places > MOST_RATE_DIGITS || num > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new AppError('BAD_INPUT', `比例“${text}”的位数过多，无法精确记录`)
  }
  return { num: Number(num), den: 10 ** places }
}

/** Negative, zero or positive as a < b, a = b, a > b; exact. Denominators are positive. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = BigInt(a.num) * BigInt(b.den)
  const right = BigInt(b.num) * BigInt(a.den)
  return left < right ? -1 : left > right ? 1 : 0
}

/** A bigint as 分. Errors: BAD_INPUT when it cannot be held exactly. */
export function toFen(value: bigint): Fen {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
    throw new AppError('BAD_INPUT', `金额 ${value} 分超出可精确记录的范围`)
  }
  return Number(value)
}
