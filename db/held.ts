import type { IsoInstant } from '../shared/date.ts'
import type { TravelRow } from './exchangeRows.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { TableName, Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** Why a record was held, and what the fields it changes held over there. */
export interface HeldWhy {
  causes: { cause: string; sentence: string }[]
  facts: { field: string; value: string | number | boolean | null }[]
}

/** A record that waits for a ruling, or waited: it stays here whatever is ruled. */
export interface HeldRecord {
  seq: number
  mergeId: string
  applicationId: string
  workspace: string
  personName: string
  dispatchNumber: number
  table: TableName
  row: TravelRow
  why: HeldWhy
  /** False once ruled. */
  isOpen: boolean
}

/** A ruling on a contested case. */
export interface Ruling {
  applicationId: string
  chosen: string
  heldSeq: number
  reason: string
  rulerName: string
  ruledAt: IsoInstant
}

type Row = Tables['held_record'] & {
  seq: number
  person_name: string
  number: number
  is_open: 0 | 1
}

const SELECT = `SELECT h.*, m.person_name, d.number,
    NOT EXISTS (SELECT 1 FROM contest_ruling r WHERE r.application_id = h.application_id AND r.held_seq >= h.seq) AS is_open
  FROM held_record h JOIN package_merge m ON m.id = h.merge_id JOIN dispatch d ON d.id = m.dispatch_id
  WHERE NOT EXISTS (SELECT 1 FROM merge_undo u WHERE u.merge_id = h.merge_id)`

/** Everything held in a round, oldest first; not of merges that were taken back. */
export function heldOfRound(db: ReadableDb, roundId: string): HeldRecord[] {
  const sql = `${SELECT} AND d.round_id = ? ORDER BY h.seq`
  return all<Row>(db, sql, roundId).map(toHeld)
}

export function heldOfCase(db: ReadableDb, applicationId: string): HeldRecord[] {
  return all<Row>(db, `${SELECT} AND h.application_id = ? ORDER BY h.seq`, applicationId).map(toHeld)
}

/** Whether a record lies here held, ruled or not. */
export function isHeld(db: ReadableDb, recordId: string): boolean {
  return one(db, 'SELECT 1 FROM held_record WHERE record_id = ?', recordId) !== null
}

/** Rulings of a round, oldest first. */
export function rulingsOfRound(db: ReadableDb, roundId: string): Ruling[] {
  return all<Ruling>(
    db,
    `SELECT r.application_id AS applicationId, r.chosen, r.held_seq AS heldSeq, r.reason, r.ruler_name AS rulerName,
       r.ruled_at AS ruledAt
     FROM contest_ruling r JOIN application a ON a.id = r.application_id WHERE a.round_id = ? ORDER BY r.seq`,
    roundId,
  )
}

export function holdRecord(
  tx: Tx,
  held: Pick<HeldRecord, 'mergeId' | 'applicationId' | 'workspace' | 'table' | 'row' | 'why'>,
): void {
  tx.insert('held_record', {
    merge_id: held.mergeId,
    application_id: held.applicationId,
    workspace: held.workspace,
    table_name: held.table,
    record_id: held.row.id,
    row_json: JSON.stringify(held.row),
    causes_json: JSON.stringify(held.why),
  })
}

export function addRuling(tx: Tx, ruling: Pick<Ruling, 'applicationId' | 'chosen' | 'heldSeq' | 'reason'>): void {
  tx.insert('contest_ruling', {
    application_id: ruling.applicationId,
    chosen: ruling.chosen,
    held_seq: ruling.heldSeq,
    reason: ruling.reason,
    ruled_by: tx.actor.id,
    ruler_name: tx.actor.name,
    ruled_at: tx.now,
  })
}

function toHeld(row: Row): HeldRecord {
  return {
    seq: row.seq,
    mergeId: row.merge_id,
    applicationId: row.application_id,
    workspace: row.workspace,
    personName: row.person_name,
    dispatchNumber: row.number,
    table: row.table_name as TableName,
    row: fromJson<TravelRow>(row.row_json),
    why: fromJson<HeldWhy>(row.causes_json),
    isOpen: row.is_open === 1,
  }
}
