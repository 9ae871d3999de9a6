import type { StoredApplication } from '../../db/applications.ts'
import { type EarlierGrant, earlierGrants, earlierGrantsOf, hasEarlierGrants } from '../../db/earlierGrants.ts'
import type { Round } from '../../db/rounds.ts'
import { applicantKeys } from '../../shared/applicantName.ts'
import type { Application, ArticleKey, Facts } from '../../shared/application.ts'
import { sum } from '../../shared/cohort/budget.ts'
import { type History, NO_HISTORY } from '../../shared/review/assessRound.ts'
import { industryName, isLater } from '../../shared/review/words.ts'
import { restrictionHistory } from './restrictions.ts'
import type { Workspace } from './workspace.ts'

/** What an assessment run knows beyond the round, and how it tells applicants apart. */
export interface RoundHistory {
  history: History
  keyOf(applicant: { creditCode: string; applicant: string }): string
}

/** From so many applications on, one pass over every earlier grant is cheaper than a look-up for each. */
const MANY = 50

/**
 * What the database holds on the applicants of these applications: earlier grants and restrictions. A saved decision
 * asks for one applicant's few applications and reads no whole list.
 */
export function historyOf(ws: Workspace, round: Round, stored: readonly StoredApplication[]): RoundHistory {
  const applications = stored.map(({ application }) => application)
  const { year, batch } = round
  const grants =
    stored.length > MANY ? earlierGrants(ws.db, year, batch) : earlierGrantsOf(ws.db, year, batch, applications)
  const keyOf = applicantKeys([...grants, ...applications])
  const hasRecords = stored.length > MANY ? grants.length > 0 : hasEarlierGrants(ws.db, year, batch)
  return {
    keyOf,
    history: {
      ...NO_HISTORY,
      ...(hasRecords ? grantHistory(grants, year, keyOf) : {}),
      ...restrictionHistory(ws, stored),
    },
  }
}

type GrantHistory = Pick<History, 'grantedThisYear' | 'grantedEver' | 'sameMatter' | 'hasRecords'>

function grantHistory(grants: readonly EarlierGrant[], thisYear: number, keyOf: RoundHistory['keyOf']): GrantHistory {
  const groups = Map.groupBy(grants, (grant) => groupKey(keyOf(grant), grant.article))
  const ofApplicant = (key: string, article: ArticleKey | null): EarlierGrant[] =>
    groups.get(groupKey(key, article)) ?? []
  return {
    hasRecords: true,
    grantedThisYear(key, article) {
      const own = ofApplicant(key, article).filter(({ year }) => year === thisYear)
      return { fen: sum(own.map(({ allocatedFen }) => allocatedFen)), applicationNos: numbers(own) }
    },
    grantedEver: (key, article) => numbers(ofApplicant(key, article)),
    sameMatter(application, key) {
      const matter = matterOf(application.article, application.facts)
      const same = ofApplicant(key, application.article).find(
        (grant) => matterOf(grant.article, grant.facts) === matter,
      )
      if (matter === null || same === undefined) return { kind: 'none' }
      return { kind: 'suspected', text: `${same.year}年第${same.batch}批 ${same.applicationNo}` }
    },
  }
}

/**
 * Places already taken by earlier batches of the year, of this database or imported, by article and industry
 * (domain.md §4.1). Reads them once. Where 后续申报 does not use a place, earlier 后续 grants took none.
 */
export function placesTaken(
  ws: Workspace,
  round: Round,
): (article: ArticleKey, industry: string, laterCounts: boolean | null) => number {
  const thisYear = earlierGrants(ws.db, round.year, round.batch).filter(({ year }) => year === round.year)
  const groups = Map.groupBy(thisYear, ({ article, industry }) => groupKey(industryName(industry), article))
  return (article, industry, laterCounts) => {
    const grants = groups.get(groupKey(industry, article)) ?? []
    return grants.filter(({ facts }) => laterCounts !== false || !isLater(facts)).length
  }
}

/** What makes two claims of one applicant the same matter; null when the facts that tell are missing. */
function matterOf(article: Application['article'], facts: Facts): string | null {
  const parts = matterFacts(article, facts)
  return parts.some((part) => part === undefined) ? null : parts.join('\n')
}

function matterFacts(article: Application['article'], facts: Facts): (string | number | undefined)[] {
  switch (article) {
    case 'platform':
      return [facts.platformName, facts.investmentYear]
    case 'event':
      return [facts.eventName, facts.startDate]
    case 'growth':
      return [facts.outputFen, facts.priorOutputFen]
    case 'gold-exchange':
      return [facts.membershipClass]
    case 'smart-glasses':
      return [facts.purchaseDate, facts.purchaseFen]
    case 'talent':
      return [facts.idNumber, facts.honour, facts.honourYear]
    case 'exhibition':
    case null:
      return [undefined]
  }
}

function numbers(grants: readonly EarlierGrant[]): string[] {
  return grants.map(({ applicationNo }) => applicationNo)
}

function groupKey(key: string, article: ArticleKey | null): string {
  return `${key}\n${article ?? ''}`
}
