/**
 * A second reading of domain.md §4, from the text alone: places by trying every order the scores allow, money with
 * exact fractions handed out one unit at a time. No product code but its types.
 */
import type { Allocation, CohortEntry, QuotaGroup, QuotaPlace, RoundRules } from '../../shared/cohort/allocation.ts'

export interface OracleAllocation {
  places: Record<string, QuotaPlace>
  amounts: Record<string, bigint>
  blocked: boolean
}

export function oracleAllocate(
  entries: readonly CohortEntry[],
  groups: readonly QuotaGroup[],
  budget: bigint,
  rules: RoundRules,
): OracleAllocation {
  const places: Record<string, QuotaPlace> = {}
  let blocked = false
  for (const group of groups) {
    const inGroup = entries.filter((one) => one.article === group.article && one.industry === group.industry)
    const unclear = group.laterCounts === null && inGroup.some((one) => one.later) && inGroup.length > group.places
    const competing = inGroup.filter((one) => !(one.later && group.laterCounts === false))
    const found = placesOf(competing, Math.max(0, group.places), group.ruling)
    Object.assign(places, found)
    blocked ||= unclear || Object.values(found).includes('tied')
  }
  const sharing = entries.filter((one) => (places[one.applicationNo] ?? 'in') === 'in')
  const money = cut(sharing, budget, rules)
  const amounts = Object.fromEntries(entries.map((one) => [one.applicationNo, money.amounts[one.applicationNo] ?? 0n]))
  return { places, amounts, blocked: blocked || money.blocked }
}

/** In when in under every order the scores allow, waiting when in under none, else tied. */
function placesOf(
  competing: readonly CohortEntry[],
  free: number,
  choice: QuotaGroup['ruling'],
): Record<string, QuotaPlace> {
  const orders = permutations(competing).filter(allowed)
  const places: Record<string, QuotaPlace> = {}
  for (const one of competing) {
    const wins = orders.filter((order) => order.slice(0, free).includes(one)).length
    places[one.applicationNo] = wins === orders.length ? 'in' : wins === 0 ? 'waiting' : 'tied'
  }
  const tied = Object.keys(places).filter((no) => places[no] === 'tied')
  const open = free - Object.values(places).filter((place) => place === 'in').length
  const ruling = choice?.applicationNos ?? []
  const fits =
    choice !== null &&
    new Set(ruling).size === ruling.length &&
    ruling.length === open &&
    ruling.every((no) => tied.includes(no)) &&
    (choice.tiedNos === null || choice.tiedNos.toSorted().join() === tied.toSorted().join())
  if (fits) for (const no of tied) places[no] = ruling.includes(no) ? 'in' : 'waiting'
  return places
}

/** An order contradicts the scores when somebody stands below one with a known lower score. */
function allowed(order: readonly CohortEntry[]): boolean {
  const points = order.map(pointsOf)
  return points.every((upper, at) =>
    points
      .slice(at + 1)
      .every((lower) => upper === null || lower === null || upper.of * lower.per >= lower.of * upper.per),
  )
}

/** The exact score where there is one, else the text, as points of ÷ per. */
function pointsOf({ score, exactScore }: CohortEntry): { of: bigint; per: bigint } | null {
  if (exactScore !== undefined) return { of: exactScore.num, per: exactScore.den }
  if (score === null) return null
  const [whole = '0', fraction = ''] = score.split('.')
  return { of: BigInt(whole + fraction), per: 10n ** BigInt(fraction.length) }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((first) => permutations(items.filter((one) => one !== first)).map((rest) => [first, ...rest]))
}

interface Money {
  amounts: Record<string, bigint>
  blocked: boolean
}

function cut(sharing: readonly CohortEntry[], budget: bigint, rules: RoundRules): Money {
  const isSafe = (one: CohortEntry) => rules.protectedArticles.includes(one.article)
  const safe = sharing.filter(isSafe)
  const open = sharing.filter((one) => !isSafe(one))
  const safeTotal = total(safe)
  const available = safeTotal > budget ? 0n : budget - safeTotal
  const kept = share(safe, budget, rules)
  let blocked = safeTotal > budget
  if (rules.cutScope === 'round') return { amounts: { ...kept, ...share(open, available, rules) }, blocked }
  const amounts: Record<string, bigint> = {}
  for (const article of new Set(open.map((one) => one.article))) {
    const own = rules.articleBudgets[article]
    blocked ||= own === undefined
    Object.assign(
      amounts,
      share(
        open.filter((one) => one.article === article),
        BigInt(own ?? 0),
        rules,
      ),
    )
  }
  const given = Object.values(amounts).reduce((sum, fen) => sum + fen, 0n)
  if (given > available) return { amounts: { ...kept, ...share(open, available, rules) }, blocked: true }
  return { amounts: { ...kept, ...amounts }, blocked }
}

function total(entries: readonly CohortEntry[]): bigint {
  return entries.reduce((sum, one) => sum + BigInt(one.entitledFen), 0n)
}

/** What is left of an entry's exact share above the whole units it got: left ÷ of. */
interface Portion {
  no: string
  entitled: bigint
  fen: bigint
  left: bigint
  lifted: boolean
}

function share(entries: readonly CohortEntry[], available: bigint, rules: RoundRules): Record<string, bigint> {
  const sum = total(entries)
  if (sum <= available) return Object.fromEntries(entries.map((one) => [one.applicationNo, BigInt(one.entitledFen)]))
  const unit = BigInt(rules.rounding.unitFen)
  const portions = entries.map((one): Portion => {
    const entitled = BigInt(one.entitledFen)
    const fen = ((entitled * available) / (unit * sum)) * unit
    // Everything × Σ, so that all portions compare as integers.
    return { no: one.applicationNo, entitled, fen, left: entitled * available - fen * sum, lifted: false }
  })
  const given = () => portions.reduce((all, one) => all + one.fen, 0n)
  const number = (one: Portion) => Number(one.no.replace(/\D/g, ''))
  const lift = (one: Portion) => {
    one.fen += unit
    one.lifted = true
  }
  if (rules.largestRemainder) {
    while (given() + unit <= available) {
      const able = portions.filter((one) => !one.lifted && one.left > 0n && one.fen + unit <= one.entitled)
      const best = able.reduce<Portion | null>((top, one) => {
        if (top === null || one.left > top.left) return one
        return one.left === top.left && number(one) < number(top) ? one : top
      }, null)
      if (best === null) break
      lift(best)
    }
  } else if (rules.rounding.mode === '四舍五入') {
    for (const one of portions) if (one.left * 2n >= unit * sum && one.fen + unit <= one.entitled) lift(one)
    while (given() > available) {
      const worst = portions
        .filter((one) => one.lifted)
        .reduce<Portion | null>((low, one) => {
          if (low === null || one.left < low.left) return one
          return one.left === low.left && number(one) > number(low) ? one : low
        }, null)
      if (worst === null) break
      worst.fen -= unit
      worst.lifted = false
    }
  }
  return Object.fromEntries(portions.map((one) => [one.no, one.fen]))
}

/** The product's answer in the oracle's form. */
export function comparable(found: Allocation): OracleAllocation {
  const placed = found.rows.flatMap(({ applicationNo, quota }) =>
    quota === null ? [] : [[applicationNo, quota] as const],
  )
  return {
    places: Object.fromEntries(placed),
    amounts: Object.fromEntries(
      found.rows.map(({ applicationNo, allocatedFen }) => [applicationNo, BigInt(allocatedFen)]),
    ),
    blocked: found.blocked.length > 0,
  }
}
