import type { ArticleKey } from '../application.ts'
import { compareDecimals, type Decimal } from '../decimal.ts'
import type { CohortEntry, QuotaGroup, QuotaPlace, Tie } from './allocation.ts'
import { compareApplicationNos } from './order.ts'

export interface QuotaResult {
  /** By application number; entries outside every group have no place to fight for and are absent. */
  places: Map<string, QuotaPlace>
  ties: Tie[]
  blocked: string[]
}

/**
 * Gives out the places per article and industry, best score first (domain.md §4.1). An entry is in when no more than
 * the free places could stand at or above it, waiting when the places are surely taken by better ones, and otherwise
 * tied: a tie, or a missing score that matters, is never broken silently but waits for the chief's ruling.
 */
export function applyQuota(entries: readonly CohortEntry[], groups: readonly QuotaGroup[]): QuotaResult {
  const result: QuotaResult = { places: new Map(), ties: [], blocked: [] }
  const byGroup = Map.groupBy(entries, groupKey)
  for (const group of groups) {
    const all = byGroup.get(groupKey(group)) ?? []
    const hasLater = all.some(({ later }) => later)
    if (hasLater && group.laterCounts === null && all.length > group.places) {
      result.blocked.push(`${group.industry}：参数未设定：后续申报是否占用名额，请科长在“条款参数”中录入并注明依据`)
    }
    const competing = all.filter(({ later }) => !later || group.laterCounts !== false)
    placeGroup(competing, group, result)
  }
  return result
}

function groupKey({ article, industry }: { article: ArticleKey; industry: string }): string {
  return `${article}\n${industry}`
}

function placeGroup(competing: readonly CohortEntry[], group: QuotaGroup, result: QuotaResult): void {
  const free = Math.max(group.places, 0)
  const standing = standings(competing)
  const tied: CohortEntry[] = []
  let sure = 0
  for (const entry of competing) {
    const place = placeOf(standing(entry.score), free)
    if (place === 'tied') tied.push(entry)
    else result.places.set(entry.applicationNo, place)
    if (place === 'in') sure += 1
  }
  if (tied.length === 0) return
  const open = free - sure
  const numbers = tied.map(({ applicationNo }) => applicationNo).sort(compareApplicationNos)
  const ruled = group.ruling === null ? null : numbers.filter((no) => group.ruling?.includes(no))
  // A ruling counts only while it still fits: a later change of scores or cases asks the chief again.
  const fits = ruled !== null && ruled.length === open && ruled.length === group.ruling?.length
  for (const no of numbers) result.places.set(no, fits ? (ruled.includes(no) ? 'in' : 'waiting') : 'tied')
  if (fits) return
  result.ties.push({ article: group.article, industry: group.industry, openPlaces: open, applicationNos: numbers })
  result.blocked.push(`${group.industry}：${numbers.join('、')} 并列待定，${open} 个名额须由科长裁定`)
}

function placeOf({ couldStandAbove, surelyAbove }: Standing, free: number): QuotaPlace {
  if (couldStandAbove < free) return 'in'
  return surelyAbove >= free ? 'waiting' : 'tied'
}

/** How many others could stand at or above an entry of a score, and how many surely stand above it. */
interface Standing {
  couldStandAbove: number
  surelyAbove: number
}

/** The standing of each score in the group; an unknown score could stand anywhere. */
function standings(group: readonly CohortEntry[]): (score: Decimal | null) => Standing {
  const others = group.length - 1
  const known = group.flatMap(({ score }) => (score === null ? [] : [score])).sort((a, b) => compareDecimals(b, a))
  const open: Standing = { couldStandAbove: others, surelyAbove: 0 }
  const byScore = new Map<Decimal, Standing>()
  let from = 0
  while (from < known.length) {
    const score = known[from] ?? '0'
    let to = from
    while (to < known.length && compareDecimals(known[to] ?? '0', score) === 0) to += 1
    const standing = { couldStandAbove: others - (known.length - to), surelyAbove: from }
    for (const same of known.slice(from, to)) byScore.set(same, standing)
    from = to
  }
  return (score) => (score === null ? open : (byScore.get(score) ?? open))
}
