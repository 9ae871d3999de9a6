import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ownStore, placeBytes } from '../../../db/attachmentFiles.ts'
import { FORMAT_VERSION } from '../../../db/connection.ts'
import { adopt, type TravelRow } from '../../../db/exchangeRows.ts'
import { createIdSource } from '../../../db/ids.ts'
import { closeDatabase } from '../../../db/open.ts'
import { speaking, storageError } from '../../../db/refusals.ts'
import { saveSetting } from '../../../db/settings.ts'
import type { TableName } from '../../../db/tables.ts'
import { write } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { shortCode } from '../../../shared/exchange/code.ts'
import type { WorkspaceOpened } from '../../../shared/exchange/views.ts'
import { Keyring } from '../keyring.ts'
import { passwordFits, WRONG_PASSWORD } from '../passwords.ts'
import { createCaseDatabase } from '../workspace.ts'
import { readFrames, readHeader } from './container.ts'
import { type DispatchManifest, dispatchManifest } from './dispatch.ts'
import { nameOnly } from './excerpt.ts'
import { readFile } from './fileFrames.ts'
import { dispatchKey } from './keys.ts'
import { OpeningTries } from './openingTries.ts'
import { readRows } from './rowFrames.ts'
import {
  listWorkspaces,
  notePath,
  ORIGIN,
  WORKSPACE_DB,
  type WorkspaceNote,
  type WorkspaceOrigin,
  workspaceLine,
} from './workspaces.ts'

export interface OpenRequest {
  path: string
  passphrase: string
  name: string
  password: string
}

interface Contents {
  manifest: DispatchManifest
  rows: { table: TableName; rows: TravelRow[] }[]
  sha256: string
}

/**
 * Makes a workspace from a 派发包 in a folder of workspaces, whole or not at all, for one of the people named in it.
 * Nothing else on the computer is touched, but wrong tries are counted. Errors: what reading the file refuses;
 * NOT_SIGNED_IN wrong name or password; LOCKED after five wrong passphrases or passwords;
 * CONFLICT a 回收包, a newer program's file, or one this person has opened here before.
 */
export async function openDispatch(
  folder: string,
  { path, passphrase, name, password }: OpenRequest,
  clock: () => number,
): Promise<WorkspaceOpened> {
  const { head, file } = readHeader(path)
  if (head.kind !== 'dispatch') {
    throw new AppError('CONFLICT', `“${basename(path)}”是回收包，请在派发的电脑上用“合并”处理；这里要选派发包`)
  }
  const tries = new OpeningTries(folder, head.salt, () => new Date(clock()).toISOString())
  tries.refuseLocked()
  const key = await dispatchKey(passphrase, head)
  tries.refuseLocked()
  const workspaceId = randomUUID()
  const draft = join(folder, `.${workspaceId}.part`)
  const dbKey = randomBytes(32)
  try {
    mkdirSync(draft, { recursive: true })
    const dbPath = join(draft, WORKSPACE_DB)
    const contents = readDispatch(path, key, (sha256, bytes) => placeBytes(ownStore(dbPath), sha256, bytes, dbKey))
    const { manifest } = contents
    if (manifest.dispatchId !== head.dispatchId) throw unreadable(path)
    // Also where the answer is no: locked, right and wrong must not be told apart.
    const person = await provedPerson(contents, name, password).finally(() => tries.refuseLocked())
    tries.succeeded()
    refuseAgain(folder, manifest, person.name)
    const recoveryCode = await new Keyring(dbPath, () => new Date(clock()).toISOString()).create(dbKey, name, password)
    const openedAt = new Date(clock()).toISOString()
    const origin = originFor(manifest, { workspaceId, personId: person.id, openedAt })
    fill(dbPath, { contents: { ...contents, sha256: file.sha256 }, person, origin, key: dbKey, clock })
    const note = noteFor(manifest, origin, person.name)
    writeFileSync(notePath(draft), `${JSON.stringify(note, null, 2)}\n`, { flag: 'wx', flush: true })
    renameSync(draft, join(folder, workspaceId))
    return { workspace: workspaceLine(note), cases: manifest.cases, recoveryCode }
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (isWrongSecret(error)) speaking(() => tries.failed())
    throw storageError(error)
  } finally {
    dbKey.fill(0)
  }
}

/** A wrong passphrase and a damaged file cannot be told apart. */
function isWrongSecret(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'DAMAGED' || error.code === 'NOT_SIGNED_IN')
}

