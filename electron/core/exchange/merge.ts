import { replaceContent, type StoredApplication } from '../../../db/applications.ts'
import { adopt } from '../../../db/exchangeRows.ts'
import { holdRecord } from '../../../db/held.ts'
import { addMerge, mergesFrom } from '../../../db/merges.ts'
import type { TableName } from '../../../db/tables.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { Contest, MergeDone, ReturnInspection } from '../../../shared/exchange/views.ts'
import { checkBytes, keepFile } from '../attachmentStore.ts'
import { appendAssessments } from '../jobs/assessCases.ts'
import { fieldValue, withFields } from '../jobs/correct.ts'
import { invalidateValidLists } from '../jobs/invalidate.ts'
import { loadRound, requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { readFrames, readHeader } from './container.ts'
import { EXCLUSIVE_TABLES } from './elements.ts'
import { returnKey } from './keys.ts'
import { type MergePlan, planMerge } from './planMerge.ts'
import { type ReadReturn, readReturn } from './readReturn.ts'
import type { FieldNow } from './returning.ts'

/** What a 回收包 is and what merging it would do; nothing is written. Errors: as readReturn and planMerge. */
export function inspectReturn(ws: Workspace, path: string): MergePlan {
  return planMerge(ws, readReturn(ws.db, path))
}

/** The plan as the screen and the command line show it. */
export function inspectionOf(ws: Workspace, planId: string, plan: MergePlan): ReturnInspection {
  const { read, counts, cases, sameRules, nothingNew, remarks } = plan
  const { dispatch, manifest, file } = read
  const round = requireRound(ws, dispatch.roundId)
  return {
    planId,
    code: shortCode(file.sha256),
    person: manifest.person,
    roundName: `${round.year}年第${round.batch}批`,
    dispatchNumber: dispatch.number,
    dispatchedAt: dispatch.madeAt,
    openedAt: manifest.openedAt,
    madeAt: manifest.madeAt,
    appVersion: manifest.appVersion,
    sameRules,
    nothingNew,
    cases,
    counts,
    contested: contestsOf(plan),
    remarks,
  }
}

function contestsOf({ held }: MergePlan): Contest[] {
  return held.map(({ applicationId, applicationNo, applicant, causes }) => {
    return { applicationId, applicationNo, applicant, causes }
  })
}

/**
 * Adds what an inspected package brings, in one transaction; what contests something here is held for a ruling. A package
 * that brings nothing changes nothing. Errors: CONFLICT when the file is not the one that was inspected; what
 * inspecting refuses, since the database may have moved on; what the database itself holds against a record.
 */
export async function mergeReturn(ws: Workspace, actor: Actor, read: ReadReturn): Promise<MergeDone> {
  const { path, file, dispatch, manifest } = read
  if (readHeader(path).file.sha256 !== file.sha256) {
    throw new AppError('CONFLICT', '文件在核对之后有变动，没有合并；请重新选择文件核对')
  }
  const shown = planMerge(ws, read)
  if (shown.nothingNew) {
    const mergeId = mergesFrom(ws.db, manifest.workspace).at(-1)?.id ?? ''
    return { mergeId, added: 0, identical: shown.identical, contested: [] }
  }
  await keepFiles(ws, shown)
  return record(ws, actor, (tx) => {
    // Compared again inside the transaction: nothing may have changed since what is added was worked out.
    const plan = planMerge(ws, read)
    const round = requireRound(ws, dispatch.roundId)
    const code = shortCode(file.sha256)
    const name = `${round.year}-${round.batch}`
    const mergeId = tx.newId()
    const records: Partial<Record<TableName, string[]>> = {}
    for (const { table, row } of plan.added) {
      adopt(tx, table, row)
      const ids = records[table] ?? []
      ids.push(row.id)
      records[table] = ids
    }
    const before = plan.facts.map(({ stored, fields, changes }) => changeFacts(tx, stored, fields, changes))
    addMerge(tx, {
      id: mergeId,
      dispatchId: dispatch.id,
      workspace: manifest.workspace,
      publicKey: manifest.publicKey,
      sha256: file.sha256,
      personId: manifest.personId,
      personName: manifest.person,
      returnedAt: manifest.madeAt,
      chainEntries: manifest.chain.entries,
      chainHead: manifest.chain.head,
      added: { records, facts: before },
      held: plan.held.reduce((sum, one) => sum + one.records.length, 0),
    })
    for (const { applicationId, causes, records, facts } of plan.held) {
      const why = { causes, facts }
      for (const { table, row } of records) {
        holdRecord(tx, { mergeId, applicationId, workspace: manifest.workspace, table, row, why })
      }
    }
    settle(
      ws,
      tx,
      dispatch.roundId,
      plan.added.some(({ table }) => changesStanding(table)),
      `合并回收包（${manifest.person}）`,
    )
    const added = plan.added.length
    tx.log('合并回收包', name, { code, person: manifest.person, added, held: plan.held.length })
    return { mergeId, added, identical: plan.identical, contested: contestsOf(plan) }
  })
}

/** Whether a record changes what a list could stand on. */
function changesStanding(table: TableName): boolean {
  return table === 'matter_ruling' || EXCLUSIVE_TABLES.some((one) => one === table)
}

/** Ends the valid list that stood on something else, and assesses what comes out otherwise now. */
export function settle(ws: Workspace, tx: Tx, roundId: string, isChanged: boolean, reason: string): void {
  if (!isChanged) return
  invalidateValidLists(tx, roundId, reason)
  const state = loadRound(ws, roundId)
  appendAssessments(ws, tx, state, state.cases)
}

/** Sets fields to what they hold over there; answers what they held here. `changes`: how many corrections that were. */
export function changeFacts(
  tx: Tx,
  stored: StoredApplication,
  fields: readonly FieldNow[],
  changes: number,
): { applicationId: string; fields: FieldNow[] } {
  const before = fields.map(({ field }) => ({ field, value: fieldValue(stored.application, field) }))
  const application = withFields(stored.application, fields)
  replaceContent(tx, stored.id, application, { revision: stored.revision + changes, origin: null })
  return { applicationId: stored.id, fields: before }
}

/** Puts the new attachments beside the database, before any record names them; each is looked at as if chosen here. */
async function keepFiles(ws: Workspace, { read, added }: MergePlan): Promise<void> {
  const names = new Map(
    added.flatMap(({ table, row }) => (table === 'attachment' ? [[String(row.sha256), String(row.file_name)]] : [])),
  )
  if (names.size === 0) return
  for (const frame of readFrames(read.path, returnKey(read.dispatch.returnKey, read.head))) {
    const name = names.get(frame.name.slice('file:'.length))
    if (!frame.name.startsWith('file:') || name === undefined) continue
    keepFile(ws, await checkBytes(name, Buffer.from(frame.bytes)))
  }
}
