import { chinaDay, type IsoDate, type IsoInstant } from '../../shared/date.ts'

const TODAY = 3
const DAYS = 30
const MONTHS = 24

/**
 * Which backups stay (quality.md R5): the newest 3 of today, the newest of each of the last 30 days that have one, and
 * the newest of each of the last 24 months that have one.
 */
export function keptBackups(moments: readonly IsoInstant[], today: IsoDate): Set<IsoInstant> {
  const newestFirst = [...moments].sort().reverse()
  const ofToday = newestFirst.filter((at) => chinaDay(at) === today).slice(0, TODAY)
  return new Set([
    ...ofToday,
    ...newestOfEach(newestFirst, chinaDay, DAYS),
    ...newestOfEach(newestFirst, (at) => chinaDay(at).slice(0, 7), MONTHS),
  ])
}

function newestOfEach(
  newestFirst: readonly IsoInstant[],
  span: (at: IsoInstant) => string,
  count: number,
): IsoInstant[] {
  const newest = new Map<string, IsoInstant>()
  for (const at of newestFirst) if (!newest.has(span(at))) newest.set(span(at), at)
  return [...newest.values()].slice(0, count)
}
