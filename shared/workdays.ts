import { addDays, chineseDate, type IsoDate, weekday } from './date.ts'
import { AppError } from './errors.ts'

/** One year of the State Council's arrangement: days off and weekend days worked instead (调休上班). */
export interface HolidayCalendar {
  year: number
  /** Where the arrangement was published. */
  source: string
  daysOff: ReadonlySet<IsoDate>
  daysWorked: ReadonlySet<IsoDate>
}

/** Calendars by year. A year that is not in the map is unknown, never taken to be without holidays. */
export type Calendars = ReadonlyMap<number, HolidayCalendar>

/** How a notice period is counted. */
export interface PeriodRule {
  startOn: IsoDate
  /** At least 1. */
  days: number
  /** 工作日; otherwise 自然日. */
  workingDays: boolean
  /** 首日计入 (as printed notices do) or 次日起算 (民法典 第二百零一条). */
  countFirstDay: boolean
}

/** Whether people work on this day. Errors: BAD_INPUT when the year has no calendar. */
export function isWorkday(on: IsoDate, calendars: Calendars): boolean {
  const calendar = calendars.get(Number(on.slice(0, 4)))
  if (calendar === undefined) {
    throw new AppError(
      'BAD_INPUT',
      `没有${on.slice(0, 4)}年的节假日安排，无法确定${chineseDate(on)}是否为工作日，请先在“设置”中导入该年的日历`,
    )
  }
  if (calendar.daysWorked.has(on)) return true
  if (calendar.daysOff.has(on)) return false
  return weekday(on) !== 0 && weekday(on) !== 6
}

/**
 * Last day of a period. Working days include 调休上班 days. A period in 自然日 that would end on a day off ends on the
 * next working day instead (民法典 第二百零三条). Errors: BAD_INPUT for days below 1 or a year without calendar.
 */
export function periodEnd(rule: PeriodRule, calendars: Calendars): IsoDate {
  if (!Number.isSafeInteger(rule.days) || rule.days < 1) {
    throw new AppError('BAD_INPUT', `公示天数“${rule.days}”不对，应为不小于1的整数`)
  }
  const first = rule.countFirstDay ? rule.startOn : addDays(rule.startOn, 1)
  if (!rule.workingDays) return firstWorkdayFrom(addDays(first, rule.days - 1), calendars)
  let day = firstWorkdayFrom(first, calendars)
  for (let counted = 1; counted < rule.days; counted += 1) day = firstWorkdayFrom(addDays(day, 1), calendars)
  return day
}

/** Working days from `from` to `to`, both included; 0 when `to` is earlier. Errors as for isWorkday. */
export function countWorkdays(from: IsoDate, to: IsoDate, calendars: Calendars): number {
  let count = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkday(day, calendars)) count += 1
  return count
}

/**
 * Working days left until a due day, which is the last of them; today is used up. Negative when it has passed, null when
 * a year on the way has no calendar.
 */
export function workdaysLeft(today: IsoDate, dueOn: IsoDate, calendars: Calendars): number | null {
  const [from, to] = today < dueOn ? [today, dueOn] : [dueOn, today]
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    if (!calendars.has(year)) return null
  }
  // The other end is not counted, whether people work on it or not.
  return today < dueOn
    ? countWorkdays(addDays(today, 1), dueOn, calendars)
    : 0 - countWorkdays(addDays(dueOn, 1), today, calendars)
}

function firstWorkdayFrom(on: IsoDate, calendars: Calendars): IsoDate {
  let day = on
  while (!isWorkday(day, calendars)) day = addDays(day, 1)
  return day
}
