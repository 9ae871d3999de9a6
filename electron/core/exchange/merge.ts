import { replaceContent, type StoredApplication } from '../../../db/applications.ts'
import { auditHead } from '../../../db/audit.ts'
import { adopt, hasRecord, headsOf } from '../../../db/exchangeRows.ts'
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
import { fileSumOf } from './fileFrames.ts'
import { returnKey } from './keys.ts'
import { type MergePlan, planMerge } from './planMerge.ts'
import { type ReadReturn, readReturn } from './readReturn.ts'
import type { FieldNow } from './returning.ts'
import { sharing } from './sharing.ts'

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
  await keepFiles(ws, read)
  const plan = planMerge(ws, read)
  if (plan.nothingNew) {
    const mergeId = mergesFrom(ws.db, manifest.workspace).at(-1)?.id ?? ''
    return { mergeId, added: 0, identical: plan.identical, contested: [] }
  }
  const head = auditHead(ws.db)
  return record(ws, actor, (tx) => {
    if (auditHead(tx.db) !== head) throw new AppError('LOCKED', '核对时另一个程序改动了案卷库，没有合并；请重试')
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
      added: { records, facts: before, heads: headsOf(tx.db, EXCLUSIVE_TABLES) },
      held: plan.held.reduce((sum, one) => sum + one.records.length, 0),
    })
    for (const { applicationId, causes, records, facts } of plan.held) {
      const why = { causes, facts }
      for (const { table, row } of records) {
        holdRecord(tx, { mergeId, applicationId, workspace: manifest.workspace, table, row, why })
      }
    }
    if (plan.added.some(({ table }) => changesStanding(table))) {
      invalidateValidLists(tx, dispatch.roundId, `合并回收包（${manifest.person}）`)
    }
    assessAgain(ws, tx, dispatch.roundId, concernedBy(ws, plan))
    const added = plan.added.length
    tx.log('合并回收包', name, { code, person: manifest.person, added, held: plan.held.length })
    return { mergeId, added, identical: plan.identical, contested: contestsOf(plan) }
  })
}

/**
 * The cases whose finding what comes in could change. What was found over there was found without the rounds before and the
 * cases that stayed here, also of cases nobody worked on, so whatever comes in is found anew.
 */
function concernedBy(ws: Workspace, { read, added, facts, sameRules }: MergePlan): Concerned {
  const isRegrouped = facts.some(({ fields }) =>
    fields.some(({ field }) => field === 'creditCode' || field === 'article'),
  )
  if (!sameRules || isRegrouped || added.some(({ table }) => table === 'matter_ruling')) return 'all'
  const casesOf = (has: (table: TableName) => boolean): string[] => {
    return added.flatMap(({ table, applicationId }) => (has(table) ? (applicationId ?? []) : []))
  }
  const found = casesOf((table) => table === 'assessment' || table === 'application_change')
  return sharing(ws.db, read.dispatch.roundId, [...casesOf(changesStanding), ...found], new Set(found))
}

/** Whether a record changes what a list could stand on. */
function changesStanding(table: TableName): boolean {
  return EXCLUSIVE_TABLES.some((one) => one === table)
}

/** Cases to be assessed again. */
type Concerned = 'all' | ReadonlySet<string>

/** Ends the valid list that stood on something else, and assesses the whole round again. */
export function settle(ws: Workspace, tx: Tx, roundId: string, reason: string): void {
  invalidateValidLists(tx, roundId, reason)
  assessAgain(ws, tx, roundId, 'all')
}

/** Keeps an assessment of each case that comes out otherwise now. */
function assessAgain(ws: Workspace, tx: Tx, roundId: string, concerned: Concerned): void {
  if (concerned !== 'all' && concerned.size === 0) return
  const state = loadRound(ws, roundId)
  const cases = concerned === 'all' ? state.cases : state.cases.filter(({ stored }) => concerned.has(stored.id))
  appendAssessments(ws, tx, { ...state, cases }, cases)
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
async function keepFiles(ws: Workspace, { path, head, dispatch, rows }: ReadReturn): Promise<void> {
  const names = new Map(
    (rows.get('attachment') ?? [])
      .filter(({ id }) => !hasRecord(ws.db, 'attachment', id))
      .map(({ sha256, file_name: name }) => [String(sha256), String(name)]),
  )
  if (names.size === 0) return
  for (const frame of readFrames(path, returnKey(dispatch.returnKey, head))) {
    const name = names.get(fileSumOf(frame) ?? '')
    if (name !== undefined) keepFile(ws, await checkBytes(name, Buffer.from(frame.bytes)))
  }
}
