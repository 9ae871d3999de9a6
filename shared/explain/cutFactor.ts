import type { Allocation, AllocationRow, RoundRules } from '../cohort/allocation.ts'
import { reduceProRata, sum } from '../cohort/budget.ts'
import { wanUnit } from '../policy/values.ts'
import type { CutFactor } from './chain.ts'

/** What a row's entitlement was multiplied with (domain.md §4.2), or null when nothing was cut from it. */
export function cutFactor(allocation: Allocation, row: AllocationRow, rules: RoundRules): CutFactor | null {
  if (row.quota === 'waiting' || row.quota === 'tied') return null
  const { budgetFen } = allocation
  const sharing = allocation.rows.filter(({ quota }) => quota === null || quota === 'in')
  const isProtected = ({ article }: AllocationRow) => rules.protectedArticles.includes(article)
  const protectedFen = total(sharing.filter(isProtected))
  if (isProtected(row)) {
    return factor(budgetFen, protectedFen, '不核减的条款合计已超过预算，试算按预算核减')
  }
  const open = sharing.filter((one) => !isProtected(one))
  const available = Math.max(0, budgetFen - protectedFen)
  const kept = protectedFen === 0 ? '' : `（预算 ${wanUnit(budgetFen)} 先留足不核减的条款 ${wanUnit(protectedFen)}）`
  const whole = () => factor(available, total(open), `年度资助规模超出预算，按比例核减${kept}`)
  if (rules.cutScope === 'round' || articlesOver(open, rules, available)) return whole()
  const budget = rules.articleBudgets[row.article]
  if (budget === undefined) return factor(0, row.entitledFen, '按条款核减，但本条没有设定预算')
  return factor(
    budget,
    total(open.filter(({ article }) => article === row.article)),
    '本条合计超出本条预算，按比例核减',
  )
}

function factor(availableFen: number, totalFen: number, what: string): CutFactor | null {
  return totalFen > availableFen ? { availableFen, totalFen, what } : null
}

/** True when what the articles get together exceeds the round: then the whole round is cut instead. */
function articlesOver(open: readonly AllocationRow[], rules: RoundRules, available: number): boolean {
  const byArticle = Map.groupBy(open, ({ article }) => article)
  const shares = [...byArticle].flatMap(([key, rows]) => {
    const budget = rules.articleBudgets[key]
    if (budget === undefined) return []
    return [...reduceProRata(rows, budget, rules.rounding, rules.largestRemainder).values()]
  })
  return sum(shares) > available
}

function total(rows: readonly AllocationRow[]): number {
  return sum(rows.map(({ entitledFen }) => entitledFen))
}
