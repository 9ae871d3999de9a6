import { type Decimal, decimalFromInteger, scaleDecimal } from '../decimal.ts'

/** An exact fraction of integers of any size, in lowest terms, den > 0: a mean of scores is rarely a finite decimal. */
export interface Ratio {
  num: bigint
  den: bigint
}

/** Decimals a rounded score is shown with. */
export const SHOWN_PLACES = 2

/** num ÷ den in lowest terms. Errors: a zero denominator is a programming error. */
export function ratio(num: bigint, den = 1n): Ratio {
  if (den === 0n) throw new Error('ratio: the denominator is zero')
  const divisor = gcd(num < 0n ? -num : num, den < 0n ? -den : den)
  const sign = den < 0n ? -1n : 1n
  return { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

/** The exact value of a decimal text. Errors: BAD_INPUT when it is not plain decimal digits. */
export function ratioOf(decimal: Decimal): Ratio {
  const places = decimal.split('.')[1]?.length ?? 0
  return ratio(scaleDecimal(decimal, places) ?? 0n, 10n ** BigInt(places))
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den + b.num * a.den, a.den * b.den)
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den - b.num * a.den, a.den * b.den)
}

export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.num, a.den * b.den)
}

/** a ÷ b; b is not zero. */
export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.num * b.den, a.den * b.num)
}

export function total(values: readonly Ratio[]): Ratio {
  return values.reduce(plus, ratio(0n))
}

/** The mean of at least one value. */
export function mean(values: readonly Ratio[]): Ratio {
  return over(total(values), ratio(BigInt(values.length)))
}

/** The mean square of the distances from the mean: 方差 over everybody, divided by their number. */
export function variance(values: readonly Ratio[]): Ratio {
  const middle = mean(values)
  return mean(values.map((value) => times(minus(value, middle), minus(value, middle))))
}

/** Negative, zero or positive as a < b, a = b, a > b. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const left = a.num * b.den
  const right = b.num * a.den
  return left < right ? -1 : left > right ? 1 : 0
}

/** Rounded to `places` decimals, halves away from zero (四舍五入); for showing only. */
export function roundedText({ num, den }: Ratio, places = SHOWN_PLACES): Decimal {
  const scaled = (num < 0n ? -num : num) * 10n ** BigInt(places)
  const rounded = (2n * scaled + den) / (2n * den)
  return decimalFromInteger(num < 0n ? -rounded : rounded, places)
}

/** The square root of a value ≥ 0, rounded as `roundedText` does, without ever leaving the integers. */
export function rootText({ num, den }: Ratio, places = SHOWN_PLACES): Decimal {
  const twice = integerRoot((4n * num * 10n ** BigInt(2 * places)) / den)
  return decimalFromInteger((twice + 1n) / 2n, places)
}

/** A score for a sentence, in 分: as it is when two decimals hold it, else rounded with the exact fraction behind. */
export function scoreWords(value: Ratio): string {
  const text = roundedText(value)
  return compareRatios(ratioOf(text), value) === 0 ? `${text} 分` : `${text} 分（精确值 ${value.num}/${value.den}）`
}

/** The largest integer whose square is not above `value` ≥ 0. */
function integerRoot(value: bigint): bigint {
  if (value < 2n) return value
  let guess = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (guess + value / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}
