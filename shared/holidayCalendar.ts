import { z } from 'zod'
import { addDays, type IsoDate, isIsoDate, weekday } from './date.ts'
import { parseYamlFile, templateError } from './report/yamlFile.ts'
import type { HolidayCalendar } from './workdays.ts'

const schema = z.strictObject({
  year: z.number().int().min(2000).max(2199),
  source: z.string().min(1, '不能为空'),
  daysOff: z.array(z.strictObject({ name: z.string().min(1), from: z.string(), to: z.string() })).min(1, '至少一项'),
  daysWorked: z.array(z.string()),
})

/**
 * Reads one year's calendar file. Every day must be a real day of that year, be named once, and each 调休上班 day must
 * be a Saturday or Sunday. Errors: POLICY_FILE with file and line.
 */
export function parseHolidayCalendar(text: string, file: string): HolidayCalendar {
  const { value, lineOf } = parseYamlFile(text, file, schema)
  const check = (day: string, path: PropertyKey[]): IsoDate => {
    if (isIsoDate(day) && day.startsWith(`${value.year}-`)) return day
    throw templateError(file, lineOf(path), `“${day}”不是${value.year}年的日期（写法如 ${value.year}-01-01）`)
  }
  const daysOff = new Set<IsoDate>()
  value.daysOff.forEach((range, index) => {
    const from = check(range.from, ['daysOff', index, 'from'])
    const to = check(range.to, ['daysOff', index, 'to'])
    if (to < from) throw templateError(file, lineOf(['daysOff', index, 'to']), `止日“${to}”早于起日“${from}”`)
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (daysOff.has(day)) throw templateError(file, lineOf(['daysOff', index]), `“${day}”重复`)
      daysOff.add(day)
    }
  })
  const daysWorked = new Set<IsoDate>()
  value.daysWorked.forEach((text, index) => {
    const path = ['daysWorked', index]
    const day = check(text, path)
    if (daysWorked.has(day) || daysOff.has(day)) throw templateError(file, lineOf(path), `“${day}”重复`)
    if (weekday(day) !== 0 && weekday(day) !== 6) {
      throw templateError(file, lineOf(path), `“${day}”不是周末，不能作为调休上班日`)
    }
    daysWorked.add(day)
  })
  return { year: value.year, source: value.source, daysOff, daysWorked }
}
