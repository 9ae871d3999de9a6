import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { roundFen } from '../../shared/cohort/rounding.ts'

const no = fc
  .array(fc.constantFrom('LG', '2026', '1', '01', '10', '9', '-', 'A', ''), { maxLength: 5 })
  .map((parts) => parts.join(''))

describe('order of application numbers', () => {
  it('reads runs of digits as numbers', () => {
    const numbers = ['LG10', 'LG9', 'LG2026-1-2', 'LG2026-1-10', 'LG9A', 'LG09']
    expect(numbers.toSorted(compareApplicationNos)).toEqual([
      'LG09',
      'LG9',
      'LG9A',
      'LG10',
      'LG2026-1-2',
      'LG2026-1-10',
    ])
  })
  it('is a total order', () => {
    fc.assert(
      fc.property(no, no, no, (a, b, c) => {
        const [ab, ba, bc, ac] = [
          compareApplicationNos(a, b),
          compareApplicationNos(b, a),
          compareApplicationNos(b, c),
          compareApplicationNos(a, c),
        ]
        const antisymmetric = Math.sign(ab) + Math.sign(ba) === 0 && (ab === 0) === (a === b)
        const transitive = !(ab <= 0 && bc <= 0) || ac <= 0
        if (!antisymmetric || !transitive)
          expect({ antisymmetric, transitive }).toEqual({ antisymmetric: true, transitive: true })
      }),
      { numRuns: 20_000 },
    )
  })
})

describe('rounding', () => {
  const MODES = ['舍尾', '四舍五入'] as const
  it.each([
    [100, 149, 100, 100],
    [100, 150, 100, 200],
    [100, 199, 100, 200],
    [10_000, 14_999, 10_000, 10_000],
    [10_000, 15_000, 10_000, 20_000],
    [1_000_000, 1_499_999, 1_000_000, 1_000_000],
    [1_000_000, 1_500_000, 1_000_000, 2_000_000],
    [1_000_000, 2_000_000, 2_000_000, 2_000_000],
  ] as const)('unit %i: %i goes down to %i and half up to %i', (unitFen, fen, down, half) => {
    expect(MODES.map((mode) => roundFen(fen, { unitFen, mode }, Number.MAX_SAFE_INTEGER))).toEqual([down, half])
  })
  it('never lifts an amount over its limit', () => {
    expect(roundFen(150, { unitFen: 100, mode: '四舍五入' }, 200)).toBe(200)
    expect(roundFen(150, { unitFen: 100, mode: '四舍五入' }, 199)).toBe(100)
  })
})
