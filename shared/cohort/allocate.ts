import type { ArticleKey } from '../application.ts'
import type { Fen } from '../money.ts'
import { wanUnit } from '../policy/values.ts'
import type { Allocation, AllocationRow, CohortEntry, QuotaGroup, RoundRules } from './allocation.ts'
import { sharesInBudget } from './allocation.ts'
import { reduceProRata, sum } from './budget.ts'
import { compareApplicationNos } from './order.ts'
import { applyQuota } from './quota.ts'

/**
 * The whole round (domain.md §4): quota, then budget. Pure and independent of the order of `entries`.
 * `blocked` names what keeps the result from being frozen; the figures are then a trial.
 */
export function allocate(
  entries: readonly CohortEntry[],
  groups: readonly QuotaGroup[],
  budgetFen: Fen,
  rules: RoundRules,
): Allocation {
  const ordered = [...entries].sort((a, b) => compareApplicationNos(a.applicationNo, b.applicationNo))
  const quota = applyQuota(ordered, groups)
  const sharing = ordered.filter(({ applicationNo }) =>
    sharesInBudget({ quota: quota.places.get(applicationNo) ?? null }),
  )
  const { amounts, cut, blocked } = cutToBudget(sharing, budgetFen, rules)
  const rows = ordered.map(
    (entry): AllocationRow => ({
      applicationNo: entry.applicationNo,
      article: entry.article,
      industry: entry.industry,
      score: entry.score,
      quota: quota.places.get(entry.applicationNo) ?? null,
      entitledFen: entry.entitledFen,
      allocatedFen: amounts.get(entry.applicationNo) ?? 0,
    }),
  )
  const allocatedFen = sum(rows.map((row) => row.allocatedFen))
  return {
    budgetFen,
    entitledFen: sum(sharing.map(({ entitledFen }) => entitledFen)),
    allocatedFen,
    remainderFen: budgetFen - allocatedFen,
    cut,
    rows,
    ties: quota.ties,
    blocked: [...quota.blocked, ...blocked],
  }
}

interface CutResult {
  amounts: Map<string, Fen>
  cut: Allocation['cut']
  blocked: string[]
}

function cutToBudget(sharing: readonly CohortEntry[], budgetFen: Fen, rules: RoundRules): CutResult {
  const isProtected = ({ article }: CohortEntry) => rules.protectedArticles.includes(article)
  const protectedOnes = sharing.filter(isProtected)
  const open = sharing.filter((entry) => !isProtected(entry))
  const protectedFen = sum(protectedOnes.map(({ entitledFen }) => entitledFen))
  const blocked: string[] = []
  if (protectedFen > budgetFen) {
    blocked.push(`不核减的条款合计 ${wanUnit(protectedFen)}，已超过预算 ${wanUnit(budgetFen)}，请调整预算或核减设置`)
  }
  // When even the protected ones do not fit, the trial shows them first and leaves nothing for the others.
  const kept = reduceProRata(protectedOnes, budgetFen, rules.rounding, rules.largestRemainder)
  const available = protectedFen > budgetFen ? 0 : budgetFen - protectedFen
  const rest =
    rules.cutScope === 'article' ? cutByArticle(open, rules, available, blocked) : cutWhole(open, available, rules)
  for (const [no, fen] of kept) rest.amounts.set(no, fen)
  return { ...rest, blocked }
}

function cutWhole(open: readonly CohortEntry[], available: Fen, rules: RoundRules): Omit<CutResult, 'blocked'> {
  const total = sum(open.map(({ entitledFen }) => entitledFen))
  return {
    amounts: reduceProRata(open, available, rules.rounding, rules.largestRemainder),
    cut: total > available ? { num: available, den: total } : null,
  }
}

/** Each article against its own budget; afterwards the sum is still held to the round's budget. */
function cutByArticle(
  open: readonly CohortEntry[],
  rules: RoundRules,
  available: Fen,
  blocked: string[],
): Omit<CutResult, 'blocked'> {
  const amounts = new Map<string, Fen>()
  const keys: ArticleKey[] = [...new Set(open.map(({ article }) => article))]
  for (const key of keys) {
    const own = open.filter(({ article }) => article === key)
    const budget = rules.articleBudgets[key]
    if (budget === undefined) continue
    for (const [no, fen] of reduceProRata(own, budget, rules.rounding, rules.largestRemainder)) amounts.set(no, fen)
  }
  if (keys.some((key) => rules.articleBudgets[key] === undefined)) {
    blocked.push('按条款核减，但有条款没有设定预算，请科长在批次设置中录入各条款预算')
  }
  const total = sum([...amounts.values()])
  if (total > available) {
    blocked.push(`各条款分配合计 ${wanUnit(total)}，超过批次可用预算 ${wanUnit(available)}，请调整各条款预算`)
    return cutWhole(open, available, rules)
  }
  return { amounts, cut: null }
}
