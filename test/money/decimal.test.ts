import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalDecimal,
  compareDecimals,
  decimalFromInteger,
  decimalFromNumber,
  scaleDecimal,
} from '../../shared/decimal.ts'

const scaled = fc.record({ value: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), places: fc.nat({ max: 12 }) })

describe('decimal text', () => {
  it.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['79.10', '79.1'],
    ['-1.50', '-1.5'],
    ['0.000001', '0.000001'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalDecimal(text)).toBe(canonical)
  })
  it.each(['', '.5', '5.', '1e3', '1,000', '+1', '１２', 'NaN', '--1', ' 1'])('refuses “%s”', (text) => {
    expect(() => canonicalDecimal(text)).toThrow('不是数字')
  })
  it('scales and unscales without loss', () => {
    fc.assert(
      fc.property(scaled, ({ value, places }) => {
        const text = decimalFromInteger(value, places)
        expect(canonicalDecimal(text)).toBe(text)
        expect(scaleDecimal(text, places)).toBe(value)
      }),
      { numRuns: 10_000 },
    )
  })
  it('says null rather than drop a digit', () => {
    expect(scaleDecimal('0.001', 2)).toBeNull()
    expect(scaleDecimal('0.010', 2)).toBe(1n)
  })
  it('compares as numbers, exactly', () => {
    fc.assert(
      fc.property(scaled, scaled, (a, b) => {
        const left = a.value * 10n ** BigInt(b.places)
        const right = b.value * 10n ** BigInt(a.places)
        const order = left < right ? -1 : left > right ? 1 : 0
        expect(compareDecimals(decimalFromInteger(a.value, a.places), decimalFromInteger(b.value, b.places))).toBe(
          order,
        )
      }),
      { numRuns: 10_000 },
    )
    expect(compareDecimals('79.1', '79.10')).toBe(0)
    expect(compareDecimals('9', '10')).toBe(-1)
  })
  it.each([
    [0.1 + 0.2, '0.3'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-0, '0'],
    [123456.789, '123456.789'],
    [9999999999999.99, '9999999999999.99'],
    [-2.5, '-2.5'],
  ])('the spreadsheet number %d meant %s', (value, text) => {
    expect(decimalFromNumber(value)).toBe(text)
  })
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %d', (value) => {
    expect(() => decimalFromNumber(value)).toThrow('不是数字')
  })
})
