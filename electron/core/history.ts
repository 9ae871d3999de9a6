import type { StoredApplication } from '../../db/applications.ts'
import { type EarlierGrant, earlierGrants, earlierGrantsOf, hasEarlierGrants } from '../../db/earlierGrants.ts'
import type { Round } from '../../db/rounds.ts'
import { applicantKeys } from '../../shared/applicantName.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { sum } from '../../shared/cohort/budget.ts'
import { type History, NO_HISTORY } from '../../shared/review/assessRound.ts'
import { industryName, isLater } from '../../shared/review/words.ts'
import { apartHistory } from './exchange/apart.ts'
import { matterHistory } from './matters.ts'
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
 * What the database holds on the applicants of these applications: earlier grants, grants for the same matter, and
 * restrictions. A saved decision asks for one applicant's few applications and reads no whole list.
 */
export function historyOf(ws: Workspace, round: Round, stored: readonly StoredApplication[]): RoundHistory {
  const applications = stored.map(({ application }) => application)
  const { year, batch } = round
  const whole = stored.length > MANY
  const grants = whole ? earlierGrants(ws.db, year, batch) : earlierGrantsOf(ws.db, year, batch, applications)
  const keyOf = applicantKeys([...grants, ...applications])
  const hasRecords = whole ? grants.length > 0 : hasEarlierGrants(ws.db, year, batch)
  return {
    keyOf,
    history: {
      ...NO_HISTORY,
      ...(hasRecords ? grantHistory(grants, year, keyOf) : {}),
      ...matterHistory(ws, round, stored, grants, { whole, hasGrants: hasRecords }),
      ...restrictionHistory(ws, stored),
      ...apartHistory(ws, stored),
    },
  }
}

type GrantHistory = Pick<History, 'grantedThisYear' | 'grantedEver' | 'hasRecords'>

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

function numbers(grants: readonly EarlierGrant[]): string[] {
  return grants.map(({ applicationNo }) => applicationNo)
}

function groupKey(key: string, article: ArticleKey | null): string {
  return `${key}\n${article ?? ''}`
}
