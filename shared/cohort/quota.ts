import type { ArticleKey } from '../application.ts'
import { compareRatios, type Ratio, ratioOf } from '../scoring/ratio.ts'
import type { CohortEntry, QuotaGroup, QuotaPlace, Tie, TieChoice } from './allocation.ts'
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
  const limited = new Set(groups.map(({ article }) => article))
  const byGroup = Map.groupBy(
    entries.filter(({ article }) => limited.has(article)),
    groupKey,
  )
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
    const place = placeOf(standing(entry), free)
    if (place === 'tied') tied.push(entry)
    else result.places.set(entry.applicationNo, place)
    if (place === 'in') sure += 1
  }
  if (tied.length === 0) return
  const open = free - sure
  const numbers = tied.map(({ applicationNo }) => applicationNo).sort(compareApplicationNos)
  const ruled = chosenOf(group.ruling, numbers, open)
  for (const no of numbers) result.places.set(no, ruled === null ? 'tied' : ruled.has(no) ? 'in' : 'waiting')
  if (ruled !== null) return
  result.ties.push({ article: group.article, industry: group.industry, openPlaces: open, applicationNos: numbers })
  result.blocked.push(`${group.industry}：${numbers.join('、')} 并列待定，${open} 个名额须由科长裁定`)
}

/** A ruling counts only for the very tie it was made on: a later change of scores, cases or places asks the chief again. */
function chosenOf(ruling: TieChoice | null, tied: readonly string[], open: number): ReadonlySet<string> | null {
  if (ruling === null) return null
  const { applicationNos, tiedNos } = ruling
  const chosen = new Set(applicationNos)
  const isSameTie = tiedNos === null || (tiedNos.length === tied.length && tied.every((no) => tiedNos.includes(no)))
  const isWhole = chosen.size === applicationNos.length && chosen.size === open
  const fits = isSameTie && isWhole && applicationNos.every((no) => tied.includes(no))
  return fits ? chosen : null
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

/** The standing of each entry in the group; an unknown score could stand anywhere. */
function standings(group: readonly CohortEntry[]): (entry: CohortEntry) => Standing {
  const others = group.length - 1
  const known = group
    .flatMap((entry) => {
      const score = scoreOf(entry)
      return score === null ? [] : [{ entry, score }]
    })
    .sort((a, b) => compareRatios(b.score, a.score))
  const open: Standing = { couldStandAbove: others, surelyAbove: 0 }
  const byEntry = new Map<CohortEntry, Standing>()
  let from = 0
  for (let first = known[from]; first !== undefined; first = known[from]) {
    let to = from
    for (let next = known[to]; next !== undefined && compareRatios(next.score, first.score) === 0; next = known[to]) {
      to += 1
    }
    const standing = { couldStandAbove: others - (known.length - to), surelyAbove: from }
    for (const { entry } of known.slice(from, to)) byEntry.set(entry, standing)
    from = to
  }
  return (entry) => byEntry.get(entry) ?? open
}

function scoreOf({ score, exactScore }: CohortEntry): Ratio | null {
  return exactScore ?? (score === null ? null : ratioOf(score))
}
