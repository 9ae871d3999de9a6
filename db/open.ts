import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { copyVerified } from './backup.ts'
import { APPLICATION_ID, connect, settle } from './connection.ts'
import { fileSha256, isAtRest, removeSum, writeSum } from './fileSum.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { fileVersion, type Migration, migrate, refuseNewer, targetVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { one } from './query.ts'
import { speaking } from './refusals.ts'
import { schemaDifference } from './schema.ts'
import { type WriteContext, write } from './write.ts'

export type { ReadableDb, WritableDb } from './handle.ts'

export interface OpenOptions {
  readonly?: boolean
  /** How long to wait for another program; 5 seconds when left out. */
  busyTimeoutMs?: number
  /** The moment that names a backup made before an upgrade. */
  now?: () => string
  /** Steps to the format; the program's own when left out. */
  migrations?: readonly Migration[]
}

/**
 * Makes a new, empty case database and writes its first audit entry. `cliOperated` marks a file made by `init`: no
 * accounts, the command line is its operator. Errors: CONFLICT when the file exists; STORAGE when it cannot be written.
 */
export function createDatabase(path: string, ctx: WriteContext, options: { cliOperated?: boolean } = {}): WritableDb {
  return speaking(() => {
    reserve(path)
    try {
      return build(path, ctx, options.cliOperated ?? false)
    } catch (error) {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true })
      throw error
    }
  })
}

/** Claims the name so that two programs cannot both make it, and so that no leftover log is played into the new file. */
function reserve(path: string): void {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new AppError('NOT_FOUND', `文件夹“${dirname(path)}”不存在，请先建立或换一个位置`)
  }
  for (const suffix of ['', '-wal', '-journal']) {
    if (statSync(path + suffix, { throwIfNoEntry: false }) !== undefined) {
      throw new AppError('CONFLICT', `“${basename(path + suffix)}”已经存在，没有覆盖；请换一个文件名或先移走它`)
    }
  }
  closeSync(openSync(path, 'wx'))
}

function build(path: string, ctx: WriteContext, cliOperated: boolean): WritableDb {
  const db = connect(path, { readonly: false })
  try {
    // Built with a rollback journal, so that the header is in the file itself before the first write-ahead log.
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, MIGRATIONS, () => {})
    settle(db)
    const made = db as WritableDb
    write(made, { ...ctx, installation: ctx.newId() }, (tx) => {
      tx.insert('meta', { key: 'installation', value: tx.installation })
      tx.insert('meta', { key: 'created_at', value: ctx.now })
      tx.insert('meta', { key: 'cli_operated', value: cliOperated ? '1' : '0' })
      tx.log('建立数据库', '', { cliOperated })
    })
    return made
  } catch (error) {
    db.close()
    throw error
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
    if (options.readonly !== true) refuseUnwritable(path)
    if (options.readonly === true && version < targetVersion(list)) {
      throw new AppError('CONFLICT', '数据库由旧版本的程序写成，只读方式不能升级它；请先以可写方式打开一次')
    }
    const db = connect(path, connection(options, options.readonly ?? false))
    try {
      settle(db)
      if (version < targetVersion(list)) removeSum(path)
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
  const foreign = `“${name}”不是本软件的数据库，没有改动它；请重新选择`
  if (file.size === 0) throw new AppError('DAMAGED', `“${name}”是空文件，不是数据库；请重新选择或从备份恢复`)
  const db = connect(path, connection(options, true))
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new AppError('CONFLICT', foreign)
    const version = fileVersion(db)
    refuseNewer(version, target)
    const pages = Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
    if (isAtRest(path) && file.size < pages) {
      throw new AppError('DAMAGED', `“${name}”不完整（缺 ${pages - file.size} 字节），请从最近的备份恢复`)
    }
    return version
  } finally {
    db.close()
  }
}

function connection(options: OpenOptions, readonly: boolean): { readonly: boolean; busyTimeoutMs?: number } {
  const { busyTimeoutMs } = options
  return busyTimeoutMs === undefined ? { readonly } : { readonly, busyTimeoutMs }
}

/** SQLite quietly opens a write-protected file for reading only and would fail at the first write. */
function refuseUnwritable(path: string): void {
  accessSync(path, constants.R_OK | constants.W_OK)
  accessSync(dirname(path), constants.W_OK)
}

function backupBefore(db: Database.Database, path: string, steps: readonly Migration[], now?: () => string): void {
  const time = (now?.() ?? new Date().toISOString()).replace(/[-:]/g, '').replace(/\..*$/, 'Z')
  copyVerified(db, `${path}.backup-v${steps.length}-${time}`, steps)
}

function refuseStrangeSchema(db: Database.Database, list: readonly Migration[]): void {
  const difference = schemaDifference(db, list)
  if (difference !== null) {
    throw new AppError('DAMAGED', `数据库结构与程序不符（${difference}），请停止使用并从最近的备份恢复`)
  }
}

/**
 * Closes a connection. The last writing one merges the log into the file and records the file's sum beside it.
 */
export function closeDatabase(db: ReadableDb | WritableDb): void {
  if (!db.open) return
  const path = db.name
  const head = db.readonly ? null : one<{ hash: string }>(db, 'SELECT hash FROM audit_log ORDER BY seq DESC LIMIT 1')
  db.close()
  // Another connection is still at work when its log is there; it records the sum when it closes.
  if (head === null || statSync(`${path}-wal`, { throwIfNoEntry: false }) !== undefined) return
  const sha256 = fileSha256(path)
  if (isAtRest(path)) writeSum(path, { sha256, head: head.hash })
}
