import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'
import { applicationById } from '../../../db/applications.ts'
import { auditOf } from '../../../db/audit.ts'
import { FORMAT_VERSION } from '../../../db/connection.ts'
import { draftCount } from '../../../db/drafts.ts'
import { type TravelRow, travelRows, wholeChain } from '../../../db/exchangeRows.ts'
import { all, one } from '../../../db/query.ts'
import { TABLE_NAMES } from '../../../db/tableNames.ts'
import type { TableName } from '../../../db/tables.ts'
import { installationOf } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { ReturnMade, WorkspaceTask } from '../../../shared/exchange/views.ts'
import { fieldValue } from '../jobs/correct.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { encodedFrame, type Frame, PACKAGE_VERSION, writePackage } from './container.ts'
import { attachmentFrame, type CaseFile } from './dispatch.ts'
import { EXCLUSIVE_TABLES, RETURNED_TABLES } from './elements.ts'
import { returnKey } from './keys.ts'
import { rowFrames } from './rowFrames.ts'
import { requireOrigin, type WorkspaceNote, type WorkspaceOrigin, workspaceLine } from './workspaces.ts'

const fieldNow = z.strictObject({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) })
export type FieldNow = z.infer<typeof fieldNow>

/** What a 回收包 says of itself inside. */
export const returnManifest = z.strictObject({
  kind: z.literal('return'),
  dispatchId: z.uuid(),
  workspace: z.uuid(),
  publicKey: z.base64(),
  personId: z.uuid(),
  person: z.string(),
  openedAt: z.string(),
  madeAt: z.string(),
  appVersion: z.string(),
  rulesHash: z.string(),
  format: z.number().int().positive(),
  chain: z.strictObject({ entries: z.number().int().positive(), head: z.string().length(64) }),
  /** What each corrected field of a case holds now: the records of a correction keep words only. */
  facts: z.array(z.strictObject({ applicationId: z.uuid(), fields: z.array(fieldNow) })),
})
export type ReturnManifest = z.infer<typeof returnManifest>

const RETURN_LOG = '生成回收包'

/**
 * Writes a 回收包 with every record made in this workspace since it was opened, signed by it; a later one holds those of
 * an earlier one too, so a lost one loses nothing. Errors: CONFLICT no workspace, or nothing was done yet; DAMAGED an
 * attachment that is not as it came; STORAGE.
 */
export function makeReturn(ws: Workspace, actor: Actor, out: { path: string; appVersion: string }): ReturnMade {
  const origin = requireOrigin(ws.db)
  return record(ws, actor, (tx) => {
    const installation = installationOf(tx.db)
    const rows = RETURNED_TABLES.map((table) => {
      return { table, rows: travelRows(tx.db, table, 'installation = ?', installation) }
    })
    const records = rows.reduce((sum, one) => sum + one.rows.length, 0)
    if (records === 0) throw new AppError('CONFLICT', '这个工作区还没有办理过任何一件，没有生成回收包')
    const chain = wholeChain(tx.db)
    const manifest: ReturnManifest = {
      kind: 'return',
      dispatchId: origin.dispatchId,
      workspace: installation,
      publicKey: origin.publicKey,
      personId: origin.personId,
      person: actor.name,
      openedAt: origin.openedAt,
      madeAt: tx.now,
      appVersion: out.appVersion,
      rulesHash: origin.rulesHash,
      format: FORMAT_VERSION,
      chain: { entries: chain.length, head: String(chain.at(-1)?.hash) },
      facts: factsNow(ws, rows.find(({ table }) => table === 'application_change')?.rows ?? []),
    }
    const files = ownFiles(ws, installation)
    const head = {
      version: PACKAGE_VERSION,
      kind: 'return',
      dispatchId: origin.dispatchId,
      salt: randomBytes(16).toString('base64'),
      argon2id: null,
      madeAt: tx.now,
      appVersion: out.appVersion,
    } as const
    const frames = signed(returnFrames(ws, { manifest, rows, chain, files }), origin)
    const { sha256, bytes } = writePackage(out.path, head, returnKey(origin.returnKey, head), frames)
    const cases = casesOf(rows)
    const code = shortCode(sha256)
    tx.log(RETURN_LOG, origin.roundName, { dispatchNumber: origin.number, code, records, cases })
    const counts = rows.flatMap((one) => {
      return one.rows.length === 0 ? [] : [{ kind: TABLE_NAMES[one.table], records: one.rows.length }]
    })
    const drafts = draftCount(tx.db, origin.personId)
    return { code, records, cases, attachments: files.length, bytes, drafts, counts }
  })
}

