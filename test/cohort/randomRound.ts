import fc from 'fast-check'
import type { ArticleKey } from '../../shared/application.ts'
import type { CohortEntry, QuotaGroup, RoundRules, TieChoice } from '../../shared/cohort/allocation.ts'

const ARTICLES = ['platform', 'platform', 'event', 'growth', 'talent'] as const satisfies readonly ArticleKey[]
const INDUSTRIES = ['家具', '服装'] as const
const WAN = 1_000_000

export interface RandomRound {
  entries: CohortEntry[]
  groups: QuotaGroup[]
  budgetFen: number
  rules: RoundRules
}

/** Whole 元, whole 万元, any 分, or nothing. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((wan) => wan * WAN),
  fc.integer({ min: 0, max: 3_000_000 }).map((yuan) => yuan * 100),
  fc.integer({ min: 0, max: 2 * WAN }),
  // About one 万元, where a rounded share may not fit its entitlement.
  fc.constantFrom(0, 100, 600_000, 800_000, 1_400_000, 2_500_000),
)

/** Imported scores, none, and experts' means that are equal or apart only behind the two decimals shown. */
const score = fc.constantFrom<Pick<CohortEntry, 'score' | 'exactScore'>>(
  ...['60', '79.1', '79.1', '79.10', '80', '80.0', '92', '100', '9', null].map((text) => ({ score: text })),
  { score: '79.1', exactScore: { num: 791n, den: 10n } },
  { score: '83.33', exactScore: { num: 250n, den: 3n } },
  { score: '83.33', exactScore: { num: 8333n, den: 100n } },
  { score: '83.33' },
)

const person = fc.record({
  article: fc.constantFrom(...ARTICLES),
  industry: fc.constantFrom(...INDUSTRIES),
  standing: score,
  later: fc.nat({ max: 3 }).map((roll) => roll === 0),
  entitledFen: amount,
})

const round = fc
  .record({
    people: fc.array(person, { minLength: 0, maxLength: 12 }),
    firstNo: fc.constantFrom(1, 5, 95),
    places: fc.tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: 0, max: 3 })),
    laterCounts: fc.constantFrom(true, true, false, null),
    ruling: fc.option(
      fc.record({
        chosen: fc.array(fc.nat({ max: 11 }), { maxLength: 2 }),
        beside: fc.option(fc.array(fc.nat({ max: 11 }), { maxLength: 2 })),
      }),
    ),
    budget: fc.oneof(
      amount.map((fen) => ({ fen })),
      fc.integer({ min: 40, max: 101 }).map((percent) => ({ percent })),
    ),
    unitFen: fc.constantFrom(100 as const, 10_000 as const, 1_000_000 as const),
    mode: fc.constantFrom('舍尾' as const, '四舍五入' as const),
    largestRemainder: fc.boolean(),
    cutScope: fc.constantFrom('round' as const, 'round' as const, 'article' as const),
    budgets: fc.tuple(amount, amount, fc.option(amount), amount),
    protectedArticles: fc.subarray<ArticleKey>(['talent', 'growth'], { maxLength: 2 }),
  })
  .map((raw): RandomRound => {
    const entries = raw.people.map(({ standing, ...one }, at) => ({
      ...one,
      ...standing,
      applicationNo: `LG${raw.firstNo + at}`,
    }))
    const [platform, event, growth, talent] = raw.budgets
    const total = entries.reduce((sum, { entitledFen }) => sum + entitledFen, 0)
    return {
      entries,
      groups: INDUSTRIES.map((industry, at) => ({
        article: 'platform',
        industry,
        places: raw.places[at] ?? 0,
        laterCounts: raw.laterCounts,
        ruling: raw.ruling === null ? null : tieChoice(raw.ruling, (place) => `LG${raw.firstNo + place}`),
      })),
      budgetFen: 'fen' in raw.budget ? raw.budget.fen : Math.floor((total * raw.budget.percent) / 100),
      rules: {
        rounding: { unitFen: raw.unitFen, mode: raw.mode },
        capAtRequested: true,
        cutScope: raw.cutScope,
        articleBudgets: { platform, event, talent, ...(growth === null ? {} : { growth }) },
        protectedArticles: raw.protectedArticles,
        largestRemainder: raw.largestRemainder,
      },
    }
  })

/** A ruling among those chosen and some beside them, or of an older file that does not say among whom. */
function tieChoice(
  { chosen, beside }: { chosen: number[]; beside: number[] | null },
  numberOf: (place: number) => string,
): TieChoice {
  const tied = beside === null ? null : [...new Set([...chosen, ...beside])]
  return { applicationNos: chosen.map(numberOf), tiedNos: tied?.map(numberOf) ?? null }
}

/** At most six compete for the places of one industry, so that every order can be tried. */
export const randomRound = round.filter(({ entries, groups }) =>
  groups.every(
    ({ industry }) => entries.filter((one) => one.article === 'platform' && one.industry === industry).length <= 6,
  ),
)
