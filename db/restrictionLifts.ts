import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all } from './query.ts'
import type { Tx } from './write.ts'

/** The chief's word that an application may go on although its applicant is on 失信/限制 lists. */
export interface RestrictionLift {
  /** The entries the chief saw; it says nothing of later ones. */
  entryIds: string[]
  reason: string
  lifterName: string
  liftedAt: IsoInstant
}

/** Keeps a lifting in the actor's name and answers its id. */
export function addRestrictionLift(
  tx: Tx,
  lift: { applicationId: string } & Pick<RestrictionLift, 'entryIds' | 'reason'>,
): string {
  return tx.insert('restriction_lift', {
    application_id: lift.applicationId,
    entry_ids_json: JSON.stringify(lift.entryIds),
    reason: lift.reason,
    lifted_by: tx.actor.id,
    lifter_name: tx.actor.name,
    lifted_at: tx.now,
  })
}

/** Every lifting for the application, newest first. */
export function restrictionLifts(db: ReadableDb, applicationId: string): RestrictionLift[] {
  return all<{ entryIds: string; reason: string; lifterName: string; liftedAt: IsoInstant }>(
    db,
    `SELECT entry_ids_json AS entryIds, reason, lifter_name AS lifterName, lifted_at AS liftedAt
     FROM restriction_lift WHERE application_id = ? ORDER BY seq DESC`,
    applicationId,
  ).map((row) => ({ ...row, entryIds: fromJson<string[]>(row.entryIds) }))
}
