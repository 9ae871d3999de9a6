import { type IsoDate, isoDate } from '../date.ts'
import { compact, halfWidth } from './text.ts'

/** A day read from text or a number; `serial` when the number had to be taken for a spreadsheet's day count. */
export interface ReadDay {
  date: IsoDate
  serial: boolean
}

/** Serials of 1982-02-18 … 2119-01-11: what a plain number in a date column can sensibly be. */
const SERIAL = { from: 30_000, to: 80_000 }
/** A time of day after a blank, a T or 日. Cut off while the blank is there: without it 3/1 14:30 would read as 3/11. */
const TIME =
  /(?:[\sT]+|(?<=[日号]))(?:(?:上午|下午|早上|中午|晚上)?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?)?)\s*(?:Z|\+08:?00|[AP]M)?|上午|下午)$/i
const SEPARATED = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/
const SOLID = /^(\d{4})(\d{2})(\d{2})$/

/**
 * Reads 2026年3月5日, 2026.3.5, 2026/3/5, 2026-03-05, 20260305, each also in full-width digits and followed by a time
 * or weekday. Null when it is no day of the calendar, or when year, month or day must be guessed (3/5/2026, 26.3.5).
 */
export function readDay(text: string): ReadDay | null {
  const dayAndTime = halfWidth(text).replace(/[((]?(星期|周|礼拜)[一二三四五六日天][))]?/, '')
  const alone = dayAndTime.trim().replace(TIME, '')
  const bare = compact(alone)
  // A number after a blank that is no time would join the day: 2026/3/1 4 is not 2026/3/14.
  if (/\d\s+\d/.test(alone) && !SOLID.test(bare)) return null
  const separated = SEPARATED.exec(bare)
  if (separated !== null) return day(separated[1], separated[3], separated[4])
  const parts = CHINESE.exec(bare) ?? SOLID.exec(bare)
  if (parts !== null) return day(parts[1], parts[2], parts[3])
  return /^\d{5}$/.test(bare) ? serial(Number(bare)) : null
}

/** A plain number in a date column: 20260305, or a serial that lost its date format. */
export function readDayNumber(value: number): ReadDay | null {
  if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_991_231) return readDay(String(value))
  return serial(value)
}

function serial(value: number): ReadDay | null {
  if (value < SERIAL.from || value > SERIAL.to) return null
  const at = new Date(Date.UTC(1899, 11, 30) + Math.floor(value) * 86_400_000)
  const date = isoDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
  return date === null ? null : { date, serial: true }
}

function day(year: string | undefined, month: string | undefined, date: string | undefined): ReadDay | null {
  const found = isoDate(Number(year), Number(month), Number(date))
  return found === null ? null : { date: found, serial: false }
}
