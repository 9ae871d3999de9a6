import type { IsoInstant } from '../shared/date.ts'
import type { TrailAct } from '../shared/undo/trail.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

/** What one person did and can take back; payloadOf says how. */
export interface StoredAct extends TrailAct {
  roundId: string | null
  applicationId: string | null
  kind: string
}

interface Row {
  id: string
  seq: number
  roundId: string | null
  applicationId: string | null
  kind: string
  label: string
  doneAt: IsoInstant
}

/** The acts of a person in a round, oldest first. */
export function actsOf(db: ReadableDb, personId: string, roundId: string): StoredAct[] {
  const rows = all<Row>(
    db,
    `SELECT id, seq, round_id AS roundId, application_id AS applicationId, kind, label,
       done_at AS doneAt FROM act WHERE done_by = ? AND round_id = ? ORDER BY seq`,
    personId,
    roundId,
  )
  const steps = Map.groupBy(
    all<{ actId: string; seq: number; step: 'undone' | 'redone'; at: IsoInstant }>(
      db,
      `SELECT s.act_id AS actId, s.seq, s.step, s.stepped_at AS at
       FROM act a CROSS JOIN act_step s ON s.act_id = a.id WHERE a.done_by = ? AND a.round_id = ? ORDER BY s.seq`,
      personId,
      roundId,
    ),
    ({ actId }) => actId,
  )
  return rows.map((row) => {
    const own = steps.get(row.id) ?? []
    const last = own.at(-1)
    return {
      ...row,
      steps: own.map(({ step, seq }) => ({ step, seq })),
      changedAt: last?.at ?? row.doneAt,
    }
  })
}

/** What the next undoing or redoing of an act starts from; its shape belongs to the kind. */
export function payloadOf(db: ReadableDb, actId: string): unknown {
  const sql = `SELECT coalesce(
    (SELECT payload_json FROM act_step WHERE act_id = a.id ORDER BY seq DESC LIMIT 1), a.payload_json) AS json
    FROM act a WHERE a.id = ?`
  const row = one<{ json: string }>(db, sql, actId)
  return row === null ? null : fromJson<unknown>(row.json)
}

/** Keeps an act of the acting person in a round; `applicationId` null for one on several cases. */
export function addAct(
  tx: Tx,
  act: { roundId: string; applicationId: string | null; kind: string; label: string; payload: object },
): string {
  return tx.insert('act', {
    round_id: act.roundId,
    application_id: act.applicationId,
    kind: act.kind,
    label: act.label,
    payload_json: JSON.stringify(act.payload),
    done_by: tx.actor.id,
    done_at: tx.now,
  })
}

/** As addAct, for one case, whose application number goes into the label. */
export function keepCaseAct(
  tx: Tx,
  caseId: string,
  kind: string,
  payload: object,
  label: (applicationNo: string) => string,
): string {
  const sql = 'SELECT round_id AS roundId, application_no AS no FROM application WHERE id = ?'
  const found = one<{ roundId: string; no: string }>(tx.db, sql, caseId)
  if (found === null) throw new Error('an act on a case needs the case')
  return addAct(tx, { roundId: found.roundId, applicationId: caseId, kind, label: label(found.no), payload })
}

/** Keeps that an act was undone or redone; `payload` is what the next step starts from. */
export function addActStep(tx: Tx, actId: string, step: 'undone' | 'redone', payload: object): string {
  return tx.insert('act_step', {
    act_id: actId,
    step,
    payload_json: JSON.stringify(payload),
    stepped_at: tx.now,
  })
}
