import { listApplications } from '../../db/applications.ts'
import { latestDecisions } from '../../db/decisions.ts'
import { sha256 } from '../../db/digest.ts'
import { type TravelRow, travelDigest, travelRows } from '../../db/exchangeRows.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { heldOfRound } from '../../db/held.ts'
import { currentStages } from '../../db/stages.ts'
import { installationOf } from '../../db/write.ts'
import { EXCLUSIVE_TABLES, RETURNED_TABLES } from '../../electron/core/exchange/elements.ts'
import { canonicalJson } from '../../shared/canonical.ts'

/**
 * What a database holds of the work of others, whatever order it came in: every record, standing or held, and how each
 * case stands. An open contest stands on nothing until it is ruled. What this installation found by itself is left out.
 */
export function exchangeDigest(db: ReadableDb, roundId: string): string {
  return sha256(canonicalJson({ records: foreignRecords(db, roundId), cases: standings(db, roundId) }))
}

/** Digests of the records that came in, sorted. */
export function foreignRecords(db: ReadableDb, roundId: string): string[] {
  const own = installationOf(db)
  const live = RETURNED_TABLES.flatMap((table) =>
    travelRows(db, table, 'installation <> ?', own).map((row) => travelDigest(table, row)),
  )
  const held = heldOfRound(db, roundId).map(({ table, row }) => travelDigest(table, row))
  return [...new Set([...live, ...held])].sort()
}

/** How each case stands, by application number. */
export function standings(db: ReadableDb, roundId: string): Record<string, unknown> {
  const held = Map.groupBy(
    heldOfRound(db, roundId).filter(({ isOpen }) => isOpen),
    ({ applicationId }) => applicationId,
  )
  const decisions = latestDecisions(db, roundId)
  const stages = currentStages(db, roundId)
  return Object.fromEntries(
    listApplications(db, roundId).map(({ id, application }) => {
      if (held.has(id)) return [application.applicationNo, { contested: workersOn(db, id, held.get(id) ?? []) }]
      const decision = decisions.get(id)
      const { facts, projectName, industry } = application
      const stands = { decision: decision?.id ?? null, stage: stages.get(id) ?? null, facts, projectName, industry }
      return [application.applicationNo, stands]
    }),
  )
}

/** Installations with records on the case, standing or held. */
function workersOn(db: ReadableDb, id: string, held: readonly { row: TravelRow }[]): string[] {
  const live = EXCLUSIVE_TABLES.filter(
    (table) => table !== 'decision_withdrawal' && table !== 'supplement_close',
  ).flatMap((table) => travelRows(db, table, 'application_id = ?', id).map(({ installation }) => installation))
  return [...new Set([...live, ...held.map(({ row }) => row.installation)])].sort()
}
