import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  chinaDay,
  chinaMinute,
  chineseDate,
  daysBetween,
  isIsoDate,
  isoDate,
  weekday,
} from '../../shared/date.ts'

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const length = (year: number, month: number) =>
  [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]

describe('calendar days', () => {
  it('knows every day from 1900 to 2199 and no other', () => {
    let expected = 0
    for (let year = 1900; year <= 2199; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const last = length(year, month) ?? 0
        expect(isoDate(year, month, last)).not.toBeNull()
        expect(isoDate(year, month, last + 1)).toBeNull()
        expected += last
      }
    }
    expect(daysBetween('1900-01-01', '2199-12-31') + 1).toBe(expected)
    for (const [year, month, day] of [
      [1899, 12, 31],
      [2200, 1, 1],
      [2026, 0, 1],
      [2026, 13, 1],
      [2026, 1, 0],
      [26, 1, 1],
    ] as const) {
      expect(isoDate(year, month, day)).toBeNull()
    }
  })
  it.each(['2026-02-29', '2026-2-1', '20260201', '2026-02-01T00:00', '', '1900-02-29'])('“%s” is no day', (text) => {
    expect(isIsoDate(text)).toBe(false)
  })
  it('steps and counts days as inverses, across months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2024-02-20', '2024-03-06')).toBe(15)
    expect(daysBetween('2025-09-16', '2025-09-15')).toBe(-1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -20_000, max: 20_000 }), (from, step) => {
        const start = addDays('1960-01-01', from)
        const end = addDays(start, step)
        expect(daysBetween(start, end)).toBe(step)
        expect(start < end).toBe(step > 0)
        expect((weekday(start) + (((step % 7) + 7) % 7)) % 7).toBe(weekday(end))
      }),
      { numRuns: 10_000 },
    )
  })
  it('refuses to count with what is no day', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow('不是有效日期')
  })
  it('writes Chinese dates without leading zeros', () => {
    expect(chineseDate('2026-03-05')).toBe('2026年3月5日')
  })
  it('takes the day and minute of an instant in China, on both sides of midnight', () => {
    expect(chinaDay('2025-12-31T15:59:59.999Z')).toBe('2025-12-31')
    expect(chinaDay('2025-12-31T16:00:00.000Z')).toBe('2026-01-01')
    expect(chinaMinute('2026-03-05T06:32:10.000Z')).toBe('2026-03-05 14:32')
  })
})
