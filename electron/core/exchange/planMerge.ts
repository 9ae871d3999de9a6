import { applicationById, type StoredApplication } from '../../../db/applications.ts'
import { closingOf } from '../../../db/closings.ts'
import { hasRecord, type TravelRow, travelDigest, travelRows } from '../../../db/exchangeRows.ts'
import { approvers, type CaseRecord, listedCases, writtenSince } from '../../../db/exchangeState.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { heldOfRound, isHeld } from '../../../db/held.ts'
import { mergesFrom } from '../../../db/merges.ts'
import { decidedCases, recusedCases } from '../../../db/people.ts'
import { one } from '../../../db/query.ts'
import { roundById } from '../../../db/rounds.ts'
import { TABLE_NAMES } from '../../../db/tableNames.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Contest, ContestCause, KindCounts } from '../../../shared/exchange/views.ts'
import type { Workspace } from '../workspace.ts'
import { EXCLUSIVE_TABLES, type ExclusiveTable, RETURNED_TABLES, type ReturnedTable } from './elements.ts'
import { lastingRemark, remarksOn } from './mergeRemarks.ts'
import type { ReadReturn } from './readReturn.ts'
import { changedFields, type FieldNow } from './returning.ts'
import { rulesHash } from './rulesHash.ts'

/** A record and the case it is about; null for what is about none. */
interface Incoming {
  table: ReturnedTable
  row: TravelRow
  applicationId: string | null
}

export interface HeldCase extends Contest {
  records: { table: ExclusiveTable; row: TravelRow }[]
  facts: FieldNow[]
}

/** What a merge of a package would do to this database as it stands. */
export interface MergePlan {
  read: ReadReturn
  /** In the order they are added. */
  added: Incoming[]
  /** Fields whose new values come in, by case. */
  facts: { stored: StoredApplication; fields: FieldNow[]; changes: number }[]
  held: HeldCase[]
  identical: number
  counts: KindCounts
  cases: number
  sameRules: boolean
  nothingNew: boolean
  remarks: string[]
}

/**
 * Compares a package with the database, record by record. Errors: CONFLICT an older package than one merged, a merge that
 * was taken back, a round that is closed or gone; DAMAGED a record that is here with other contents.
 */
export function planMerge(ws: Workspace, read: ReadReturn): MergePlan {
  const { db } = ws
  const { dispatch, manifest } = read
  refuseRound(db, dispatch.roundId)
  refuseOlder(db, read)
  const seen = {
    added: new Map<string, number>(),
    identical: new Map<string, number>(),
    held: new Map<string, number>(),
  }
  const fresh: Incoming[] = []
  const cases = caseLookup(db, read)
  const sent = new Set(dispatch.cases)
  let identical = 0
  for (const table of RETURNED_TABLES) {
    for (const row of read.rows.get(table) ?? []) {
      if (isHere(db, table, row)) {
        identical += 1
        count(seen.identical, table)
      } else {
        const applicationId = cases(table, row)
        refuseStrangeCase(table, applicationId, sent)
        fresh.push({ table, row, applicationId })
      }
    }
  }
  refuseMissingFiles(read, fresh)
  const applications = applicationLookup(db)
  const held = heldCases(ws, read, fresh, applications)
  const heldIds = new Set(held.flatMap(({ records }) => records.map(({ row }) => row.id)))
  const added = fresh.filter(({ row }) => !heldIds.has(row.id))
  for (const { table } of added) count(seen.added, table)
  for (const { records } of held) for (const { table } of records) count(seen.held, table)
  const sameRules = rulesHash(ws, dispatch.roundId) === manifest.rulesHash
  const nothingNew = fresh.length === 0
  return {
    read,
    added,
    facts: incomingFacts(read, added, applications),
    held,
    identical,
    counts: RETURNED_TABLES.flatMap((table) => {
      const line = {
        kind: TABLE_NAMES[table],
        added: seen.added.get(table) ?? 0,
        identical: seen.identical.get(table) ?? 0,
        contested: seen.held.get(table) ?? 0,
      }
      return line.added + line.identical + line.contested === 0 ? [] : [line]
    }),
    cases: new Set(fresh.flatMap(({ applicationId }) => applicationId ?? [])).size,
    sameRules,
    nothingNew,
    remarks: [...lastingRemark(added), ...remarksOn(ws, read, { sameRules, nothingNew })],
  }
}

