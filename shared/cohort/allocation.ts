import type { ArticleKey } from '../application.ts'
import type { Decimal } from '../decimal.ts'
import type { Fen, Fraction } from '../money.ts'
import type { Ratio } from '../scoring/ratio.ts'

/** How amounts are rounded (domain.md §3 step 6). `unitFen` is 100 元, 10_000 百元, 1_000_000 万元. */
export interface Rounding {
  unitFen: 100 | 10_000 | 1_000_000
  mode: '舍尾' | '四舍五入'
}

/** Settings of a round that change money. */
export interface RoundRules {
  rounding: Rounding
  /** Step 5: an amount never exceeds what was asked. */
  capAtRequested: boolean
  /** Pro-rata over the whole round or inside each article. */
  cutScope: 'round' | 'article'
  /** 分 per article; needed when cutScope is 'article'. */
  articleBudgets: Partial<Record<ArticleKey, Fen>>
  /** Articles that are never cut. */
  protectedArticles: ArticleKey[]
  /** 最大余数法: hand the remainder out unit by unit. */
  largestRemainder: boolean
}

export const DEFAULT_ROUND_RULES: RoundRules = {
  rounding: { unitFen: 100, mode: '舍尾' },
  capAtRequested: true,
  cutScope: 'round',
  articleBudgets: {},
  protectedArticles: [],
  largestRemainder: false,
}

/** One proposed application entering the cohort rules. */
export interface CohortEntry {
  applicationNo: string
  article: ArticleKey
  industry: string
  /** Null when no score was recorded. */
  score: Decimal | null
  /** The exact score where `score` is only its rounding (a mean of experts); places are given by it. */
  exactScore?: Ratio
  later: boolean
  entitledFen: Fen
}

export type QuotaPlace = 'in' | 'waiting' | 'tied'

/** Places for one article and industry. `places` already has earlier batches of the year taken off. */
export interface QuotaGroup {
  article: ArticleKey
  industry: string
  places: number
  /** Null: not set, and it matters in this group. */
  laterCounts: boolean | null
  /** The chief's ruling on a tie, or null. */
  ruling: TieChoice | null
}

/** Who got the places of a tie. */
export interface TieChoice {
  applicationNos: readonly string[]
  /** Among whom the chief chose; null where an older file does not say. */
  tiedNos: readonly string[] | null
}

export interface AllocationRow {
  applicationNo: string
  article: ArticleKey
  industry: string
  score: Decimal | null
  quota: QuotaPlace | null
  entitledFen: Fen
  allocatedFen: Fen
}

/**
 * Takes part in the budget: no quota, or a place in it. Only these count in 应资助合计, 核减 and 拟资助; what a waiting or
 * tied one would get stands in its own row alone (domain.md §4).
 */
export function sharesInBudget({ quota }: { quota: QuotaPlace | null }): boolean {
  return quota === null || quota === 'in'
}

export interface Tie {
  article: ArticleKey
  industry: string
  /** Places still open for the tied ones. */
  openPlaces: number
  applicationNos: string[]
}

/** The round's waterfall. Rows in application-number order. */
export interface Allocation {
  budgetFen: Fen
  /** Sum of entitledFen of the rows for which `sharesInBudget` holds. */
  entitledFen: Fen
  allocatedFen: Fen
  remainderFen: Fen
  /** The factor applied in a whole-round cut, or null when nothing was cut. */
  cut: Fraction | null
  rows: AllocationRow[]
  ties: Tie[]
  /** Sentences that stop a freeze; empty when it may go on. */
  blocked: string[]
}
