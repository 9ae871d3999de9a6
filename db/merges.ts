import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { TableName, Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** What a merge added: ids by table, and what the fields it changed held before. */
export interface Added {
  records: Partial<Record<TableName, string[]>>
  facts: { applicationId: string; fields: { field: string; value: string | number | boolean | null }[] }[]
  /** The newest `seq` of each table when it was done: what is later was written afterwards. Absent in the first merges. */
  heads?: Record<string, number>
}

/**
 * SQL: ids of the records of a table that came in by merges taken back since. For records a person could give again, these
 * count no more; they stay on record.
 */
export const TAKEN_BACK = (table: TableName): string => `(
  SELECT j.value FROM merge_undo u CROSS JOIN package_merge m ON m.id = u.merge_id
  CROSS JOIN json_each(m.added_json, '$.records.${table}') j)`

/** A 回收包 whose records came in. */
export interface Merge {
  id: string
  dispatchId: string
  dispatchNumber: number
  /** The installation that made the records, and the key it signs with (base64 SPKI). */
  workspace: string
  publicKey: string
  sha256: string
  personId: string
  personName: string
  returnedAt: IsoInstant
  /** Length and head of the other audit chain at that time. */
  chainEntries: number
  chainHead: string
  added: Added
  /** How many records wait or waited for a ruling. */
  held: number
  mergerName: string
  mergedAt: IsoInstant
  undone: { by: string; at: IsoInstant; reason: string } | null
}

type Row = Tables['package_merge'] & {
  id: string
  number: number
  undo_by: string | null
  undo_at: IsoInstant | null
  undo_reason: string | null
}

const SELECT = `SELECT m.*, d.number, u.undoer_name AS undo_by, u.undone_at AS undo_at, u.reason AS undo_reason
  FROM package_merge m JOIN dispatch d ON d.id = m.dispatch_id LEFT JOIN merge_undo u ON u.merge_id = m.id`

/** Every merge into a round, oldest first. */
export function mergesOf(db: ReadableDb, roundId: string): Merge[] {
  return all<Row>(db, `${SELECT} WHERE d.round_id = ? ORDER BY m.seq`, roundId).map(toMerge)
}

/** Every merge of what one workspace sent, oldest first. */
export function mergesFrom(db: ReadableDb, workspace: string): Merge[] {
  return all<Row>(db, `${SELECT} WHERE m.workspace = ? ORDER BY m.seq`, workspace).map(toMerge)
}

export function mergeById(db: ReadableDb, id: string): Merge | null {
  const row = one<Row>(db, `${SELECT} WHERE m.id = ?`, id)
  return row === null ? null : toMerge(row)
}

/** Errors: CONFLICT when it was taken back already. */
export function addMergeUndo(tx: Tx, mergeId: string, reason: string): void {
  const who = { undone_by: tx.actor.id, undoer_name: tx.actor.name, undone_at: tx.now }
  tx.insert('merge_undo', { merge_id: mergeId, reason, ...who })
}

export function addMerge(tx: Tx, merge: Omit<Merge, 'dispatchNumber' | 'mergerName' | 'mergedAt' | 'undone'>): void {
  tx.insert('package_merge', {
    id: merge.id,
    dispatch_id: merge.dispatchId,
    workspace: merge.workspace,
    public_key: merge.publicKey,
    sha256: merge.sha256,
    person_id: merge.personId,
    person_name: merge.personName,
    returned_at: merge.returnedAt,
    chain_entries: merge.chainEntries,
    chain_head: merge.chainHead,
    added_json: JSON.stringify(merge.added),
    held: merge.held,
    merged_by: tx.actor.id,
    merger_name: tx.actor.name,
    merged_at: tx.now,
  })
}

function toMerge(row: Row): Merge {
  const { undo_by: by, undo_at: at, undo_reason: reason } = row
  return {
    id: row.id,
    dispatchId: row.dispatch_id,
    dispatchNumber: row.number,
    workspace: row.workspace,
    publicKey: row.public_key,
    sha256: row.sha256,
    personId: row.person_id,
    personName: row.person_name,
    returnedAt: row.returned_at,
    chainEntries: row.chain_entries,
    chainHead: row.chain_head,
    added: fromJson<Added>(row.added_json),
    held: row.held,
    mergerName: row.merger_name,
    mergedAt: row.merged_at,
    undone: by === null || at === null || reason === null ? null : { by, at, reason },
  }
}
