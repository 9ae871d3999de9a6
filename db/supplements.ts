import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { SupplementLine } from '../shared/stages/bulk.ts'
import { OUT_STAGES } from '../shared/stages/stages.ts'
import type { SupplementOutcome, SupplementView } from '../shared/stages/supplement.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all } from './query.ts'
import type { Tx } from './write.ts'

export interface StoredSupplement extends SupplementView {
  applicationId: string
}

type Named = Pick<SupplementLine, 'applicationNo' | 'applicant'>
export type OpenSupplement = StoredSupplement & Named

interface Row extends Omit<StoredSupplement, 'items' | 'closed'> {
  itemsJson: string
  outcome: SupplementOutcome | null
  receivedOn: IsoDate | null
  words: string | null
  closer: string | null
  closedAt: IsoInstant | null
}

const OUT = OUT_STAGES.map((stage) => `'${stage}'`).join(', ')

const COLUMNS = `r.id, r.application_id AS applicationId, r.items_json AS itemsJson, r.told_on AS toldOn,
    r.due_days AS dueDays, r.due_on AS dueOn, r.again_reason AS againReason, r.requester_name AS requester,
    r.requested_at AS requestedAt, c.outcome, c.received_on AS receivedOn, c.words, c.closer_name AS closer,
    c.closed_at AS closedAt`
const FROM = 'FROM supplement_request r LEFT JOIN supplement_close c ON c.request_id = r.id'

/** Every 补正 of a case, oldest first. */
export function supplementsOf(db: ReadableDb, applicationId: string): StoredSupplement[] {
  return all<Row>(db, `SELECT ${COLUMNS} ${FROM} WHERE r.application_id = ? ORDER BY r.seq`, applicationId).map(
    toStored,
  )
}

/** Every open 补正 of a round, the nearest due day first; one of a case gone back to the applicant waits for 恢复办理. */
export function openSupplements(db: ReadableDb, roundId: string): OpenSupplement[] {
  const sql = `SELECT a.application_no AS applicationNo, a.applicant_name AS applicant, ${COLUMNS} ${FROM}
    JOIN application a ON a.id = r.application_id
    LEFT JOIN stage_move m ON m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = a.id)
    WHERE a.round_id = ? AND c.id IS NULL AND coalesce(m.to_stage, '') NOT IN (${OUT}) ORDER BY r.due_on, r.seq`
  return all<Row & Named>(db, sql, roundId).map(({ applicationNo, applicant, ...row }) => {
    return { ...toStored(row), applicationNo, applicant }
  })
}

export function addSupplement(
  tx: Tx,
  request: { applicationId: string } & Pick<StoredSupplement, 'items' | 'toldOn' | 'dueDays' | 'dueOn' | 'againReason'>,
): string {
  return tx.insert('supplement_request', {
    application_id: request.applicationId,
    items_json: JSON.stringify(request.items),
    told_on: request.toldOn,
    due_days: request.dueDays,
    due_on: request.dueOn,
    again_reason: request.againReason,
    requested_by: tx.actor.id,
    requester_name: tx.actor.name,
    requested_at: tx.now,
  })
}

export function closeSupplement(
  tx: Tx,
  requestId: string,
  end: { outcome: SupplementOutcome; receivedOn: IsoDate | null; words: string },
): string {
  return tx.insert('supplement_close', {
    request_id: requestId,
    outcome: end.outcome,
    received_on: end.receivedOn,
    words: end.words,
    closed_by: tx.actor.id,
    closer_name: tx.actor.name,
    closed_at: tx.now,
  })
}

function toStored({ itemsJson, outcome, receivedOn, words, closer, closedAt, ...row }: Row): StoredSupplement {
  const closed =
    outcome === null || closedAt === null
      ? null
      : { outcome, receivedOn, words: words ?? '', closer: closer ?? '', at: closedAt }
  return { ...row, items: fromJson<string[]>(itemsJson), closed }
}
