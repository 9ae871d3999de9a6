import { createHash, createPublicKey, verify } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { accountById } from '../../../db/accounts.ts'
import { FORMAT_VERSION } from '../../../db/connection.ts'
import { NOTHING, rowDigest } from '../../../db/digest.ts'
import { type Dispatch, dispatchById } from '../../../db/dispatches.ts'
import type { TravelRow } from '../../../db/exchangeRows.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { mergesFrom } from '../../../db/merges.ts'
import type { SqlValue } from '../../../db/tables.ts'
import { AppError } from '../../../shared/errors.ts'
import { encodedFrame, type PackageFile, type PackageHeader, readFrames, readHeader } from './container.ts'
import { RETURNED_TABLES, type ReturnedTable } from './elements.ts'
import { readFile } from './fileFrames.ts'
import { returnKey } from './keys.ts'
import { type ReturnManifest, returnManifest } from './returning.ts'
import { readRows } from './rowFrames.ts'

/** A 回收包 read to its end and found to be what it says. The bytes of its attachments stay in the file. */
export interface ReadReturn {
  path: string
  file: PackageFile
  head: PackageHeader
  dispatch: Dispatch
  manifest: ReturnManifest
  rows: ReadonlyMap<ReturnedTable, readonly TravelRow[]>
  /** Hashes of the attachments inside, each checked. */
  files: ReadonlySet<string>
  /** False when the other computer's clock went back while the work was done. */
  steadyClock: boolean
}

const chainRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])))

/**
 * Reads a 回收包. Errors: BAD_INPUT no package; NOT_FOUND answers no 派发包 of this database; CONFLICT a 派发包, or a newer
 * program's; DAMAGED cut, changed, sealed with another key, or with records that are not this workspace's own.
 */
export function readReturn(db: ReadableDb, path: string): ReadReturn {
  const name = basename(path)
  const { head, file } = readHeader(path)
  if (head.kind !== 'return') {
    throw new AppError('CONFLICT', `“${name}”是派发包，不能合并；请选择对方交回的回收包`)
  }
  const dispatch = dispatchById(db, head.dispatchId)
  if (dispatch === null) {
    throw new AppError('NOT_FOUND', `“${name}”不是对本库派发包的回复，没有合并；请核对是哪一台电脑、哪个案卷库派发的`)
  }
  const rows = new Map<ReturnedTable, TravelRow[]>()
  const files = new Set<string>()
  const chain: Record<string, SqlValue>[] = []
  const sum = createHash('sha256')
  let manifest: ReturnManifest | null = null
  let signature: Uint8Array | null = null
  try {
    for (const frame of readFrames(path, returnKey(dispatch.returnKey, head))) {
      if (signature !== null) throw new Error('something follows the signature')
      if (frame.name === 'signature') {
        signature = frame.bytes
        continue
      }
      sum.update(encodedFrame(frame))
      const attached = readFile(frame)
      if (frame.name === 'manifest') manifest = readManifest(frame.bytes, name)
      else if (frame.name === 'chain') for (const row of chainRows.parse(parsed(frame.bytes))) chain.push(row)
      else if (attached !== null) files.add(attached.sha256)
      else addRows(rows, frame)
    }
    if (manifest === null || signature === null) throw new Error('a part is missing')
    refuseForged(manifest, sum.digest(), signature)
    refuseStrangeRows(manifest, dispatch, rows)
    refuseOthersScores(db, manifest, rows)
    refuseBeyondRole(db, manifest, rows)
    const steadyClock = refuseBrokenChain(manifest, chain)
    refuseOtherKey(db, manifest, name)
    return { path, file, head, dispatch, manifest, rows, files, steadyClock }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('DAMAGED', `“${name}”的内容不合格式或被改动过，没有合并；请对方重新生成`, { cause })
  }
}

function readManifest(bytes: Uint8Array, name: string): ReturnManifest {
  const stated = parsed(bytes)
  const format = z.object({ format: z.number() }).safeParse(stated)
  if (format.success && format.data.format > FORMAT_VERSION) {
    throw new AppError('CONFLICT', `“${name}”由更新版本的程序写成，没有合并；请先升级本程序`)
  }
  return returnManifest.parse(stated)
}

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString('utf8'))
}

function addRows(rows: Map<ReturnedTable, TravelRow[]>, frame: { name: string; bytes: Uint8Array }): void {
  const read = readRows(frame)
  const table = RETURNED_TABLES.find((one) => one === read?.table)
  if (read === null || table === undefined) throw new Error(`unexpected: ${frame.name}`)
  const known = rows.get(table) ?? []
  for (const row of read.rows) known.push(row)
  rows.set(table, known)
}

