import type { Allocation, AllocationRow, RoundRules } from '../cohort/allocation.ts'
import { sharesInBudget } from '../cohort/allocation.ts'
import { reduceProRata, sum } from '../cohort/budget.ts'
import { wanUnit } from '../policy/values.ts'
import type { CutFactor } from './chain.ts'

/**
 * What each row's entitlement was multiplied with (domain.md §4.2): null where nothing was cut from it. The sums are
 * taken once, so that a whole list can be asked row by row.
 */
export function cutFactors(allocation: Allocation, rules: RoundRules): (row: AllocationRow) => CutFactor | null {
  const { budgetFen } = allocation
  const sharing = allocation.rows.filter(sharesInBudget)
  const isProtected = ({ article }: AllocationRow) => rules.protectedArticles.includes(article)
  const protectedFen = total(sharing.filter(isProtected))
  const open = sharing.filter((one) => !isProtected(one))
  const byArticle = Map.groupBy(open, ({ article }) => article)
  const available = Math.max(0, budgetFen - protectedFen)
  const kept = protectedFen === 0 ? '' : `（预算 ${wanUnit(budgetFen)} 先留足不核减的条款 ${wanUnit(protectedFen)}）`
  const guarded = factor(budgetFen, protectedFen, '不核减的条款合计已超过预算，试算按预算核减')
  const whole = factor(available, total(open), `年度资助规模超出预算，按比例核减${kept}`)
  const isWhole = rules.cutScope === 'round' || articlesOver(byArticle, rules, available)
  return (row) => {
    if (!sharesInBudget(row)) return null
    if (isProtected(row)) return guarded
    if (isWhole) return whole
    const budget = rules.articleBudgets[row.article]
    if (budget === undefined) return factor(0, row.entitledFen, '按条款核减，但本条没有设定预算')
    return factor(budget, total(byArticle.get(row.article) ?? []), '本条合计超出本条预算，按比例核减')
  }
}

function factor(availableFen: number, totalFen: number, what: string): CutFactor | null {
  return totalFen > availableFen ? { availableFen, totalFen, what } : null
}

/** True when what the articles get together exceeds the round: then the whole round is cut instead. */
function articlesOver(
  byArticle: ReadonlyMap<AllocationRow['article'], AllocationRow[]>,
  rules: RoundRules,
  available: number,
): boolean {
  const given = [...byArticle].flatMap(([key, rows]) => {
    const budget = rules.articleBudgets[key]
    if (budget === undefined) return []
    return [...reduceProRata(rows, budget, rules.rounding, rules.largestRemainder).values()]
  })
  return sum(given) > available
}

function total(rows: readonly AllocationRow[]): number {
  return sum(rows.map(({ entitledFen }) => entitledFen))
}