/** Reads to the end before anything counts: only then is the file proved whole. */
function readDispatch(path: string, key: Uint8Array, keep: (sha256: string, bytes: Buffer) => void): Contents {
  let manifest: DispatchManifest | null = null
  const rows: Contents['rows'] = []
  for (const frame of readFrames(path, key)) {
    try {
      const attached = readFile(frame)
      if (frame.name === 'manifest') manifest = readManifest(frame.bytes, path)
      else if (attached !== null) keep(attached.sha256, attached.bytes)
      else rows.push(readRows(frame) ?? { table: 'meta', rows: [] })
    } catch (error) {
      throw error instanceof AppError ? error : unreadable(path, error)
    }
  }
  if (manifest === null) throw unreadable(path)
  return { manifest, rows, sha256: '' }
}

function readManifest(bytes: Uint8Array, path: string): DispatchManifest {
  const manifest = dispatchManifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (manifest.format > FORMAT_VERSION) {
    throw new AppError('CONFLICT', `“${basename(path)}”由更新版本的程序写成，没有改动任何数据；请先升级本程序`)
  }
  return manifest
}

async function provedPerson(
  { manifest, rows }: Contents,
  name: string,
  password: string,
): Promise<{ id: string; name: string }> {
  const person = manifest.people.find((one) => one.name === name)
  if (person === undefined) {
    const names = manifest.people.map((one) => one.name).join('、')
    throw new AppError('FORBIDDEN', `这个派发包不是给“${name}”的，没有打开；可以打开它的是：${names}`)
  }
  const account = rows
    .flatMap((one) => (one.table === 'account' ? one.rows : []))
    .find(({ id, active }) => id === person.id && active === 1)
  const fits = account !== undefined && (await passwordFits(String(account.password_hash), password))
  if (!fits) throw new AppError('NOT_SIGNED_IN', `${WRONG_PASSWORD}（用派发那台电脑上的密码）`)
  return person
}

function refuseAgain(folder: string, { dispatchId }: DispatchManifest, person: string): void {
  const there = listWorkspaces(folder).find((one) => one.dispatchId === dispatchId && one.person === person)
  if (there === undefined) return
  throw new AppError('CONFLICT', `“${person}”在这台电脑上已打开过这个派发包，请直接进入原来的工作区继续办理`)
}

function originFor(
  manifest: DispatchManifest,
  own: Pick<WorkspaceOrigin, 'workspaceId' | 'personId' | 'openedAt'>,
): WorkspaceOrigin {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    ...own,
    dispatchId: manifest.dispatchId,
    number: manifest.number,
    roundId: manifest.roundId,
    roundName: manifest.roundName,
    dueOn: manifest.dueOn,
    rulesHash: manifest.rulesHash,
    apart: manifest.apart,
    dispatchedAt: manifest.madeAt,
    returnKey: manifest.returnKey,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

function fill(
  dbPath: string,
  from: {
    contents: Contents
    person: { id: string; name: string }
    origin: WorkspaceOrigin
    key: Uint8Array
    clock: () => number
  },
): void {
  const { contents, person, origin, key, clock } = from
  const db = createCaseDatabase(dbPath, person, { cliOperated: false, key, clock })
  try {
    write(db, { actor: person, now: origin.openedAt, newId: createIdSource(clock) }, (tx) => {
      for (const { table, rows } of contents.rows) {
        for (const row of rows) adopt(tx, table, table === 'account' && row.id !== person.id ? nameOnly(row) : row)
      }
      saveSetting(tx, ORIGIN, origin)
      const code = shortCode(contents.sha256)
      tx.log('打开派发包', origin.roundName, { dispatchNumber: origin.number, code, cases: contents.manifest.cases })
    })
  } finally {
    closeDatabase(db)
  }
}

function noteFor(
  manifest: DispatchManifest,
  { workspaceId, openedAt }: WorkspaceOrigin,
  person: string,
): WorkspaceNote {
  return {
    format: 1,
    workspaceId,
    dispatchId: manifest.dispatchId,
    roundName: manifest.roundName,
    dispatchNumber: manifest.number,
    person,
    dueOn: manifest.dueOn,
    openedAt,
  }
}

function unreadable(path: string, cause?: unknown): AppError {
  return new AppError('DAMAGED', `“${basename(path)}”的内容不合格式，没有改动任何数据；请对方重新生成`, { cause })
}