type ApplicationLookup = (id: string) => StoredApplication

/** Read one by one: most cases are only added to, and the whole round is long to read. */
function applicationLookup(db: ReadableDb): ApplicationLookup {
  const known = new Map<string, StoredApplication>()
  return (id) => {
    const stored = known.get(id) ?? applicationById(db, id)
    if (stored === null) throw new AppError('NOT_FOUND', '包里有一件申报本库已没有，没有合并；请核对批次是否已弃用')
    known.set(id, stored)
    return stored
  }
}

function count(counts: Map<string, number>, table: string): void {
  counts.set(table, (counts.get(table) ?? 0) + 1)
}

function refuseRound(db: ReadableDb, roundId: string): void {
  if (roundById(db, roundId) === null) throw new AppError('NOT_FOUND', '派发时的批次已弃用，没有合并')
  if (closingOf(db, roundId) !== null) throw new AppError('CONFLICT', '派发时的批次已由科长结束（不再定稿），没有合并')
}

/** The chain says which package is later; the clock does not. */
function refuseOlder(db: ReadableDb, { manifest, file }: ReadReturn): void {
  const before = mergesFrom(db, manifest.workspace)
  if (before.some(({ undone }) => undone !== null)) {
    throw new AppError('CONFLICT', '这个工作区交回的记录合并后已被撤销，不能再合并；请另行派发，或从合并前的备份恢复')
  }
  const newest = before.at(-1)
  if (newest === undefined || newest.sha256 === file.sha256) return
  const { chain } = manifest
  if (chain.entries < newest.chainEntries) {
    throw new AppError('CONFLICT', `${manifest.person}更新的回收包已经合并过，这一份是较早的，没有新内容，没有合并`)
  }
}

/** Here already, among the records or waiting for a ruling. Errors: DAMAGED when it says something else. */
function isHere(db: ReadableDb, table: ReturnedTable, row: TravelRow): boolean {
  // A text is known by its hash, whoever kept it first.
  if (table === 'article_text') return one(db, 'SELECT 1 FROM article_text WHERE hash = ?', String(row.hash)) !== null
  if (!hasRecord(db, table, row.id)) return isHeld(db, row.id) || isWithdrawnHere(db, table, row)
  const [here] = travelRows(db, table, 'id = ?', row.id)
  if (here !== undefined && travelDigest(table, here) === travelDigest(table, { ...emptied(here), ...row })) return true
  throw new AppError(
    'DAMAGED',
    `包里有一条${TABLE_NAMES[table]}与本库同一编号的记录内容不同，没有合并；请先对本库做“核验”`,
  )
}

/** The columns of the record here without values: one of an earlier format lacks some. */
function emptied(row: TravelRow): Record<string, null> {
  return Object.fromEntries(Object.keys(row).map((column) => [column, null]))
}

/** What was withdrawn here too needs no second withdrawal. */
function isWithdrawnHere(db: ReadableDb, table: ReturnedTable, row: TravelRow): boolean {
  if (table !== 'attachment_withdrawal') return false
  const sql = 'SELECT 1 FROM attachment_withdrawal WHERE attachment_id = ?'
  return one(db, sql, String(row.attachment_id)) !== null
}

/** Finds the case of a record that names it by another record, in the package or here. */
function caseLookup(db: ReadableDb, { rows }: ReadReturn): (table: ReturnedTable, row: TravelRow) => string | null {
  const inPackage = new Map<string, string>()
  for (const table of ['decision', 'supplement_request', 'attachment'] as const) {
    for (const row of rows.get(table) ?? []) inPackage.set(row.id, String(row.application_id))
  }
  const by = (table: string, id: string): string | null =>
    inPackage.get(id) ??
    one<{ id: string }>(db, `SELECT application_id AS id FROM ${table} WHERE id = ?`, id)?.id ??
    null
  return (table, row) => {
    switch (table) {
      case 'decision_withdrawal':
        return by('decision', String(row.decision_id))
      case 'supplement_close':
        return by('supplement_request', String(row.request_id))
      case 'attachment_withdrawal':
        return by('attachment', String(row.attachment_id))
      default:
        return typeof row.application_id === 'string' ? row.application_id : null
    }
  }
}

