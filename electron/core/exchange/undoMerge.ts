import { applicationById, changeApplication } from '../../../db/applications.ts'
import { withdrawAttachment } from '../../../db/attachments.ts'
import { withdrawDecision } from '../../../db/decisions.ts'
import { dispatchById } from '../../../db/dispatches.ts'
import { type TravelRow, travelRows } from '../../../db/exchangeRows.ts'
import { writtenSince } from '../../../db/exchangeState.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { addMergeUndo, type Merge, mergeById, mergesFrom, mergesOf } from '../../../db/merges.ts'
import { all, one } from '../../../db/query.ts'
import { addMove, currentStage } from '../../../db/stages.ts'
import { TABLE_NAMES } from '../../../db/tableNames.ts'
import type { TableName } from '../../../db/tables.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { MergeLine } from '../../../shared/exchange/views.ts'
import { changesBetween } from '../../../shared/intake/changes.ts'
import { stageNamed } from '../../../shared/stages/stages.ts'
import { withFields } from '../jobs/correct.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { EXCLUSIVE_TABLES } from './elements.ts'
import { settle } from './merge.ts'

/** The merges into a round, newest first. */
export function mergeLines(ws: Workspace, roundId: string): MergeLine[] {
  return mergesOf(ws.db, roundId)
    .map((merge) => ({
      mergeId: merge.id,
      dispatchNumber: merge.dispatchNumber,
      person: merge.personName,
      code: shortCode(merge.sha256),
      added: Object.values(merge.added.records).reduce((sum, ids) => sum + ids.length, 0),
      contested: merge.held,
      mergedBy: merge.mergerName,
      mergedAt: merge.mergedAt,
      undone: merge.undone,
    }))
    .reverse()
}

/** Records no later record takes back. */
const FINAL: readonly TableName[] = ['decision_withdrawal', 'supplement_close', 'expert_score', 'matter_ruling']

/**
 * Takes back what a merge added, by new records; what it added stays on record. Errors: NOT_FOUND; BAD_INPUT no reason;
 * CONFLICT taken back already, a later package of the same workspace, a case somebody went on with, or records that
 * cannot be taken back one by one.
 */
export function undoMerge(
  ws: Workspace,
  actor: Actor,
  { mergeId, reason }: { mergeId: string; reason: string },
): string {
  const words = reason.trim()
  if (words === '') throw new AppError('BAD_INPUT', '请写明撤销理由')
  return record(ws, actor, (tx) => {
    const merge = mergeById(tx.db, mergeId)
    const dispatch = merge === null ? null : dispatchById(tx.db, merge.dispatchId)
    if (merge === null || dispatch === null) throw new AppError('NOT_FOUND', '没有这次合并，请刷新后重试')
    refuseUndo(tx.db, merge)
    const rows = (table: TableName): TravelRow[] => addedRows(tx.db, merge, table)
    refuseWentOn(tx.db, merge, dispatch.heads, rows)
    const why = `撤销合并（${merge.personName}）：${words}`
    for (const { id } of rows('decision').reverse()) withdrawDecision(tx, id, why)
    moveBack(tx, rows('stage_move'), why)
    for (const { applicationId, fields } of merge.added.facts) revertFacts(tx, applicationId, fields, why)
    for (const row of rows('supplement_request')) cancelSupplement(tx, row.id, why)
    for (const { id } of rows('attachment')) {
      if (one(tx.db, 'SELECT 1 FROM attachment_withdrawal WHERE attachment_id = ?', id) === null) {
        withdrawAttachment(tx, id, why)
      }
    }
    unpin(tx, rows('page_pin'))
    for (const { id } of rows('recusal')) {
      tx.insert('recusal_lift', { recusal_id: id, reason: why, lifted_by: tx.actor.id, lifted_at: tx.now })
    }
    addMergeUndo(tx, mergeId, words)
    tx.log('撤销合并', merge.personName, { code: shortCode(merge.sha256), reason: words })
    settle(ws, tx, dispatch.roundId, why, 'all')
    return dispatch.roundId
  })
}

