import type { ReadableDb } from '../../db/handle.ts'
import { ballotsUnder, panelsOfRound, type StoredBallot, type StoredScheme, schemesOfRound } from '../../db/scoring.ts'
import type { Application, ArticleKey } from '../../shared/application.ts'
import type { Decimal } from '../../shared/decimal.ts'
import type { ReviewFinding } from '../../shared/review/context.ts'
import { type EffectiveScore, effectiveScore } from '../../shared/scoring/effective.ts'
import type { PanelExpert } from '../../shared/scoring/panel.ts'
import { caseResult } from '../../shared/scoring/result.ts'
import { type ScoringScheme, sameCriteria } from '../../shared/scoring/scheme.ts'

/** How experts score one article of a round. */
export interface ArticleScoring {
  article: ArticleKey
  scheme: ScoringScheme
  newest: StoredScheme
  /** The versions whose ballots count: the newest ones in a row with the very same criteria. */
  countingIds: string[]
  panel: PanelExpert[]
}

/** A case as far as its score goes. */
export interface ScoredCase {
  id: string
  article: ArticleKey | null
  /** 评审得分 of the workbook. */
  imported: Decimal | null
}

/** So many cases are looked up one by one; more are read with the whole article. */
const FEW_CASES = 20

/** The articles of a round that experts score. */
export function articleScorings(db: ReadableDb, roundId: string): Map<ArticleKey, ArticleScoring> {
  const versions = Map.groupBy(schemesOfRound(db, roundId), ({ article }) => article)
  if (versions.size === 0) return new Map()
  const panels = panelsOfRound(db, roundId)
  const result = new Map<ArticleKey, ArticleScoring>()
  for (const [article, all] of versions) {
    const newest = all.at(-1)
    if (newest === undefined || newest.scheme === null) continue
    const { scheme } = newest
    const other = all.findLastIndex((version) => !sameCriteria(version.scheme, scheme))
    const countingIds = all.slice(other + 1).map(({ id }) => id)
    result.set(article, { article, scheme, newest, countingIds, panel: panels.get(article) ?? [] })
  }
  return result
}

/** The ballot of each expert that counts, by application id, in the order they were first handed in. */
export function countingBallots(ballots: readonly StoredBallot[]): Map<string, StoredBallot[]> {
  const byCase = Map.groupBy(ballots, ({ applicationId }) => applicationId)
  return new Map([...byCase].map(([id, all]) => [id, newestPerExpert(all)]))
}

/** The newest ballot of each expert. */
export function newestPerExpert(ballots: readonly StoredBallot[]): StoredBallot[] {
  return [...new Map(ballots.map((ballot) => [ballot.expertId, ballot])).values()]
}

/** The score in effect of each of some cases of a round, by case id: the one place it is taken from. */
export function effectiveScores(
  db: ReadableDb,
  roundId: string,
  cases: readonly ScoredCase[],
): (one: ScoredCase) => EffectiveScore {
  const scorings = articleScorings(db, roundId)
  const ballots = new Map<string, StoredBallot[]>()
  for (const scoring of scorings.values()) {
    const own = cases.filter(({ article }) => article === scoring.article).map(({ id }) => id)
    const read = ballotsUnder(db, scoring.countingIds, own.length > FEW_CASES ? null : own)
    for (const [id, counting] of countingBallots(read)) ballots.set(id, counting)
  }
  return ({ id, article, imported }) => {
    const scheme = article === null ? null : (scorings.get(article)?.scheme ?? null)
    return effectiveScore(scheme, scheme === null ? null : caseResult(scheme, ballots.get(id) ?? []), imported)
  }
}

/** A stored application as `effectiveScores` wants it. */
export function scoredCase(stored: { id: string; application: Application }): ScoredCase {
  const { article, facts } = stored.application
  return { id: stored.id, article, imported: facts.score ?? null }
}

/** What the scores say to an assessment: the finding on the pass line, and what a person should look at. */
export function scoreHistory(
  db: ReadableDb,
  roundId: string,
  stored: readonly { id: string; application: Application }[],
): { review(application: Application): ReviewFinding | null; scoreWarning(application: Application): string } {
  const cases = stored.map(scoredCase)
  const effective = effectiveScores(db, roundId, cases)
  const byNo = new Map(stored.map(({ application }, at) => [application.applicationNo, cases[at]]))
  const find = ({ applicationNo }: Application) => {
    const one = byNo.get(applicationNo)
    return one === undefined ? null : effective(one)
  }
  return {
    review: (application) => find(application)?.review ?? null,
    scoreWarning: (application) => find(application)?.warning ?? '',
  }
}
