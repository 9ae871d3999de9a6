import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSetting } from '../../db/settings.ts'
import { type CalendarFile, parseCalendarFile, readCalendar } from '../../shared/holidayCalendar.ts'
import type { CalendarView } from '../../shared/settings/views.ts'
import type { Calendars } from '../../shared/workdays.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key: entered years, by year. They lie in the database, so they travel with its backup. */
export const CALENDARS = 'calendars'
export type EnteredCalendars = Record<string, CalendarFile>

/** The holiday calendars by year: those shipped, and those entered here, which win. Errors: POLICY_FILE. */
export function calendarsOf(ws: Workspace): Calendars {
  return new Map(allYears(ws).map(({ file }) => [file.year, readCalendar(file)]))
}

/** The same for the screen, newest year first. Errors: POLICY_FILE. */
export function calendarViews(ws: Workspace): CalendarView[] {
  return allYears(ws)
    .map(({ file, entered, shipped }): CalendarView => ({ ...file, entered, shipped }))
    .sort((a, b) => b.year - a.year)
}

export function enteredCalendars(ws: Workspace): EnteredCalendars {
  return readSetting<EnteredCalendars>(ws.db, CALENDARS) ?? {}
}

/** The calendars that come with the program, by year. Errors: POLICY_FILE. */
export function shippedCalendars(templatesRoot: string): Calendars {
  return new Map(shippedYears(templatesRoot).map((file) => [file.year, readCalendar(file)]))
}

function shippedYears(templatesRoot: string): CalendarFile[] {
  const dir = join(templatesRoot, 'holidays')
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseCalendarFile(readFileSync(join(dir, name), 'utf8'), `holidays/${name}`))
}

function allYears(ws: Workspace): { file: CalendarFile; entered: boolean; shipped: boolean }[] {
  const shipped = new Map(shippedYears(ws.templatesRoot).map((file) => [file.year, file]))
  const entered = new Map(Object.values(enteredCalendars(ws)).map((file) => [file.year, file]))
  return [...new Map([...shipped, ...entered])].map(([year, file]) => {
    return { file, entered: entered.has(year), shipped: shipped.has(year) }
  })
}
