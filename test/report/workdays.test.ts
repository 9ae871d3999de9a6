import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { shippedCalendars } from '../../electron/core/calendars.ts'
import { addDays } from '../../shared/date.ts'
import { parseHolidayCalendar } from '../../shared/holidayCalendar.ts'
import { countWorkdays, type HolidayCalendar, isWorkday, periodEnd } from '../../shared/workdays.ts'

const TEMPLATES = join(import.meta.dirname, '../../templates')
const shipped = shippedCalendars(TEMPLATES)

/** Days that differ from plain weekdays around the periods printed in real notices of 2021, 2023 and 2024. */
function calendar(year: number, daysOff: string[], daysWorked: string[]): HolidayCalendar {
  return { year, source: 'test', daysOff: new Set(daysOff), daysWorked: new Set(daysWorked) }
}
const october2023 = Array.from({ length: 8 }, (_, index) => addDays('2023-09-29', index))
const calendars = new Map([
  ...shipped,
  [2021, calendar(2021, [], ['2021-02-20'])],
  [
    2023,
    calendar(
      2023,
      [...october2023, '2023-06-22', '2023-06-23', '2023-06-24'],
      ['2023-06-25', '2023-10-07', '2023-10-08'],
    ),
  ],
  [2024, calendar(2024, [], [])],
])

/** facts.md §5.4: six printed periods, then the calculated values for 2026. */
const COUNTING_FIRST_DAY: [from: string, days: number, to: string][] = [
  ['2023-09-22', 7, '2023-10-08'],
  ['2023-10-10', 7, '2023-10-18'],
  ['2024-11-19', 7, '2024-11-27'],
  ['2023-06-19', 7, '2023-06-28'],
  ['2023-06-20', 7, '2023-06-29'],
  ['2021-02-20', 5, '2021-02-25'],
  ['2026-09-28', 5, '2026-10-09'],
  ['2026-09-28', 7, '2026-10-12'],
  ['2026-02-12', 5, '2026-02-25'],
  ['2026-02-12', 7, '2026-02-27'],
  ['2026-04-30', 5, '2026-05-09'],
]
const FROM_NEXT_DAY: [from: string, days: number, to: string][] = [
  ['2026-09-28', 5, '2026-10-10'],
  ['2026-09-28', 7, '2026-10-13'],
  ['2026-02-12', 5, '2026-02-26'],
  ['2026-02-12', 7, '2026-02-28'],
  ['2026-04-30', 5, '2026-05-11'],
]

describe('公示期', () => {
  it.each(COUNTING_FIRST_DAY)('首日计入: %s + %i 个工作日 → %s', (startOn, days, to) => {
    expect(periodEnd({ startOn, days, workingDays: true, countFirstDay: true }, calendars)).toBe(to)
    expect(countWorkdays(startOn, to, calendars)).toBe(days)
  })

  it.each(FROM_NEXT_DAY)('次日起算: %s + %i 个工作日 → %s', (startOn, days, to) => {
    expect(periodEnd({ startOn, days, workingDays: true, countFirstDay: false }, calendars)).toBe(to)
  })

  it('counts 自然日 and moves a last day that is a day off to the next working day (民法典 第二百零三条)', () => {
    const rule = { workingDays: false, countFirstDay: true }
    expect(periodEnd({ ...rule, startOn: '2026-03-02', days: 5 }, calendars)).toBe('2026-03-06')
    expect(periodEnd({ ...rule, startOn: '2026-03-02', days: 6 }, calendars)).toBe('2026-03-09')
    expect(periodEnd({ ...rule, startOn: '2026-09-28', days: 7 }, calendars)).toBe('2026-10-08')
  })

  it('starts counting at the first working day when the period begins on a day off', () => {
    expect(periodEnd({ startOn: '2026-03-07', days: 1, workingDays: true, countFirstDay: true }, calendars)).toBe(
      '2026-03-09',
    )
  })

  it('refuses a period that runs into a year without a calendar', () => {
    const rule = { startOn: '2026-12-29', days: 5, workingDays: true, countFirstDay: true }
    expect(() => periodEnd(rule, calendars)).toThrow('没有2027年的节假日安排')
  })

  it.each([0, -1, 1.5])('refuses %d days', (days) => {
    const rule = { startOn: '2026-03-02', days, workingDays: true, countFirstDay: true }
    expect(() => periodEnd(rule, calendars)).toThrow('应为不小于1的整数')
  })
})

describe('节假日日历', () => {
  it('agrees with chinese-days on every day of 2025 and 2026', () => {
    const different: string[] = []
    for (let day = '2025-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (isWorkday(day, shipped) !== chineseDays.isWorkday(day)) different.push(day)
    }
    expect(different).toEqual([])
  })

  it('has 248 working days in 2026', () => {
    expect(countWorkdays('2026-01-01', '2026-12-31', shipped)).toBe(248)
  })

  const good = readFileSync(join(TEMPLATES, 'holidays/2026.yaml'), 'utf8')
  const BAD: [what: string, from: string, to: string, words: string][] = [
    ['a day of another year', '"2026-10-01", to', '"2025-10-01", to', '不是2026年的日期'],
    ['a day that does not exist', '"2026-02-23"', '"2026-02-30"', '“2026-02-30”不是2026年的日期'],
    ['an end before the start', 'to: "2026-05-05"', 'to: "2026-04-30"', '早于起日'],
    ['调休 on a Wednesday', '"2026-05-09"', '"2026-05-13"', '不是周末'],
    ['a day both off and worked', '"2026-02-14"', '"2026-02-15"', '重复'],
    ['an unknown key', 'source:', 'sauce:', '不认识的字段“sauce”'],
    ['a year written as text', 'year: 2026', 'year: 二〇二六', '“year”的值不对'],
  ]
  it.each(BAD)('refuses %s, with its line', (_, from, to, words) => {
    expect(() => parseHolidayCalendar(good.replace(from, to), '2026.yaml')).toThrow(words)
    expect(() => parseHolidayCalendar(good.replace(from, to), '2026.yaml')).toThrow(/节假日文件“2026.yaml”第\d+行/)
  })
})