/** Records that show a case was worked on, and when. */
const WORK = [
  ['decision', 'decided_at'],
  ['expert_score', 'entered_at'],
  ['application_change', 'changed_at'],
  ['stage_move', 'moved_at'],
  ['attachment', 'added_at'],
  ['recusal', 'declared_at'],
] as const

/** What is to be done here, and how far it is. */
export function workspaceTask(ws: Workspace, note: WorkspaceNote): WorkspaceTask {
  const { roundId, roundName, personId } = requireOrigin(ws.db)
  const installation = installationOf(ws.db)
  const last = auditOf(ws.db, RETURN_LOG, roundName)[0]?.at ?? null
  const cases = one<{ count: number }>(ws.db, 'SELECT count(*) AS count FROM application WHERE round_id = ?', roundId)
  const worked = WORK.map(([table, at]) => `SELECT application_id FROM ${table} WHERE installation = ? AND ${at} > ?`)
  const values = WORK.flatMap(() => [installation, last ?? ''])
  const count = `SELECT count(*) AS count FROM (${worked.join(' UNION ')})`
  return {
    workspace: workspaceLine(note),
    roundId,
    cases: cases?.count ?? 0,
    worked: one<{ count: number }>(ws.db, count, ...values)?.count ?? 0,
    returnedAt: last,
    drafts: draftCount(ws.db, personId),
  }
}

interface Content {
  manifest: ReturnManifest
  rows: { table: TableName; rows: TravelRow[] }[]
  chain: Record<string, string | number | null>[]
  files: CaseFile[]
}

const CHAIN_ROWS = 1000

function* returnFrames(ws: Workspace, { manifest, rows, chain, files }: Content): Generator<Frame> {
  yield { name: 'manifest', bytes: Buffer.from(JSON.stringify(manifest)) }
  for (const { table, rows: some } of rows) yield* rowFrames(table, some)
  for (let at = 0; at < chain.length; at += CHAIN_ROWS) {
    yield { name: 'chain', bytes: Buffer.from(JSON.stringify(chain.slice(at, at + CHAIN_ROWS))) }
  }
  for (const file of files) yield attachmentFrame(ws, file)
}

/** The frames and, last, the workspace's signature over all of them. */
export function* signed(
  frames: Iterable<Frame>,
  { privateKey }: Pick<WorkspaceOrigin, 'privateKey'>,
): Generator<Frame> {
  const sum = createHash('sha256')
  for (const frame of frames) {
    sum.update(encodedFrame(frame))
    yield frame
  }
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' })
  yield { name: 'signature', bytes: sign(null, sum.digest(), key) }
}

function factsNow(ws: Workspace, changes: readonly TravelRow[]): ReturnManifest['facts'] {
  const byCase = Map.groupBy(changes, ({ application_id }) => String(application_id))
  return [...byCase].flatMap(([applicationId, own]) => {
    const stored = applicationById(ws.db, applicationId)
    if (stored === null) return []
    const fields = new Set(own.flatMap((change) => changedFields(change)).filter(isCorrected))
    const now = [...fields].map((field) => ({ field, value: fieldValue(stored.application, field) }))
    return [{ applicationId, fields: now }]
  })
}

/** The rest is the workbook's: what is read again from one is not brought home. */
function isCorrected(field: string): boolean {
  return field !== 'applicant' && field !== 'articleText'
}

/** The fields a correction touched. */
export function changedFields({ changes_json }: TravelRow): string[] {
  return (JSON.parse(String(changes_json)) as { field: string }[]).map(({ field }) => field)
}

function ownFiles(ws: Workspace, installation: string): CaseFile[] {
  return all<CaseFile>(
    ws.db,
    `SELECT sha256, min(file_name) AS fileName, max(bytes) AS bytes FROM attachment WHERE installation = ?
     GROUP BY sha256 ORDER BY sha256`,
    installation,
  )
}

function casesOf(rows: Content['rows']): number {
  const worked = rows.filter(({ table }) => EXCLUSIVE_TABLES.some((one) => one === table) || table === 'attachment')
  return new Set(worked.flatMap((one) => one.rows.flatMap(({ application_id }) => application_id ?? []))).size
}
