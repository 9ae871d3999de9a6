import { AppError } from './errors.ts'

/** A calendar day as "YYYY-MM-DD". */
export type IsoDate = string
/** A moment as UTC "YYYY-MM-DDTHH:MM:SS.sssZ". */
export type IsoInstant = string

const DAY_MS = 86_400_000

/** An ISO day from its parts, or null when the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return real && year >= 1900 && year <= 2199 ? at.toISOString().slice(0, 10) : null
}

/** True for a real calendar day written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) !== null
}

/** The day `days` after (or before, when negative). */
export function addDays(on: IsoDate, days: number): IsoDate {
  return new Date(dayNumber(on) * DAY_MS + days * DAY_MS).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** 0 Sunday … 6 Saturday. */
export function weekday(on: IsoDate): number {
  return new Date(dayNumber(on) * DAY_MS).getUTCDay()
}

/** "2026年3月5日": no leading zeros (GB/T 9704). */
export function chineseDate(on: IsoDate): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** The calendar day of an instant in China Standard Time (UTC+8, no daylight saving). */
export function chinaDay(at: IsoInstant): IsoDate {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** "2026-03-05 14:32" in China Standard Time. */
export function chinaMinute(at: IsoInstant): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function dayNumber(on: IsoDate): number {
  const at = Date.parse(`${on}T00:00:00Z`)
  if (!isIsoDate(on) || Number.isNaN(at)) throw new AppError('BAD_INPUT', `“${on}”不是有效日期`)
  return at / DAY_MS
}
