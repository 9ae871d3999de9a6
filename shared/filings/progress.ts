import { addDays, chineseDate, daysBetween, type IsoDate } from '../date.ts'
import { type Filing, filingNo, isCancelled, isLate, isPlan } from './filing.ts'

/** How far an event is between 事前报备 and 事后审核. */
export const FILING_STATES = ['filed', 'running', 'followed', 'held', 'unfollowed', 'complete', 'cancelled'] as const
export type FilingState = (typeof FILING_STATES)[number]

export const FILING_STATE_NAMES: Record<FilingState, string> = {
  filed: '已报备',
  running: '举办中待跟踪',
  followed: '举办中已跟踪',
  held: '已举办待事后审核',
  unfollowed: '缺事中跟踪',
  complete: '齐全',
  cancelled: '已撤销',
}

type Dated = Pick<Filing, 'startsOn' | 'endsOn' | 'filedOn' | 'steps'>

export function filingState(filing: Dated, today: IsoDate): FilingState {
  if (isCancelled(filing)) return 'cancelled'
  if (today < filing.startsOn) return 'filed'
  if (today <= filing.endsOn) return wasFollowed(filing) ? 'followed' : 'running'
  if (!wasAudited(filing)) return 'held'
  return wasFollowed(filing) ? 'complete' : 'unfollowed'
}

/** What is still missing, as sentence parts; empty when nothing is, or when it was cancelled. */
export function filingGaps(filing: Dated & Pick<Filing, 'creditCode' | 'contact'>, today: IsoDate): string[] {
  if (isCancelled(filing)) return []
  const followed = wasFollowed(filing)
  return [
    ...(isLate(filing) ? ['报备不早于开始日期，“举办前报备”不成立'] : []),
    ...(filing.creditCode === '' ? ['未填信用代码'] : []),
    ...(filing.contact === '' ? ['未填联系人'] : []),
    ...(today < filing.startsOn && !hasPlan(filing) ? ['未安排事中跟踪'] : []),
    ...(today >= filing.startsOn && !followed ? ['缺举办期间的事中跟踪'] : []),
    ...(today > filing.endsOn && !wasAudited(filing) ? ['缺事后审核'] : []),
  ]
}

export type ReminderKind = 'opening' | 'held' | 'applying'
export const REMINDER_NAMES: Record<ReminderKind, string> = {
  opening: '将举办，未安排跟踪',
  held: '已举办，待事后审核',
  applying: '尚未申报',
}

export interface Reminder {
  kind: ReminderKind
  filingId: string
  text: string
}

/** The open round's 受理 window; null ends are not set. */
export interface ApplyWindow {
  name: string
  from: IsoDate | null
  to: IsoDate | null
}

type Remembered = Filing & { applied: boolean }

/**
 * What somebody has to see to: events that open within `within` days without a planned 事中跟踪, events held without
 * 事后审核, and events not yet applied for while the round takes applications or will within `within` days.
 */
export function reminders(
  filings: readonly Remembered[],
  { today, within, window }: { today: IsoDate; within: number; window: ApplyWindow | null },
): Reminder[] {
  const live = filings.filter((filing) => !isCancelled(filing))
  const until = addDays(today, within)
  const said = (kind: ReminderKind, filing: Filing, words: string): Reminder => {
    const text = `${filingNo(filing)} ${filing.organiser}“${filing.eventName}”${words}`
    return { kind, filingId: filing.id, text }
  }
  const opening = live
    .filter(
      (filing) => filing.startsOn >= today && filing.startsOn <= until && !hasPlan(filing) && !wasFollowed(filing),
    )
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  const held = live.filter((filing) => filing.endsOn < today && !wasAudited(filing))
  const applying = applyingWords(window, today, until)
  return [
    ...opening.map((one) => said('opening', one, `${dayWords(one.startsOn, today)}开始，还没有安排事中跟踪`)),
    ...held.map((one) => said('held', one, `${chineseDate(one.endsOn)}已结束，还没有事后审核`)),
    ...(applying === ''
      ? []
      : live.filter(({ applied }) => !applied).map((one) => said('applying', one, `还没有申报；${applying}`))),
  ]
}

/** A round without a window gives no time to be reminded of. */
function applyingWords(window: ApplyWindow | null, today: IsoDate, until: IsoDate): string {
  if (window === null || (window.from === null && window.to === null)) return ''
  const { name, from, to } = window
  if (to !== null && to < today) return ''
  if (from !== null && from > until) return ''
  if (from !== null && from > today) return `${name}${chineseDate(from)}起受理`
  return to === null ? `${name}正在受理` : `${name}受理至${chineseDate(to)}（还有 ${daysBetween(today, to)} 天）`
}

function dayWords(day: IsoDate, today: IsoDate): string {
  const days = daysBetween(today, day)
  return days === 0 ? '今天' : `${chineseDate(day)}（${days} 天后）`
}

function wasFollowed({ steps, startsOn, endsOn }: Dated): boolean {
  return steps.some(
    (step) => step.kind === 'follow-up' && !isPlan(step) && step.happenedOn >= startsOn && step.happenedOn <= endsOn,
  )
}

function wasAudited({ steps }: Dated): boolean {
  return steps.some(({ kind }) => kind === 'audit')
}

function hasPlan({ steps }: Dated): boolean {
  return steps.some(isPlan)
}
