import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import {
  mulDivFloor,
  parseMoney,
  parseRate,
  rateText,
  timesRate,
  toFen,
  wanGrouped,
  wanOfColumn,
  wanText,
  yuanGrouped,
  yuanText,
} from '../../shared/money.ts'
import { brokenRoundTrip } from './roundTrip.ts'

const anyFen = fc.integer({ min: 0, max: 10_000_000_000_000 })

describe('money text', () => {
  it('reads back as the same 分, in 元, 万元, with separators and as a spreadsheet number', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const broken = brokenRoundTrip(fen)
        if (broken !== null) expect(broken).toBeNull()
      }),
      { numRuns: 20_000 },
    )
  })
  it('reads back every 分 of the ends and every 997th of 0.00 to 100,000.00 (all of them: test/bench/r9Money.ts)', () => {
    const broken: string[] = []
    const look = (fen: number) => {
      const found = brokenRoundTrip(fen)
      if (found !== null) broken.push(found)
    }
    for (let fen = 0; fen <= 20_000; fen += 1) look(fen)
    for (let fen = 20_001; fen <= 10_000_000; fen += 997) look(fen)
    for (let fen = 9_990_000; fen <= 10_000_000; fen += 1) look(fen)
    expect(broken).toEqual([])
  })
  it('is not fooled where trunc(x × 100) is', () => {
    const wrong = ['0.29', '0.57', '0.58', '1.13', '4.35', '8.2', '19.99', '1.15']
    expect(wrong.some((text) => Math.trunc(Number(text) * 100) !== parseMoney(text, '元'))).toBe(true)
    expect(wrong.map((text) => parseMoney(text, '元'))).toEqual([29, 57, 58, 113, 435, 820, 1999, 115])
  })
  it.each([
    ['2123.65', '万元', 2_123_650_000],
    ['0.000001', '万元', 1],
    ['0', '元', 0],
    ['-12.5', '元', -1250],
    ['007.10', '元', 710],
  ] as const)('%s %s is %i 分', (text, unit, fen) => {
    expect(parseMoney(text, unit)).toBe(fen)
  })
  it.each([
    ['0.001', '元', '精确到了分以下'],
    ['0.0000001', '万元', '精确到了分以下'],
    ['1e3', '元', '不是数字'],
    ['1,000', '元', '不是数字'],
    ['', '元', '不是数字'],
    ['90071992547410', '万元', '超出可精确记录的范围'],
  ] as const)('%s %s is refused', (text, unit, words) => {
    expect(() => parseMoney(text, unit)).toThrow(AppError)
    expect(() => parseMoney(text, unit)).toThrow(words)
  })
  it('writes 元 with two decimals and 万元 exactly with at least two', () => {
    expect([yuanText(0), yuanText(5), yuanText(123_456_750), yuanText(-5)]).toEqual([
      '0.00',
      '0.05',
      '1234567.50',
      '-0.05',
    ])
    expect([yuanGrouped(123_456_750), yuanGrouped(99_999), yuanGrouped(-123_456_700)]).toEqual([
      '1,234,567.50',
      '999.99',
      '-1,234,567.00',
    ])
    expect([wanText(439_551_700), wanText(500_000_000), wanText(1), wanGrouped(12_345_678_901)]).toEqual([
      '439.5517',
      '500.00',
      '0.000001',
      '12,345.678901',
    ])
  })
})

describe('rates', () => {
  it('multiply exactly, cutting off below one 分', () => {
    fc.assert(
      fc.property(anyFen, fc.nat({ max: 10_000 }), (fen, num) => {
        const product = timesRate(fen, { num, den: 10_000 })
        const exact = BigInt(fen) * BigInt(num)
        expect(BigInt(product) * 10_000n <= exact && exact < (BigInt(product) + 1n) * 10_000n).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })
  it('read and write percents', () => {
    expect(parseRate('30%')).toEqual({ num: 30, den: 100 })
    expect(parseRate('0.6%')).toEqual({ num: 6, den: 1000 })
    expect([rateText({ num: 30, den: 100 }), rateText({ num: 6, den: 1000 }), rateText({ num: 1, den: 3 })]).toEqual([
      '30%',
      '0.6%',
      '1/3',
    ])
  })
  it('hold large products exactly and refuse what cannot be held', () => {
    expect(mulDivFloor(9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991)).toBe(9_007_199_254_740_991)
    expect(() => toFen(9_007_199_254_740_992n)).toThrow('超出可精确记录的范围')
  })
})

it('a column of 万元 has the decimals its finest amount needs, two at least', () => {
  const text = wanOfColumn([1_000_000, null, 4_395_517_00, -30_000_000])
  expect([1_000_000, 4_395_517_00, -30_000_000].map(text)).toEqual(['1.0000', '439.5517', '-30.0000'])
  expect(wanOfColumn([])(123_456_789)).toBe('123.456789')
  expect(wanOfColumn([1_000_000])(1_000_000_000)).toBe('1,000.00')
})
