import type { TravelRow } from './exchangeRows.ts'
import { travelColumns } from './exchangeRows.ts'
import type { ReadableDb } from './handle.ts'
import { all } from './query.ts'
import type { TableName } from './tables.ts'

/** How a record names its case: itself, or by the record it is about. */
const CASE_OF: Partial<Record<TableName, string>> = {
  decision_withdrawal: '(SELECT application_id FROM decision WHERE id = t.decision_id)',
  supplement_close: '(SELECT application_id FROM supplement_request WHERE id = t.request_id)',
  attachment_withdrawal: '(SELECT application_id FROM attachment WHERE id = t.attachment_id)',
}

/** A record of a case and its place in the order of writing. */
export interface CaseRecord {
  applicationId: string
  seq: number
  row: TravelRow
}

/** The records of a table written after `seq`, of these cases, oldest first. */
export function writtenSince(db: ReadableDb, table: TableName, seq: number, cases: readonly string[]): CaseRecord[] {
  const columns = travelColumns(db, table)
    .map((column) => `t.${column}`)
    .join(', ')
  const rows = all<TravelRow & { case_id: string; place: number }>(
    db,
    `SELECT ${columns}, ${CASE_OF[table] ?? 't.application_id'} AS case_id, t.seq AS place
     FROM ${table} t WHERE t.seq > ? ORDER BY t.seq`,
    seq,
  )
  const wanted = new Set(cases)
  return rows.flatMap(({ case_id, place, ...row }) => {
    return wanted.has(case_id) ? [{ applicationId: case_id, seq: place, row: row as TravelRow }] : []
  })
}

/** People who approved a case of a round, by moving it on from 复核 or 审定 or by freezing it: "case\nperson id or name". */
export function approvers(db: ReadableDb, roundId: string): Set<string> {
  const moved = all<{ id: string; who: string }>(
    db,
    `SELECT m.application_id AS id, m.moved_by AS who FROM stage_move m JOIN application a ON a.id = m.application_id
     WHERE a.round_id = ? AND (m.from_stage = '复核' AND m.to_stage = '审定'
       OR m.from_stage = '审定' AND m.to_stage IN ('公示', '不予支持'))`,
    roundId,
  )
  const froze = all<{ id: string; who: string }>(
    db,
    `SELECT g.application_id AS id, f.frozen_by AS who FROM frozen_list f JOIN allocation g ON g.frozen_list_id = f.id
     WHERE f.round_id = ?`,
    roundId,
  )
  return new Set([...moved, ...froze].map(({ id, who }) => `${id}\n${who}`))
}

/** Cases in the valid list of a round. */
export function listedCases(db: ReadableDb, roundId: string): Set<string> {
  const rows = all<{ id: string }>(
    db,
    `SELECT g.application_id AS id FROM frozen_list f JOIN allocation g ON g.frozen_list_id = f.id
     WHERE f.round_id = ? AND NOT EXISTS (SELECT 1 FROM list_invalidation i WHERE i.frozen_list_id = f.id)`,
    roundId,
  )
  return new Set(rows.map(({ id }) => id))
}
