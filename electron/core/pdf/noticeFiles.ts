import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHolidayCalendar } from '../../../shared/holidayCalendar.ts'
import { type NoticeTemplate, parseNoticeTemplate } from '../../../shared/report/noticeTemplate.ts'
import type { Calendars } from '../../../shared/workdays.ts'

/** The words of the 公示. Errors: POLICY_FILE. */
export function readNoticeTemplate(templatesRoot: string, name = 'publicity.yaml'): NoticeTemplate {
  return parseNoticeTemplate(readFileSync(join(templatesRoot, 'notice', name), 'utf8'), `notice/${name}`)
}

/** The shipped holiday calendars by year. Errors: POLICY_FILE. */
export function readCalendars(templatesRoot: string): Calendars {
  const dir = join(templatesRoot, 'holidays')
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  const calendars = files.map((name) => parseHolidayCalendar(readFileSync(join(dir, name), 'utf8'), `holidays/${name}`))
  return new Map(calendars.map((calendar) => [calendar.year, calendar]))
}
