import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { copyVerified } from './backup.ts'
import { APPLICATION_ID, type Connecting, connect, type DbKey, keyOf, settle } from './connection.ts'
import { markOpen, writeSum } from './fileSum.ts'
import { fileSize, isAtRest, makeFile } from './files.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { isEncrypted, keyFileOf, looksLike, MissingKey } from './keyFile.ts'
import { fileVersion, type Migration, migrate, refuseNewer, targetVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { speaking } from './refusals.ts'
import { schemaDifference } from './schema.ts'
import { type WriteContext, write } from './write.ts'

export type { ReadableDb, WritableDb } from './handle.ts'

export interface OpenOptions {
  readonly?: boolean
  /** How long to wait for another program; 5 seconds when left out. */
  busyTimeoutMs?: number
  /** Of an encrypted file. */
  key?: DbKey
  /** The moment that names a backup made before an upgrade. */
  now?: () => string
  /** Steps to the format; the program's own when left out. */
  migrations?: readonly Migration[]
}

export interface CreateOptions {
  /** A file made by `init`: no accounts, the command line is its operator. */
  cliOperated?: boolean
  /** Encrypts the file; not encrypted when left out. */
  key?: DbKey
  migrations?: readonly Migration[]
}

/**
 * Makes a new, empty case database and writes its first audit entry. Errors: CONFLICT when the file exists; STORAGE when it cannot be written.
 */
export function createDatabase(
  path: string,
  ctx: WriteContext,
  { cliOperated = false, key = null, migrations = MIGRATIONS }: CreateOptions = {},
): WritableDb {
  return speaking(() => {
    makeFile(path, (draft) => build(draft, ctx, { cliOperated, key, migrations }))
    return openDatabase(path, { key, migrations })
  })
}

function build(draft: string, ctx: WriteContext, { cliOperated, key, migrations }: Required<CreateOptions>): void {
  closeSync(openSync(draft, 'wx'))
  const db = connect(draft, { readonly: false, key })
  try {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, migrations, () => {})
    settle(db)
    write(db as WritableDb, { ...ctx, installation: ctx.newId() }, (tx) => {
      tx.insert('meta', { key: 'installation', value: tx.installation })
      tx.insert('meta', { key: 'created_at', value: ctx.now })
      tx.insert('meta', { key: 'cli_operated', value: cliOperated ? '1' : '0' })
      tx.log('建立数据库', '', { cliOperated })
    })
  } finally {
    db.close()
  }
}

/**
 * Opens a case database; an older one is backed up beside itself (`<file>.backup-v<N>-<time>`) and brought up to date.
 * Errors: NOT_FOUND missing · DAMAGED no database, damaged · CONFLICT foreign or newer (untouched) · STORAGE not
 * writable · LOCKED held by another program.
 */
