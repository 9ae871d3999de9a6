import { applicationById, changeApplication } from '../../../db/applications.ts'
import { withdrawAttachment } from '../../../db/attachments.ts'
import { withdrawDecision } from '../../../db/decisions.ts'
import { dispatchById } from '../../../db/dispatches.ts'
import { type TravelRow, travelRows } from '../../../db/exchangeRows.ts'
import { writtenSince } from '../../../db/exchangeState.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { addMergeUndo, type Merge, mergeById, mergesFrom, mergesOf } from '../../../db/merges.ts'
import { one } from '../../../db/query.ts'
import { addMove, currentStage } from '../../../db/stages.ts'
import { closeSupplement } from '../../../db/supplements.ts'
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
import { EXCLUSIVE_TABLES, RETURNED_TABLES } from './elements.ts'
import { lastingKinds } from './lasting.ts'
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

/**
 * Takes back what a merge added, by new records; what it added stays on record. Ballots, rulings on one matter and steps of
 * 报备 count no more by this very record (`TAKEN_BACK`). Errors: NOT_FOUND; BAD_INPUT no reason; CONFLICT taken back
 * already, a later package of the same workspace, a case somebody went on with, or records that ended what was here.
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
    for (const { id } of rows('decision').reverse()) if (!isWithdrawn(tx.db, id)) withdrawDecision(tx, id, why)
    moveBack(tx, rows('stage_move'), why)
    for (const { applicationId, fields } of merge.added.facts) revertFacts(tx, applicationId, fields, why)
    for (const { id } of rows('supplement_request')) {
      if (one(tx.db, 'SELECT 1 FROM supplement_close WHERE request_id = ?', id) === null) {
        closeSupplement(tx, id, { outcome: 'cancelled', receivedOn: null, words: why })
      }
    }
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
    settle(ws, tx, dispatch.roundId, why)
    return dispatch.roundId
  })
}

function refuseUndo(db: ReadableDb, merge: Merge): void {
  const { id, workspace, undone } = merge
  if (undone !== null) throw new AppError('CONFLICT', '这次合并已经撤销过了')
  if (mergesFrom(db, workspace).at(-1)?.id !== id) {
    throw new AppError('CONFLICT', '之后又合并过同一工作区的回收包，请先撤销较新的那一次')
  }
  const [lasting] = lastingKinds(
    RETURNED_TABLES.flatMap((table) => addedRows(db, merge, table).map((row) => ({ table, row }))),
  )
  if (lasting !== undefined) {
    throw new AppError(
      'CONFLICT',
      `这次合并里的${TABLE_NAMES[lasting]}了结了本机原有的记录，不能逐条撤销，没有撤销；确需退回的，请用合并前自动留下的备份恢复`,
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

/** The order of writing says what came afterwards, whoever wrote it and whatever the clocks said. */
function refuseWentOn(
  db: ReadableDb,
  merge: Merge,
  sent: Record<string, number>,
  rows: (table: TableName) => TravelRow[],
): void {
  const heads = merge.added.heads ?? sent
  const cases = touchedCases(db, merge)
  const experts = new Set(rows('expert_score').map(({ expert_id }) => expert_id))
  for (const table of EXCLUSIVE_TABLES) {
    const own = new Set(rows(table).map(({ id }) => id))
    const later = writtenSince(db, table, heads[table] ?? 0, cases).find(({ row }) => {
      // Experts score side by side; only the same one's later ballot goes on from the one that came in.
      return !own.has(row.id) && (table !== 'expert_score' || experts.has(row.expert_id ?? null))
    })
    if (later === undefined) continue
    const no = applicationById(db, later.applicationId)?.application.applicationNo ?? ''
    throw new AppError('CONFLICT', `${no} 在合并之后又有办理（${TABLE_NAMES[table]}），没有撤销；请先处理这一件`)
  }
}

/** Records that name the case they are about, and what others go on from. */
const WORKED = [
  'decision',
  'stage_move',
  'application_change',
  'supplement_request',
  'expert_score',
  'matter_ruling',
] as const satisfies readonly TableName[]

function touchedCases(db: ReadableDb, merge: Merge): string[] {
  const rows = WORKED.flatMap((table) => addedRows(db, merge, table))
  return [...new Set(rows.map(({ application_id }) => String(application_id)))]
}

function isWithdrawn(db: ReadableDb, decisionId: string): boolean {
  return one(db, 'SELECT 1 FROM decision_withdrawal WHERE decision_id = ?', decisionId) !== null
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
