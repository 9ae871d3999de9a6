import { applicationById, type StoredApplication } from '../../db/applications.ts'
import { sha256 } from '../../db/digest.ts'
import type { EarlierGrant } from '../../db/earlierGrants.ts'
import { type MatterRuling, matterRulingsOf, matterRulingsOfRound } from '../../db/matterRulings.ts'
import { referenceEntryById } from '../../db/references.ts'
import { type Round, roundById } from '../../db/rounds.ts'
import { normaliseName } from '../../shared/applicantName.ts'
import type { Application } from '../../shared/application.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { chinaDay } from '../../shared/date.ts'
import {
  applicationClaim,
  applicationKey,
  type Claim,
  comparable,
  entryClaim,
  readClaimKey,
} from '../../shared/radar/claim.ts'
import { claimText, reasonText } from '../../shared/radar/claimText.ts'
import { compare } from '../../shared/radar/compare.ts'
import type { History } from '../../shared/review/assessRound.ts'
import type { MatterFinding } from '../../shared/review/context.ts'
import { grantLists, paidClaims, paidClaimsOf } from './paidClaims.ts'
import type { Workspace } from './workspace.ts'

/** So many of several findings are named; the rest is counted. */
const MOST_NAMED = 3

/**
 * What is known of other grants for the same matter (domain.md §5): people's rulings first, then pairs that changed since
 * they were ruled on and strong pairs nobody ruled on. Looks at what was paid to the very applicant (by code or name); merely similar names stay on the radar.
 * `whole` reads every list once; without it only these applicants' rows are looked up.
 */
export function matterHistory(
  ws: Workspace,
  round: Round,
  stored: readonly StoredApplication[],
  grants: readonly EarlierGrant[],
  { whole, hasGrants }: { whole: boolean; hasGrants: boolean },
): Pick<History, 'sameMatter'> {
  const ids = new Map(stored.map(({ id, application }) => [application.applicationNo, id]))
  const rulings = whole
    ? Map.groupBy(matterRulingsOfRound(ws.db, round.id), ({ applicationId }) => applicationId)
    : new Map(stored.map(({ id }) => [id, matterRulingsOf(ws.db, id)]))
  const hasRecords = hasGrants || grantLists(ws).length > 0
  const applications = stored.map(({ application }) => application)
  const claims = !hasRecords
    ? []
    : whole
      ? paidClaims(ws, round, grants)
      : paidClaimsOf(ws, round, grants, applications)
  const paidTo = byApplicant(claims)
  return {
    sameMatter(application) {
      const id = ids.get(application.applicationNo)
      const ruled = id === undefined ? [] : (rulings.get(id) ?? [])
      const counting = ruled.filter((one) => stillCounts(ws, round, one))
      const ofRulings = ruledFinding(ws, round, counting, 'same')
      if (ofRulings !== null) return ofRulings
      const changed = ruled.filter((one) => !counting.includes(one)).flatMap((one) => changedText(ws, round, one))
      const strong = id === undefined ? [] : strongPairs(id, application, round, paidTo(application), ruled)
      const suspected = [...changed, ...strong]
      if (suspected.length > 0) return { kind: 'suspected', text: several(suspected) }
      return ruledFinding(ws, round, counting, 'different') ?? (hasRecords ? { kind: 'none' } : null)
    },
  }
}

function byApplicant(claims: readonly Claim[]): (application: Application) => Claim[] {
  const byCode = Map.groupBy(claims, ({ creditCode }) => creditCode)
  const byName = Map.groupBy(claims, ({ name }) => normaliseName(name))
  return ({ creditCode, applicant }) => {
    const ofCode = creditCode === '' ? [] : (byCode.get(creditCode) ?? [])
    const ofName = applicant === '' ? [] : (byName.get(normaliseName(applicant)) ?? [])
    return [...new Set([...ofCode, ...ofName])]
  }
}

/** Sentences on every strong pair nobody ruled on, strongest first. */
function strongPairs(
  id: string,
  application: Application,
  round: Round,
  paid: readonly Claim[],
  ruled: readonly MatterRuling[],
): string[] {
  if (paid.length === 0) return []
  const settled = new Set(ruled.map(({ otherKey }) => otherKey))
  const own = comparable(
    applicationClaim({ id, application }, 'application', round, application.facts.requestedFen ?? null),
  )
  return paid
    .filter(({ key }) => !settled.has(key))
    .map((claim) => ({ claim, ...compare(own, comparable(claim)) }))
    .filter(({ strong }) => strong)
    .sort((a, b) => b.score - a.score || (a.claim.key < b.claim.key ? -1 : 1))
    .map(({ claim, evidence }) => `${claimText(claim)}（${reasonText(evidence)}）`)
}

function ruledFinding(
  ws: Workspace,
  round: Round,
  ruled: readonly MatterRuling[],
  verdict: MatterRuling['ruling'],
): MatterFinding | null {
  const texts = ruled.flatMap((one) => {
    const other = one.ruling === verdict ? claimByKey(ws, round, one.otherKey) : null
    if (other === null) return []
    return [`${claimText(other)}；${one.rulerName}${chinaDay(one.ruledAt)}认定，理由：${one.reason}`]
  })
  return texts.length === 0 ? null : { kind: verdict, text: several(texts) }
}

/** Said where a ruling no longer counts. */
export const CHANGED_SINCE = '认定后资料有变，请重新认定'

function changedText(ws: Workspace, round: Round, { otherKey }: MatterRuling): string[] {
  const other = claimByKey(ws, round, otherKey)
  return other === null ? [] : [`${claimText(other)}（${CHANGED_SINCE}）`]
}

/** A ruling counts while both sides say what they said then; one from before this was kept always counts. */
export function stillCounts(ws: Workspace, round: Round, { applicationId, otherKey, seen }: MatterRuling): boolean {
  if (seen === null) return true
  const [own, other] = [claimByKey(ws, round, applicationKey(applicationId)), claimByKey(ws, round, otherKey)]
  return own === null || other === null || pairDigest(own, other) === seen
}

/** SHA-256 over what two claims say, wherever they stand. */
export function pairDigest(own: Claim, other: Claim): string {
  const said = [own, other].map(({ name, creditCode, article, projectName, year, amountFen, facts }) => {
    return { name, creditCode, article, projectName, year, amountFen, facts }
  })
  return sha256(canonicalJson(said))
}

/** The other side of a ruling; null when it is not there or its list was withdrawn. */
export function claimByKey(ws: Workspace, round: Round, otherKey: string): Claim | null {
  const key = readClaimKey(otherKey)
  if (key === null) return null
  if (key.kind === 'entry') {
    const entry = referenceEntryById(ws.db, key.id)
    return entry === null ? null : entryClaim(entry)
  }
  const stored = applicationById(ws.db, key.id)
  const itsRound = stored === null ? null : stored.roundId === round.id ? round : roundById(ws.db, stored.roundId)
  if (stored === null || itsRound === null) return null
  const { facts } = stored.application
  const kind = itsRound.id === round.id ? 'application' : 'grant'
  // What an earlier round granted stands in its list; a ruling names the case.
  return applicationClaim(stored, kind, itsRound, kind === 'grant' ? null : (facts.requestedFen ?? null))
}

/** Whether the key is that of this very application. */
export function isItself(applicationId: string, otherKey: string): boolean {
  return otherKey === applicationKey(applicationId)
}

function several(texts: readonly string[]): string {
  const named = texts.slice(0, MOST_NAMED).join('；另有')
  return texts.length <= MOST_NAMED ? named : `${named}；共 ${texts.length} 项`
}