/** A withdrawal names a record, and the record its case: that too must be one that went out. */
function refuseStrangeCase(table: ReturnedTable, applicationId: string | null, sent: ReadonlySet<string>): void {
  const isOfNone = table === 'article_text' || table === 'event_filing_step'
  if (applicationId === null ? isOfNone : sent.has(applicationId)) return
  throw new AppError('DAMAGED', `包里有一条${TABLE_NAMES[table]}不是派发的申报，没有合并；请核对是谁交来的`)
}

function refuseMissingFiles({ files }: ReadReturn, fresh: readonly Incoming[]): void {
  const lost = fresh.find(({ table, row }) => table === 'attachment' && !files.has(String(row.sha256)))
  if (lost === undefined) return
  throw new AppError('DAMAGED', `包里缺少附件“${String(lost.row.file_name)}”的内容，没有合并；请对方重新生成`)
}

function isExclusive(table: ReturnedTable): table is ExclusiveTable {
  return EXCLUSIVE_TABLES.some((one) => one === table)
}

/** The cases whose work over there cannot simply be added to what was done here. */
function heldCases(
  ws: Workspace,
  read: ReadReturn,
  fresh: readonly Incoming[],
  applications: ApplicationLookup,
): HeldCase[] {
  const { dispatch, manifest } = read
  const byCase = Map.groupBy(
    fresh.filter((one) => isExclusive(one.table)),
    ({ applicationId }) => applicationId,
  )
  const here = writtenHere(ws.db, read)
  const facts = new Map(manifest.facts.map(({ applicationId, fields }) => [applicationId, fields]))
  const waiting = new Set(
    heldOfRound(ws.db, dispatch.roundId).flatMap(({ workspace, applicationId, isOpen }) => {
      return isOpen && workspace === manifest.workspace ? [applicationId] : []
    }),
  )
  const rules: Standing = {
    recused: recusedCases(ws.db, manifest.personId),
    decided: decidedCases(ws.db, manifest.personId, dispatch.roundId),
    approvers: approvers(ws.db, dispatch.roundId),
    listed: listedCases(ws.db, dispatch.roundId),
  }
  return [...byCase].flatMap(([applicationId, incoming]) => {
    if (applicationId === null) return []
    const records = incoming.map(({ table, row }) => ({ table: table as ExclusiveTable, row }))
    const fields = facts.get(applicationId) ?? []
    const touched = new Set(
      records.flatMap(({ table, row }) => (table === 'application_change' ? changedFields(row) : [])),
    )
    const own = fields.filter(({ field }) => touched.has(field))
    const causes = [
      ...clashes(records, here.get(applicationId) ?? [], own),
      ...barriers(records, applicationId, manifest, rules),
      ...(waiting.has(applicationId) ? [cause('decision', '同一工作区先前交回的记录还在等待裁定')] : []),
    ]
    if (causes.length === 0) return []
    const { applicationNo, applicant } = applications(applicationId).application
    return [{ applicationId, applicationNo, applicant, causes, records, facts: own }]
  })
}

/** What was written here about the cases since they went out, but for what this very package brings. */
function writtenHere(
  db: ReadableDb,
  { dispatch, rows }: ReadReturn,
): Map<string, (CaseRecord & { table: ExclusiveTable })[]> {
  const brought = new Set([...rows.values()].flatMap((some) => some.map(({ id }) => id)))
  const since = EXCLUSIVE_TABLES.flatMap((table) =>
    writtenSince(db, table, dispatch.heads[table] ?? 0, dispatch.cases)
      .filter(({ row }) => !brought.has(row.id))
      .map((record) => ({ ...record, table })),
  )
  return Map.groupBy(since, ({ applicationId }) => applicationId)
}