export function openDatabase(path: string, options: OpenOptions & { readonly: true }): ReadableDb
export function openDatabase(path: string, options?: OpenOptions & { readonly?: false }): WritableDb
export function openDatabase(path: string, options: OpenOptions = {}): ReadableDb | WritableDb {
  return speaking(() => {
    const list = options.migrations ?? MIGRATIONS
    const version = inspect(path, options, targetVersion(list))
    if (options.readonly === true && version < targetVersion(list)) {
      throw new AppError('CONFLICT', '数据库由旧版本的程序写成，只读方式不能升级它；请先以可写方式打开一次')
    }
    const db = connect(path, connection(options, options.readonly ?? false))
    try {
      settle(db)
      if (version < targetVersion(list)) markOpen(db)
      migrate(db, list, (from) => backupBefore(db, path, list.slice(0, from), options.now))
      refuseStrangeSchema(db, list)
      return db as WritableDb
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Looks at the file without touching it and answers its version. */
function inspect(path: string, options: OpenOptions, target: number): number {
  const name = basename(path)
  const file = statSync(path, { throwIfNoEntry: false })
  if (file === undefined) throw new AppError('NOT_FOUND', `找不到数据库文件“${path}”，请检查位置或先新建`)
  if (!file.isFile()) throw new AppError('NOT_FOUND', `“${name}”不是文件，请选择数据库文件`)
  if (file.size === 0) throw new AppError('DAMAGED', `“${name}”是空文件，不是数据库；请重新选择或从备份恢复`)
  // Before anything connects: what cannot be written cannot be cleared of what a connection leaves beside it either.
  if (options.readonly !== true) refuseUnwritable(path)
  const sealed = options.key !== undefined && options.key !== null
  if (!sealed && isEncrypted(path)) {
    throw new AppError('NOT_SIGNED_IN', `“${name}”已加密，请指明姓名并输入密码（命令行用 --user 姓名）`)
  }
  const header = isAtRest(path) && !sealed ? headerOf(path) : connectedHeader(path, options)
  if (header === null && looksLike(path) === 'encrypted') throw new MissingKey(path)
  if (header === null || header.applicationId !== APPLICATION_ID) {
    throw new AppError('CONFLICT', `“${name}”不是本软件的数据库，没有改动它；请重新选择`)
  }
  refuseNewer(header.version, target)
  if (header.bytes !== null && header.bytes !== file.size) {
    throw new AppError('DAMAGED', `“${name}”不完整（应有 ${header.bytes} 字节，实有 ${file.size}），请从最近的备份恢复`)
  }
  return header.version
}

interface Header {
  applicationId: number
  version: number
  /** Size the header states; null when a log beside the file has the last word, or it is encrypted. */
  bytes: number | null
}

/** The header of a file at rest, or null when it is not a database. Connecting would already leave files beside it. */
function headerOf(path: string): Header | null {
  const bytes = Buffer.alloc(100)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, bytes, 0, 100, 0)
  } finally {
    closeSync(handle)
  }
  if (bytes.toString('latin1', 0, 16) !== 'SQLite format 3\0') return null
  const pageSize = bytes.readUInt16BE(16) === 1 ? 65536 : bytes.readUInt16BE(16)
  return {
    version: bytes.readUInt32BE(60),
    applicationId: bytes.readUInt32BE(68),
    bytes: bytes.readUInt32BE(28) * pageSize,
  }
}

function connectedHeader(path: string, options: OpenOptions): Header {
  const wasAtRest = isAtRest(path)
  const db = connect(path, connection(options, true))
  try {
    const applicationId = Number(db.pragma('application_id', { simple: true }))
    return { version: fileVersion(db), applicationId, bytes: null }
  } finally {
    db.close()
    if (wasAtRest) dropEmptyLog(path, options.key ?? null)
  }
}

function connection({ busyTimeoutMs, key = null }: OpenOptions, readonly: boolean): Connecting {
  return busyTimeoutMs === undefined ? { readonly, key } : { readonly, key, busyTimeoutMs }
}

/** SQLite quietly opens a write-protected file for reading only and would fail at the first write. */
function refuseUnwritable(path: string): void {
  accessSync(path, constants.R_OK | constants.W_OK)
  accessSync(dirname(path), constants.W_OK)
}

function backupBefore(db: Database.Database, path: string, steps: readonly Migration[], now?: () => string): void {
  const madeAt = now?.() ?? new Date().toISOString()
  const time = madeAt.replace(/[-:]/g, '').replace(/\..*$/, 'Z')
  // Which version of the program wrote it is not known here; the format says it.
  const making = { why: '升级数据格式之前', madeAt, appVersion: '' }
  copyVerified(db, freeName(`${path}.backup-v${steps.length}-${time}`), { making, migrations: steps })
}

/** The name, or with a number after it: an upgrade cut off a moment ago left its backup and must not stop the next try. */
function freeName(name: string): string {
  const isTaken = (one: string): boolean => existsSync(one) || existsSync(keyFileOf(one))
  for (let no = 1; ; no += 1) {
    const tried = no === 1 ? name : `${name}-${no}`
    if (!isTaken(tried)) return tried
  }
}

function refuseStrangeSchema(db: Database.Database, list: readonly Migration[]): void {
  const difference = schemaDifference(db, list)
  if (difference !== null) {
    throw new AppError('DAMAGED', `数据库结构与程序不符（${difference}），请停止使用并从最近的备份恢复`)
  }
}

/** Closes a connection. A writing one merges the log into the file and gives the file its sum. Never throws. */
export function closeDatabase(db: ReadableDb | WritableDb): void {
  if (!db.open) return
  const path = db.name
  const { readonly } = db
  const key = keyOf(db)
  if (!readonly) sumIfPossible(db)
  db.close()
  if (readonly) dropEmptyLog(path, key)
}

/** A damaged file gets no sum, and one another program is writing gets it from that program. */
function sumIfPossible(db: ReadableDb): void {
  try {
    db.pragma('busy_timeout = 0')
    writeSum(db)
  } catch {
    // Without a sum the records still answer for themselves.
  }
}

/** A read-only connection leaves an empty log behind, which would make the file look in use. */
function dropEmptyLog(path: string, key: DbKey): void {
  if (isAtRest(path) || fileSize(`${path}-wal`) > 0) return
  try {
    accessSync(dirname(path), constants.W_OK)
    const db = connect(path, { readonly: false, busyTimeoutMs: 0, key })
    db.pragma('schema_version')
    db.close()
  } catch {
    // Then it stays: nothing is lost by an empty file.
  }
}
