import type { IsoInstant } from '../shared/date.ts'
import type { MatterVerdict } from '../shared/radar/radarView.ts'
import type { ReadableDb } from './handle.ts'
import { TAKEN_BACK } from './merges.ts'
import { all } from './query.ts'
import type { Tx } from './write.ts'

/** A person's word on whether an application and another claim are for one matter. */
export interface MatterRuling {
  applicationId: string
  /** "application:<id>" or "entry:<id>". */
  otherKey: string
  ruling: MatterVerdict
  reason: string
  rulerName: string
  ruledAt: IsoInstant
  /** A digest over both sides as they were ruled on; null for rulings from before it was kept. */
  seen: string | null
}

/** Keeps a ruling in the actor's name; the newest on a pair counts. */
export function addMatterRuling(
  tx: Tx,
  { applicationId, otherKey, ruling, reason, seen }: Omit<MatterRuling, 'rulerName' | 'ruledAt'>,
): void {
  tx.insert('matter_ruling', {
    application_id: applicationId,
    other_key: otherKey,
    ruling,
    reason,
    ruled_by: tx.actor.id,
    ruler_name: tx.actor.name,
    seen,
    ruled_at: tx.now,
  })
}

const COLUMNS = `m.application_id AS applicationId, m.other_key AS otherKey, m.ruling, m.reason,
  m.ruler_name AS rulerName, m.ruled_at AS ruledAt, m.seen`

/** A ruling about a row of a list that was withdrawn since no longer counts, nor one of a merge that was taken back. */
const COUNTS = `m.id NOT IN ${TAKEN_BACK('matter_ruling')} AND NOT EXISTS (
  SELECT 1 FROM reference_entry e CROSS JOIN reference_withdrawal w ON w.list_id = e.list_id
  WHERE m.other_key LIKE 'entry:%' AND e.id = substr(m.other_key, 7))`

/** The rulings that count for an application, oldest first. */
export function matterRulingsOf(db: ReadableDb, applicationId: string): MatterRuling[] {
  const sql = `SELECT ${COLUMNS} FROM matter_ruling m WHERE m.application_id = ? AND ${COUNTS} ORDER BY m.seq`
  return newest(all<MatterRuling>(db, sql, applicationId))
}

/** The rulings that count for every application of a round, oldest first. */
export function matterRulingsOfRound(db: ReadableDb, roundId: string): MatterRuling[] {
  const sql = `SELECT ${COLUMNS} FROM application a CROSS JOIN matter_ruling m ON m.application_id = a.id
    WHERE a.round_id = ? AND ${COUNTS} ORDER BY m.seq`
  return newest(all<MatterRuling>(db, sql, roundId))
}

/** Of several rulings on one pair the last one. */
function newest(rulings: readonly MatterRuling[]): MatterRuling[] {
  return [...new Map(rulings.map((one) => [`${one.applicationId} ${one.otherKey}`, one])).values()]
}