function refuseUndo(db: ReadableDb, { id, workspace, undone, added }: Merge): void {
  if (undone !== null) throw new AppError('CONFLICT', '这次合并已经撤销过了')
  if (mergesFrom(db, workspace).at(-1)?.id !== id) {
    throw new AppError('CONFLICT', '之后又合并过同一工作区的回收包，请先撤销较新的那一次')
  }
  const final = FINAL.find((table) => (added.records[table] ?? []).length > 0)
  if (final !== undefined) {
    throw new AppError(
      'CONFLICT',
      `这次合并含有不能逐条撤销的${TABLE_NAMES[final]}，没有撤销；确需退回的，请用合并前自动留下的备份恢复`,
    )
  }
  const ruled = one(
    db,
    `SELECT 1 FROM held_record h JOIN contest_ruling r ON r.application_id = h.application_id AND r.held_seq >= h.seq
     WHERE h.merge_id = ?`,
    id,
  )
  if (ruled !== null) throw new AppError('CONFLICT', '这次合并的争议件已有裁定，不能整包撤销；请逐件另行处理')
}

function refuseWentOn(
  db: ReadableDb,
  merge: Merge,
  heads: Record<string, number>,
  rows: (table: TableName) => TravelRow[],
): void {
  for (const table of EXCLUSIVE_TABLES) {
    const own = new Set(rows(table).map(({ id }) => id))
    const cases = touchedCases(db, merge)
    const written = writtenSince(db, table, heads[table] ?? 0, cases)
    const last = Math.max(0, ...written.filter(({ row }) => own.has(row.id)).map(({ seq }) => seq))
    const later = written.find(({ row, seq }) => !own.has(row.id) && seq > last && isAfter(row, merge))
    if (later === undefined) continue
    const no = applicationById(db, later.applicationId)?.application.applicationNo ?? ''
    throw new AppError('CONFLICT', `${no} 在合并之后又有办理（${TABLE_NAMES[table]}），没有撤销；请先处理这一件`)
  }
}

/** Written by this installation after the merge: both moments are by its own clock. */
function isAfter(row: TravelRow, { mergedAt, workspace }: Merge): boolean {
  if (row.installation === workspace) return false
  const at = Object.entries(row).find(([column]) => column.endsWith('_at'))?.[1]
  return typeof at === 'string' && at >= mergedAt
}

function touchedCases(db: ReadableDb, { added }: Merge): string[] {
  const ids = JSON.stringify(Object.values(added.records).flat())
  const within = 'WHERE id IN (SELECT value FROM json_each(?))'
  return all<{ id: string }>(
    db,
    `SELECT DISTINCT application_id AS id FROM (
       SELECT application_id FROM decision ${within} UNION SELECT application_id FROM stage_move ${within}
       UNION SELECT application_id FROM application_change ${within}
       UNION SELECT application_id FROM supplement_request ${within})`,
    ids,
    ids,
    ids,
    ids,
  ).map(({ id }) => id)
}

function addedRows(db: ReadableDb, { added }: Merge, table: TableName): TravelRow[] {
  const ids = added.records[table] ?? []
  return ids.length === 0 ? [] : travelRows(db, table, 'id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
}

/** Back to where each case stood before the first of its moves that came in. */
function moveBack(tx: Tx, moves: readonly TravelRow[], reason: string): void {
  for (const [applicationId, own] of Map.groupBy(moves, (row) => String(row.application_id))) {
    const to = stageNamed(String(own[0]?.from_stage))
    const from = currentStage(tx.db, applicationId)
    if (to !== null && to !== from) addMove(tx, { applicationId, from, to, reason })
  }
}

function revertFacts(
  tx: Tx,
  applicationId: string,
  fields: Merge['added']['facts'][number]['fields'],
  reason: string,
): void {
  const stored = applicationById(tx.db, applicationId)
  if (stored === null) return
  const application = withFields(stored.application, fields)
  const changes = changesBetween(stored.application, application)
  if (changes.length > 0) changeApplication(tx, stored, application, { changes, reason, origin: null })
}

function cancelSupplement(tx: Tx, requestId: string, words: string): void {
  tx.insert('supplement_close', {
    request_id: requestId,
    outcome: 'cancelled',
    received_on: null,
    words,
    closed_by: tx.actor.id,
    closer_name: tx.actor.name,
    closed_at: tx.now,
  })
}

/** The pin of a condition is the newest one; one without a page takes it away. */
function unpin(tx: Tx, pins: readonly TravelRow[]): void {
  const places = new Map(pins.map((row) => [`${row.application_id}\n${row.condition}`, row]))
  for (const { application_id, condition } of places.values()) {
    tx.insert('page_pin', {
      application_id: String(application_id),
      condition: String(condition),
      attachment_id: null,
      page: null,
      pinned_by: tx.actor.id,
      pinned_at: tx.now,
    })
  }
}
