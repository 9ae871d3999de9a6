import { listAccounts } from '../../db/accounts.ts'
import { listApplications, type StoredApplication } from '../../db/applications.ts'
import { listCases } from '../../db/cases.ts'
import { validListNos } from '../../db/lists.ts'
import { ballotsUnder, panelsOfRound, type StoredBallot, type StoredScheme, schemesOfRound } from '../../db/scoring.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { AppError } from '../../shared/errors.ts'
import { factsForExperts, nameForExperts } from '../../shared/scoring/caseFacts.ts'
import { roundedText } from '../../shared/scoring/ratio.ts'
import { caseResult } from '../../shared/scoring/result.ts'
import { type ScoringScheme, totalOf } from '../../shared/scoring/scheme.ts'
import { scoringRows } from '../../shared/scoring/table.ts'
import type {
  BallotView,
  MyArticle,
  MyCase,
  MyScoring,
  SchemeVersionView,
  ScoringOverview,
  ScoringTable,
} from '../../shared/scoring/views.ts'
import { requireRound, roundContext } from './roundState.ts'
import { type ArticleScoring, articleScorings, countingBallots } from './scoring.ts'
import type { Workspace } from './workspace.ts'

/** Every article of the round with its scheme, panel and progress. */
export function scoringOverview(ws: Workspace, roundId: string): ScoringOverview {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  const versions = Map.groupBy(schemesOfRound(ws.db, roundId), ({ article }) => article)
  const panels = panelsOfRound(ws.db, roundId)
  const scorings = articleScorings(ws.db, roundId)
  const cases = Map.groupBy(listCases(ws.db, roundId), ({ article }) => article)
  const articles = [...context.articles.values()].filter(({ version }) => version.status !== 'repealed')
  return {
    articles: articles.map(({ key, title, version }) => {
      const all = (versions.get(key) ?? []).map(versionView)
      const newest = all.at(-1)
      return {
        article: key,
        articleNo: version.no,
        title,
        reviewed: version.stages.includes('评审'),
        current: newest === undefined || newest.scheme === null ? null : newest,
        versions: all,
        panel: panels.get(key) ?? [],
        cases: cases.get(key)?.length ?? 0,
        scored: scoredCount(ws, scorings.get(key)),
      }
    }),
    accounts: listAccounts(ws.db)
      .filter(({ roles, active }) => active && roles.length === 1 && roles.includes('expert'))
      .map(({ id, name }) => ({ id, name })),
  }
}

/** Every ballot of an article and what they come to. Errors: CONFLICT where experts do not score it. */
export function scoringTable(ws: Workspace, roundId: string, article: ArticleKey): ScoringTable {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  const scoring = articleScorings(ws.db, roundId).get(article)
  if (scoring === undefined) throw new AppError('CONFLICT', '本条还没有评审办法，请科长先设定')
  const { scheme, newest, countingIds, panel } = scoring
  const byIndustry = context.articles.get(article)?.version.quota != null
  const ballots = ballotsUnder(ws.db, countingIds)
  const counting = countingBallots(ballots)
  const earlier = schemesOfRound(ws.db, roundId)
    .filter((version) => version.article === article && !countingIds.includes(version.id))
    .map(({ id }) => id)
  return {
    article,
    schemeId: newest.id,
    scheme,
    panel,
    byIndustry,
    counting: countOf(counting),
    setAside: countOf(countingBallots(ballotsUnder(ws.db, earlier))),
    rows: scoringRows(
      scheme,
      casesOf(ws, roundId, article).map(({ id, application }) => ({ id, application })),
      Map.groupBy(
        ballots.map((ballot) => ({ caseId: ballot.applicationId, ...ballotView(scheme, ballot) })),
        ({ caseId }) => caseId,
      ),
      { byIndustry },
    ),
  }
}

/** What one expert has to score. The others' ballots leave the core only with the expert's own. */
export function myScoring(ws: Workspace, roundId: string, expertId: string): MyScoring {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  const mine = [...articleScorings(ws.db, roundId).values()].filter(({ panel }) =>
    panel.some(({ id }) => id === expertId),
  )
  return {
    expertId,
    articles: mine.map((scoring): MyArticle => {
      const inForce = context.articles.get(scoring.article)
      const ballots = countingBallots(ballotsUnder(ws.db, scoring.countingIds))
      return {
        article: scoring.article,
        articleNo: inForce?.version.no ?? '',
        title: inForce?.title ?? '',
        schemeId: scoring.newest.id,
        scheme: scoring.scheme,
        cases: casesOf(ws, roundId, scoring.article).map((stored) =>
          myCase(stored, scoring.scheme, ballots.get(stored.id) ?? [], expertId),
        ),
      }
    }),
    frozenListNo: validListNos(ws.db).get(roundId) ?? '',
  }
}

function myCase(
  { id, application }: StoredApplication,
  scheme: ScoringScheme,
  ballots: readonly StoredBallot[],
  expertId: string,
): MyCase {
  const own = ballots.find((ballot) => ballot.expertId === expertId)
  const { score, text } = caseResult(scheme, ballots)
  return {
    id,
    applicationNo: application.applicationNo,
    applicant: nameForExperts(application),
    industry: application.industry,
    projectName: application.projectName,
    facts: factsForExperts(application),
    materials: Object.entries(application.materials).map(([name, provided]) => ({ name, provided })),
    own: own === undefined ? null : ballotView(scheme, own),
    others:
      own === undefined
        ? null
        : {
            ballots: ballots.filter((ballot) => ballot !== own).map((ballot) => ballotView(scheme, ballot)),
            result: score === null ? null : roundedText(score),
            text,
          },
  }
}

function ballotView(scheme: ScoringScheme, ballot: StoredBallot): BallotView {
  const { expertId, expertName, points, comment, reason, enteredBy, entererName, enteredAt } = ballot
  return {
    expertId,
    expertName,
    points,
    total: points === null ? null : roundedText(totalOf(scheme, points)),
    comment,
    reason,
    enteredBy: enteredBy === expertId ? '' : entererName,
    enteredAt,
  }
}

function versionView({ id, scheme, basis, setBy, setAt }: StoredScheme): SchemeVersionView {
  return { id, scheme, basis, setBy, setAt }
}

function scoredCount(ws: Workspace, scoring: ArticleScoring | undefined): number {
  if (scoring === undefined) return 0
  const ballots = [...countingBallots(ballotsUnder(ws.db, scoring.countingIds)).values()]
  return ballots.filter((own) => caseResult(scoring.scheme, own).complete).length
}

function countOf(ballots: ReadonlyMap<string, readonly StoredBallot[]>): number {
  return [...ballots.values()].reduce((sum, own) => sum + own.length, 0)
}

function casesOf(ws: Workspace, roundId: string, article: ArticleKey): StoredApplication[] {
  return listApplications(ws.db, roundId)
    .filter(({ application }) => application.article === article)
    .sort((a, b) => compareApplicationNos(a.application.applicationNo, b.application.applicationNo))
}
