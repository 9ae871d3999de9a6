import type { EarlierGrant } from '../../db/earlierGrants.ts'
import { hasReferences, referenceEntries, referencesOfApplicant } from '../../db/references.ts'
import { listRounds, type Round } from '../../db/rounds.ts'
import { normaliseName } from '../../shared/applicantName.ts'
import { applicationClaim, type Claim, entryClaim, readClaimKey } from '../../shared/radar/claim.ts'
import type { ReferenceEntry, ReferenceKind } from '../../shared/reference/reference.ts'
import type { Workspace } from './workspace.ts'

/** Everything paid before the round: grants of this database's earlier rounds, and the rows of every list that counts. */
export function paidClaims(ws: Workspace, round: Round, grants: readonly EarlierGrant[]): Claim[] {
  const entries = grantLists(ws).flatMap((kind) => referenceEntries(ws.db, kind))
  return [...grantClaims(grants), ...entryClaims(ws, round, entries)]
}

/** The part of it that names these applicants, by code or by name whatever its spelling; reads no whole list. */
export function paidClaimsOf(
  ws: Workspace,
  round: Round,
  grants: readonly EarlierGrant[],
  applicants: readonly { creditCode: string; applicant: string }[],
): Claim[] {
  const distinct = new Map(applicants.map((one) => [`${one.creditCode}\n${normaliseName(one.applicant)}`, one]))
  const kinds = grantLists(ws)
  const entries = [...distinct.values()].flatMap((applicant) =>
    kinds.flatMap((kind) => referencesOfApplicant(ws.db, kind, applicant)),
  )
  const once = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
  return [...grantClaims(grants), ...entryClaims(ws, round, once)]
}

/** The kinds of lists of grants of which one counts. */
export function grantLists(ws: Workspace): ReferenceKind[] {
  return (['own-round', 'other-bureau'] as const).filter((kind) => hasReferences(ws.db, kind))
}

/** Grants that came from imported lists are left to those lists' own rows, which say more. */
function grantClaims(grants: readonly EarlierGrant[]): Claim[] {
  return grants.flatMap((grant): Claim[] => {
    const key = readClaimKey(grant.key)
    if (key?.kind !== 'application') return []
    return [applicationClaim({ id: key.id, application: grant }, 'grant', grant, grant.allocatedFen)]
  })
}

function entryClaims(ws: Workspace, round: Round, entries: readonly ReferenceEntry[]): Claim[] {
  if (entries.length === 0) return []
  const own = ownRounds(ws)
  return entries.flatMap((entry) => {
    const claim = isPaidBefore(entry, round, own) ? entryClaim(entry) : null
    return claim === null ? [] : [claim]
  })
}

/** A row with the amount 0 was not paid; a round of this database speaks for itself; a later round is no earlier grant. */
function isPaidBefore({ kind, facts }: ReferenceEntry, round: Round, own: ReadonlySet<string>): boolean {
  const { amountFen, year, batch } = facts
  if (amountFen === 0) return false
  if (kind !== 'own-round' || year === undefined) return true
  if (batch === undefined) return year <= round.year
  return !own.has(`${year}-${batch}`) && (year < round.year || (year === round.year && batch < round.batch))
}

function ownRounds(ws: Workspace): Set<string> {
  return new Set(listRounds(ws.db).map(({ year, batch }) => `${year}-${batch}`))
}
