import { AppError } from './errors.ts'

/** Exact decimal text in canonical form: optional minus, no leading zeros, no trailing fraction zeros ("79.1"). */
export type Decimal = string

const PATTERN = /^-?\d+(\.\d+)?$/

/** Canonical form of a decimal text. Errors: BAD_INPUT when it is not plain decimal digits. */
export function canonicalDecimal(text: string): Decimal {
  if (!PATTERN.test(text)) throw new AppError('BAD_INPUT', `“${text}”不是数字`)
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const head = whole.replace(/^0+(?=\d)/, '')
  const tail = fraction.replace(/0+$/, '')
  const body = tail === '' ? head : `${head}.${tail}`
  return negative && body !== '0' ? `-${body}` : body
}

/** The value × 10^places as an exact integer, or null when digits would be lost. */
export function scaleDecimal(text: Decimal, places: number): bigint | null {
  const canonical = canonicalDecimal(text)
  const [whole = '0', fraction = ''] = canonical.replace('-', '').split('.')
  if (fraction.length > places) return null
  const digits = BigInt(whole + fraction.padEnd(places, '0'))
  return canonical.startsWith('-') ? -digits : digits
}

/** Negative, zero or positive as a < b, a = b, a > b; exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const places = Math.max(fractionLength(a), fractionLength(b))
  const left = scaleDecimal(a, places) ?? 0n
  const right = scaleDecimal(b, places) ?? 0n
  return left < right ? -1 : left > right ? 1 : 0
}

/** An integer divided by 10^places, written canonically. */
export function decimalFromInteger(value: bigint, places: number): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const cut = digits.length - places
  let end = digits.length
  while (end > cut && digits.charCodeAt(end - 1) === 0x30) end -= 1
  const text = end === cut ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${digits.slice(cut, end)}`
  return value < 0n ? `-${text}` : text
}

/**
 * The decimal a spreadsheet meant by a binary number: the shortest text at 15 significant digits, which is all a
 * spreadsheet shows. Written out in full, never with an exponent. Errors: BAD_INPUT for NaN and infinities.
 */
export function decimalFromNumber(value: number): Decimal {
  if (!Number.isFinite(value)) throw new AppError('BAD_INPUT', `“${value}”不是数字`)
  const [mantissa = '0', exponent = '0'] = value.toExponential(14).split('e')
  const negative = mantissa.startsWith('-')
  const digits = mantissa.replace(/[-.]/g, '')
  const point = Number(exponent) + 1
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const text = padded.length > at ? `${padded.slice(0, at)}.${padded.slice(at)}` : padded
  return canonicalDecimal(negative ? `-${text}` : text)
}

function fractionLength(text: Decimal): number {
  return text.split('.')[1]?.length ?? 0
}
