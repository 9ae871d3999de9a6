import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentOf } from '../../renderer/ui/exportPercent.ts'

test('the bar moves with every piece of a sheet and never passes the sheet', () => {
  const at = (number: number, rows: number): number => percentOf({ sheet: '计算依据', number, of: 4, rows })
  expect(at(1, 0)).toBe(0)
  const rows = fc.integer({ min: 0, max: 2_000_000 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), rows, fc.integer({ min: 1, max: 5_000 }), (number, done, more) => {
      expect(at(number, done + more)).toBeGreaterThan(at(number, done))
      expect(at(number, done)).toBeGreaterThanOrEqual(at(number, 0))
      expect(at(number, done)).toBeLessThan(at(number + 1, 0))
    }),
  )
})