function refuseForged({ publicKey }: ReturnManifest, digest: Buffer, signature: Uint8Array): void {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
  if (key.asymmetricKeyType !== 'ed25519' || !verify(null, digest, key, signature)) throw new Error('not signed')
}

/** Columns that name who did it, by table; the names beside them. */
const DOERS: Partial<Record<ReturnedTable, { id: string; name?: string }>> = {
  attachment: { id: 'added_by', name: 'adder_name' },
  attachment_withdrawal: { id: 'withdrawn_by' },
  page_pin: { id: 'pinned_by' },
  matter_ruling: { id: 'ruled_by', name: 'ruler_name' },
  event_filing_step: { id: 'done_by', name: 'doer_name' },
  application_change: { id: 'changed_by' },
  decision: { id: 'decided_by', name: 'decider_name' },
  decision_withdrawal: { id: 'withdrawn_by' },
  stage_move: { id: 'moved_by', name: 'mover_name' },
  supplement_request: { id: 'requested_by', name: 'requester_name' },
  supplement_close: { id: 'closed_by', name: 'closer_name' },
  expert_score: { id: 'entered_by' },
  recusal: { id: 'declared_by' },
}

/** Only this person's own work, on the cases that went out, made in this workspace. */
function refuseStrangeRows(
  { workspace, personId, person }: ReturnManifest,
  { people, cases }: Dispatch,
  rows: ReadReturn['rows'],
): void {
  if (!people.some(({ id, name }) => id === personId && name === person)) throw new Error('a person not named')
  const sent = new Set(cases)
  for (const [table, some] of rows) {
    const doer = DOERS[table]
    for (const row of some) {
      if (row.installation !== workspace) throw new Error(`a record of another installation in ${table}`)
      if (doer !== undefined && row[doer.id] !== personId) throw new Error(`somebody else's record in ${table}`)
      if (doer?.name !== undefined && row[doer.name] !== person) throw new Error(`a strange name in ${table}`)
      const { application_id: id } = row
      if (typeof id === 'string' && !sent.has(id)) throw new Error(`a case that never went out in ${table}`)
    }
  }
}

/** 打分表 of experts without an account may be typed in by whoever has the case; who has an account scores alone. */
function refuseOthersScores(db: ReadableDb, { personId }: ReturnManifest, rows: ReadReturn['rows']): void {
  for (const { expert_id: id } of rows.get('expert_score') ?? []) {
    if (id !== personId && accountById(db, String(id)) !== null) throw new Error("another expert's score")
  }
}

/** What an expert from outside can have made: 评分, 回避, and what the machine found by them. */
const OF_EXPERTS: readonly ReturnedTable[] = ['article_text', 'assessment', 'expert_score', 'recusal']

/** An expert's program offers nothing else, and neither does an honest package. */
function refuseBeyondRole(db: ReadableDb, { personId }: ReturnManifest, rows: ReadReturn['rows']): void {
  const roles = accountById(db, personId)?.roles ?? []
  if (roles.length === 0 || roles.some((role) => role !== 'expert')) return
  const beyond = [...rows].find(([table, some]) => some.length > 0 && !OF_EXPERTS.includes(table))
  if (beyond !== undefined) throw new Error(`an expert's ${beyond[0]}`)
}

/** One act takes its time at its beginning and a second one may be entered before it, so a moment back is no wrong clock. */
const STEP_SLACK_MS = 60_000

/** True when the moments of the chain do not go back. The order of the records rests on the chain alone. */
function refuseBrokenChain({ chain, workspace }: ReturnManifest, rows: readonly Record<string, SqlValue>[]): boolean {
  let head: SqlValue = NOTHING
  let at = ''
  let isSteady = true
  for (const [place, row] of rows.entries()) {
    const columns = Object.keys(row)
      .filter((column) => column !== 'hash')
      .sort()
    const digest = rowDigest(
      'audit_log',
      columns,
      columns.map((column) => row[column]),
    )
    if (row.seq !== place + 1 || row.prev_hash !== head || row.hash !== digest || row.installation !== workspace) {
      throw new Error('the chain is broken')
    }
    head = digest
    isSteady &&= place === 0 || Date.parse(at) - Date.parse(String(row.at)) <= STEP_SLACK_MS
    at = String(row.at)
  }
  if (rows.length !== chain.entries || head !== chain.head) throw new Error('the chain has another end')
  return isSteady
}

/** Whose records came in once, signs with the same key ever after. */
function refuseOtherKey(db: ReadableDb, { workspace, publicKey, personId }: ReturnManifest, name: string): void {
  const before = mergesFrom(db, workspace)[0]
  if (before === undefined || (before.publicKey === publicKey && before.personId === personId)) return
  throw new AppError('DAMAGED', `“${name}”的签名与同一工作区先前交回的不同，没有合并；请当面核对是谁交来的`)
}
