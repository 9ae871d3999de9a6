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
  for (const group of groups) {
    const all = entries.filter(({ article, industry }) => article === group.article && industry === group.industry)
    const hasLater = all.some(({ later }) => later)
    if (hasLater && group.laterCounts === null && all.length > group.places) {
      result.blocked.push(`${group.industry}：参数未设定：后续申报是否占用名额，请科长在“条款参数”中录入并注明依据`)
    }
    const competing = all.filter(({ later }) => !later || group.laterCounts !== false)
    placeGroup(competing, group, result)
  }
  return result
}

function placeGroup(competing: readonly CohortEntry[], group: QuotaGroup, result: QuotaResult): void {
  const free = Math.max(group.places, 0)
  const tied: CohortEntry[] = []
  let sure = 0
  for (const entry of competing) {
    const place = placeOf(entry, competing, free)
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

function placeOf(entry: CohortEntry, all: readonly CohortEntry[], free: number): QuotaPlace {
  const others = all.filter(({ applicationNo }) => applicationNo !== entry.applicationNo)
  const couldStandAbove = others.filter(({ score }) => !isBelow(score, entry.score)).length
  if (couldStandAbove < free) return 'in'
  const surelyAbove = others.filter(({ score }) => isBelow(entry.score, score)).length
  return surelyAbove >= free ? 'waiting' : 'tied'
}

/** True only when both scores are known and a < b. */
function isBelow(a: Decimal | null, b: Decimal | null): boolean {
  return a !== null && b !== null && compareDecimals(a, b) < 0
}
