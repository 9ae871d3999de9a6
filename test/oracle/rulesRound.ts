/**
 * A whole round by the second reading: every application assessed, the met ones given places and money. Written from
 * domain.md §2–4 alone; no product code but its types.
 */
import type { CohortEntry, RoundRules } from '../../shared/cohort/allocation.ts'
import { type OracleAnswer, type OracleCase, oracleRound } from './rulesAssess.ts'
import { type OracleAllocation, oracleAllocate } from './rulesCohort.ts'

export interface OracleRoundCase {
  input: OracleCase
  applicantKey: string
  settled: number | null
  grantedBefore: number
  score: string | null
}

/** Places of 第九条 per industry and year; 演示参数 let later applications take one. */
const PLACES = 2

export function oracleWholeRound(
  cases: readonly OracleRoundCase[],
  budget: bigint,
  rules: RoundRules,
  placesTaken: number,
): { answers: Map<string, OracleAnswer>; allocation: OracleAllocation } {
  const answers = oracleRound(cases)
  const entries = cases.flatMap(({ input: { application }, score }): CohortEntry[] => {
    const answer = answers.get(application.applicationNo)
    const { article, applicationNo, facts } = application
    if (answer?.outcome !== 'met' || answer.amount === null || article === null) return []
    const industry = application.industry.replace(/(产业|行业)$/, '')
    const later = facts.phase?.trim() === '后续'
    return [{ applicationNo, article, industry, score, later, entitledFen: answer.amount }]
  })
  const demo = cases.some(({ input }) => input.demo)
  const industries = new Set(entries.flatMap((one) => (one.article === 'platform' ? [one.industry] : [])))
  const groups = [...industries].map((industry) => ({
    article: 'platform' as const,
    industry,
    places: PLACES - placesTaken,
    laterCounts: demo ? true : null,
    ruling: null,
  }))
  return { answers, allocation: oracleAllocate(entries, groups, budget, rules) }
}

/** The most one application can get by its article, 分; null where domain.md names no figure. */
export function oracleCap({ article }: OracleCase['application']): number | null {
  const wan = 1_000_000
  switch (article) {
    case 'platform':
    case 'growth':
      return 100 * wan
    case 'event':
      return 500 * wan
    case 'smart-glasses':
      return 30 * wan
    case 'gold-exchange':
      return 50 * wan
    case 'talent':
      return 2 * wan
    case 'exhibition':
    case null:
      return null
  }
}
