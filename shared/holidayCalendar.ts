import { z } from 'zod'
import { addDays, type IsoDate, isIsoDate, weekday } from './date.ts'
import { AppError } from './errors.ts'
import { parseYamlFile, templateError } from './report/yamlFile.ts'
import type { HolidayCalendar } from './workdays.ts'

/** One year's arrangement as a file states it and as the office enters it. */
export const calendarFile = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  source: z.string().trim().min(1, '请写明出处（文号或网址）').max(500),
  daysOff: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1, '请填写节日名称').max(40),
        from: z.string().max(20),
        to: z.string().max(20),
      }),
    )
    .min(1, '至少一项放假')
    .max(60),
  daysWorked: z.array(z.string().max(20)).max(60),
})
export type CalendarFile = z.infer<typeof calendarFile>

/**
 * Every day must be a real day of that year, be named once, and each 调休上班 day must be a Saturday or Sunday. `refuse`
 * makes the error of a place in the file. Errors: what `refuse` makes.
 */
function checkedCalendar(file: CalendarFile, refuse: (path: PropertyKey[], what: string) => AppError): HolidayCalendar {
  const check = (day: string, path: PropertyKey[]): IsoDate => {
    if (isIsoDate(day) && day.startsWith(`${file.year}-`)) return day
    throw refuse(path, `“${day}”不是${file.year}年的日期（写法如 ${file.year}-01-01）`)
  }
  const daysOff = new Set<IsoDate>()
  file.daysOff.forEach((range, index) => {
    const from = check(range.from, ['daysOff', index, 'from'])
    const to = check(range.to, ['daysOff', index, 'to'])
    if (to < from) throw refuse(['daysOff', index, 'to'], `止日“${to}”早于起日“${from}”`)
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (daysOff.has(day)) throw refuse(['daysOff', index], `“${day}”重复`)
      daysOff.add(day)
    }
  })
  const daysWorked = new Set<IsoDate>()
  file.daysWorked.forEach((text, index) => {
    const path = ['daysWorked', index]
    const day = check(text, path)
    if (daysWorked.has(day) || daysOff.has(day)) throw refuse(path, `“${day}”重复`)
    if (weekday(day) !== 0 && weekday(day) !== 6) throw refuse(path, `“${day}”不是周末，不能作为调休上班日`)
    daysWorked.add(day)
  })
  return { year: file.year, source: file.source, daysOff, daysWorked }
}

/** Reads one year's calendar file as it is written. Errors: POLICY_FILE with file and line. */
export function parseCalendarFile(text: string, file: string): CalendarFile {
  const { value, lineOf } = parseYamlFile(text, file, calendarFile, '节假日文件')
  checkedCalendar(value, (path, what) => templateError(file, lineOf(path), what, '节假日文件'))
  return value
}

/** Reads one year's calendar file. Errors: POLICY_FILE with file and line. */
export function parseHolidayCalendar(text: string, file: string): HolidayCalendar {
  return readCalendar(parseCalendarFile(text, file))
}

/** The calendar of an arrangement entered by hand. Errors: BAD_INPUT with the day and what is wrong with it. */
export function readCalendar(file: CalendarFile): HolidayCalendar {
  return checkedCalendar(file, (_, what) => new AppError('BAD_INPUT', `${file.year}年的节假日：${what}`))
}
