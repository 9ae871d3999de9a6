import type { StoredApplication } from '../../db/applications.ts'
import { earlierGrants } from '../../db/earlierGrants.ts'
import { type MatterRuling, matterRulingsOfRound } from '../../db/matterRulings.ts'
import type { Round } from '../../db/rounds.ts'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { applicationClaim, applicationKey, type Claim, type ClaimKind, comparable } from '../../shared/radar/claim.ts'
import { compare } from '../../shared/radar/compare.ts'
import { SHOWN_FROM } from '../../shared/radar/evidence.ts'
import { type FoundPair, pairSteps } from '../../shared/radar/pairs.ts'
import { type RadarPair, type RadarView, type RulingView, radarPairKey } from '../../shared/radar/radarView.ts'
import { relatedApplicants } from '../../shared/radar/related.ts'
import { InSteps } from './inSteps.ts'
import { claimByKey, stillCounts } from './matters.ts'
import { paidClaims } from './paidClaims.ts'
import { applicationsInOrder, CASE_WORK } from './roundApplications.ts'
import { requireRound } from './roundState.ts'
import { untilChange } from './untilChange.ts'
import type { Workspace } from './workspace.ts'

/**
 * The round's applications beside everything paid before and beside each other, and who belongs together. Reads every
 * list once. Errors: NOT_FOUND.
 */
export function radarOf(ws: Workspace, roundId: string, least: number = SHOWN_FROM): RadarView {
  const { pairs, applications, paid } = comparedClaims(ws, roundId, least)
  const count = (kind: ClaimKind) => paid.filter((claim) => claim.kind === kind).length
  return {
    pairs: pairs.result(),
    related: relatedApplicants(applicationsInOrder(ws, roundId).map(({ application }) => application)),
    compared: {
      applications: applications.length,
      grants: count('grant'),
      ownRounds: count('own-round'),
      otherBureaus: count('other-bureau'),
    },
  }
}

/** The pairs that are shown. Errors: NOT_FOUND. */
export function radarPairs(ws: Workspace, roundId: string): readonly RadarPair[] {
  return shownPairs(ws, roundId).result()
}

/** Works towards radarPairs, a step at a time. Errors: NOT_FOUND. */
export function* radarPairSteps(ws: Workspace, roundId: string): Generator<void> {
  // Asked for at each step: what was found before a change does not count.
  while (shownPairs(ws, roundId).advance()) yield
}

/** Kept while people work on the cases. */
const shownPairs = untilChange((ws, roundId) => comparedClaims(ws, roundId, SHOWN_FROM).pairs, CASE_WORK)

function comparedClaims(ws: Workspace, roundId: string, least: number) {
  const round = requireRound(ws, roundId)
  const applications = applicationsInOrder(ws, roundId).map((one) => claimOf(one, round))
  const paid = paidClaims(ws, round, earlierGrants(ws.db, round.year, round.batch))
  const rulings = matterRulingsOfRound(ws.db, roundId)
  const pairs = new InSteps(() => ruledPairs(ws, round, applications, paid, rulings, least))
  return { pairs, applications, paid }
}

function claimOf(stored: StoredApplication, round: Round): Claim {
  return applicationClaim(stored, 'application', round, stored.application.facts.requestedFen ?? null)
}

/** The found pairs with their rulings, and ruled pairs that score too little to be found. */
function* ruledPairs(
  ws: Workspace,
  round: Round,
  applications: readonly Claim[],
  paid: readonly Claim[],
  rulings: readonly MatterRuling[],
  least: number,
): Generator<void, RadarPair[]> {
  const ruled = new Map(
    rulings.map((one) => [`${one.applicationId} ${one.otherKey}`, { one, counts: stillCounts(ws, round, one) }]),
  )
  const found = (yield* pairSteps(applications, paid, least)).map((pair) => withRuling(pair, ruled))
  const shown = new Set(found.map(radarPairKey))
  const byKey = new Map([...applications, ...paid].map((claim) => [claim.key, claim]))
  const rest = rulings.flatMap(({ applicationId, otherKey }): RadarPair[] => {
    if (shown.has(`${applicationId} ${otherKey}`)) return []
    const application = byKey.get(applicationKey(applicationId))
    const other = byKey.get(otherKey) ?? claimByKey(ws, round, otherKey)
    if (application === undefined || other === null) return []
    return [withRuling({ application, other, ...compare(comparable(application), comparable(other)) }, ruled)]
  })
  return [...found, ...rest].sort((a, b) => b.score - a.score || compareApplicationNos(numberOf(a), numberOf(b)))
}

type Ruled = ReadonlyMap<string, { one: MatterRuling; counts: boolean }>

function withRuling(pair: FoundPair, ruled: Ruled): RadarPair {
  const applicationId = pair.application.key.slice(applicationKey('').length)
  const found = ruled.get(radarPairKey({ applicationId, other: pair.other }))
  const view = found === undefined ? null : rulingView(found.one)
  const counts = found?.counts !== false
  return { ...pair, applicationId, ruling: counts ? view : null, outdated: counts ? null : view }
}

export function rulingView({ ruling, reason, rulerName, ruledAt }: MatterRuling): RulingView {
  return { ruling, reason, rulerName, ruledAt }
}

function numberOf({ application }: RadarPair): string {
  return application.applicationNo ?? ''
}