type Records = readonly { table: ExclusiveTable; row: TravelRow }[]

const DECIDING: readonly ExclusiveTable[] = ['decision', 'decision_withdrawal']
const MOVING: readonly ExclusiveTable[] = ['stage_move', 'supplement_request', 'supplement_close']

/** What both sides did since the case went out. */
function clashes(there: Records, here: Records, fields: readonly FieldNow[]): Contest['causes'] {
  const both = (tables: readonly ExclusiveTable[]): boolean => has(there, tables) && has(here, tables)
  const changedHere = new Set(
    here.flatMap(({ table, row }) => (table === 'application_change' ? changedFields(row) : [])),
  )
  // Also where both came to the same: whether a later package changes it again must not matter.
  const twice = fields.filter(({ field }) => changedHere.has(field))
  const scorers = new Set(here.flatMap(({ table, row }) => (table === 'expert_score' ? [row.expert_id] : [])))
  const scored = there.some(({ table, row }) => table === 'expert_score' && scorers.has(row.expert_id))
  const pairs = new Set(here.flatMap(({ table, row }) => (table === 'matter_ruling' ? [row.other_key] : [])))
  const ruled = there.some(({ table, row }) => table === 'matter_ruling' && pairs.has(row.other_key))
  return [
    ...(both(DECIDING) ? [cause('decision', '派发之后，本机对这件也拟定或撤回过意见')] : []),
    ...(twice.length > 0 ? [cause('fact', `同一项资料两边都更正过（${twice.length} 项）`)] : []),
    ...(both(MOVING) ? [cause('stage', '派发之后，这件在本机已流转到别的环节')] : []),
    ...(scored ? [cause('score', '派发之后，同一位专家对这件在本机也评过分')] : []),
    ...(ruled ? [cause('matter', '派发之后，同一对事项在本机也认定过')] : []),
  ]
}

interface Standing {
  recused: ReadonlySet<string>
  decided: ReadonlySet<string>
  approvers: ReadonlySet<string>
  listed: ReadonlySet<string>
}

/** What the rules of the house say against it. */
function barriers(
  there: Records,
  applicationId: string,
  { personId, person }: { personId: string; person: string },
  { recused, decided, approvers, listed }: Standing,
): Contest['causes'] {
  const decides = has(there, ['decision'])
  const approves = there.some(({ table, row }) => table === 'stage_move' && isApproval(row))
  const approved = approvers.has(`${applicationId}\n${personId}`) || approvers.has(`${applicationId}\n${person}`)
  const twice = (approves && (decides || decided.has(applicationId))) || (decides && approved)
  return [
    ...(recused.has(applicationId) ? [cause('recused', `${person}对这件已声明回避，其办理不能采用`)] : []),
    ...(twice ? [cause('four-eyes', `${person}既拟定又复核或审定这件，不能采用`)] : []),
    ...(listed.has(applicationId) ? [cause('listed', '这件已在有效的定稿名单里')] : []),
  ]
}

/** Re-check or approval, as the database's own four-eyes rule has it. */
export function isApproval({ from_stage: from, to_stage: to }: TravelRow): boolean {
  return (from === '复核' && to === '审定') || (from === '审定' && (to === '公示' || to === '不予支持'))
}

function has(records: Records, tables: readonly ExclusiveTable[]): boolean {
  return records.some(({ table }) => tables.includes(table))
}

function cause(cause: ContestCause, sentence: string): Contest['causes'][number] {
  return { cause, sentence }
}

function incomingFacts(
  { manifest }: ReadReturn,
  added: readonly Incoming[],
  applications: ApplicationLookup,
): MergePlan['facts'] {
  const changes = Map.groupBy(
    added.filter(({ table }) => table === 'application_change'),
    ({ applicationId }) => applicationId,
  )
  return manifest.facts.flatMap(({ applicationId, fields }) => {
    const own = changes.get(applicationId)
    if (own === undefined) return []
    const touched = new Set(own.flatMap(({ row }) => changedFields(row)))
    const stored = applications(applicationId)
    return [{ stored, fields: fields.filter(({ field }) => touched.has(field)), changes: own.length }]
  })
}
