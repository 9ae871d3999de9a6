import { existsSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import {
  type Copying,
  copyFiles,
  copyFilesInSlices,
  lostText,
  ownStore,
  sharedStore,
  storesOf,
} from './attachmentFiles.ts'
import { namedFiles } from './attachments.ts'
import { auditHeadOf } from './audit.ts'
import { connect, type DbKey, keyOf, settle } from './connection.ts'
import { markOpen, writeSum } from './fileSum.ts'
import { fileSize, isAtRest, makeFile, refuseTaken } from './files.ts'
import type { ReadableDb } from './handle.ts'
import { keyFileOf, withKeyFile } from './keyFile.ts'
import { type Making, writeManifest } from './manifest.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { speaking, storageError } from './refusals.ts'
import { type Examined, examineDraft, openForReading, verifyFile, withTemporaryCopy } from './verify.ts'

/** A verified copy: its size, SHA-256, the number of records in it and of the files that lie in the store beside it. */
export interface BackupResult {
  bytes: number
  sha256: string
  rows: number
  attachments: number
}

/**
 * Writes a verified copy of an open database as it stands, with its attachments beside it, under its name, and
 * a manifest unless it is no backup. Nothing counts until the copy was read back, checked, flushed and renamed into place. Errors:
 * CONFLICT when the target exists (never overwritten); NOT_FOUND no such folder; STORAGE not writable or full; DAMAGED when
 * the copy does not verify, or an attachment that stands is lost.
 */
export function backupDatabase(db: ReadableDb, outPath: string, making: Making | null = null): BackupResult {
  return copyVerified(db, outPath, { making })
}

/**
 * The same before an act, with the attachments in the store that all backups of the folder share. What lies there was read
 * back when it was copied, so it is only looked for with its size: the act must not wait for gigabytes to be read.
 * Attachments are copied first and in slices, so that others get their answers meanwhile; the records then at once.
 */
export async function backupToShared(db: ReadableDb, outPath: string, making: Making): Promise<BackupResult> {
  const stores: Stores = { ...storesBeside(db, outPath), to: sharedStore(dirname(outPath)), check: 'size' }
  const known = await copyFilesInSlices(db, stores).catch((error: unknown) => {
    throw storageError(error)
  })
  return copyVerified(db, outPath, { stores: { ...stores, known }, making })
}

/**
 * Makes a database from a backup (or from any database file, with its log). Both sides are verified.
 * `store` is where its attachments lie already and stay; without it they are copied beside the new database.
 * Errors: NOT_FOUND missing source or folder; DAMAGED source; CONFLICT existing target, never overwritten; STORAGE.
 */
export function restoreDatabase(
  from: string,
  toPath: string,
  key: DbKey = null,
  { store = null }: { store?: string | null } = {},
): BackupResult {
  return speaking(() => {
    if (!existsSync(from)) throw new AppError('NOT_FOUND', `找不到备份文件“${from}”，请检查位置`)
    refuseTaken(toPath)
    const source = verifyFile(from, { stores: null, key })
    if (!source.ok) {
      throw new AppError('DAMAGED', `备份“${basename(from)}”未通过核验（${source.place}），没有恢复；请改用另一份备份`)
    }
    return reading(from, key, (db) => {
      const remedy = `没有恢复；请把备份旁的附件文件夹（“${basename(ownStore(from))}”）一起拷来，或改用另一份备份`
      const place =
        store === null ? { to: ownStore(toPath), check: 'bytes' as const } : { to: store, check: 'size' as const }
      const stores: Stores = { from: storesOf(from), ...place, remedy }
      return copyVerified(db, toPath, { stores, keyFile: keyFileOf(from) })
    })
  })
}

/** An encrypted file is read encrypted, or its copy would not be. */
function reading<T>(from: string, key: DbKey, read: (db: Database.Database) => T): T {
  if (key !== null && isAtRest(from)) return withTemporaryCopy(from, key, read)
  const { db } = openForReading(from, key)
  try {
    return read(db)
  } finally {
    db.close()
  }
}

/** Where the attachments of a copy come from and go to, and what to do when one is lost. */
interface Stores extends Copying {
  remedy: string
}

function storesBeside(db: Database.Database, outPath: string): Stores {
  const remedy = '没有备份；请把原文件重新添加到该件后重试，或写明理由撤下它'
  return { from: storesOf(db.name), to: ownStore(outPath), check: 'bytes', remedy }
}

interface CopyOptions {
  /** A backup gets a manifest; null for a database that goes to work. */
  making?: Making | null
  stores?: Stores
  /** The key file that goes along when the database is encrypted. */
  keyFile?: string
  /** Steps of the format of an older file. */
  migrations?: readonly Migration[]
}

/** The work of both, also for a file of an older format. */
export function copyVerified(
  db: Database.Database,
  outPath: string,
  {
    making = null,
    stores = storesBeside(db, outPath),
    keyFile = keyFileOf(db.name),
    migrations = MIGRATIONS,
  }: CopyOptions = {},
): BackupResult {
  return speaking(() => {
    const head = auditHeadOf(db)
    const key = keyOf(db)
    const copy = () =>
      makeFile(outPath, (draft) => {
        db.prepare('VACUUM INTO ?').run(draft)
        sum(draft, key)
        // Another program may have written meanwhile: the copy must hold at least what was here when it began.
        const checked = examineDraft(draft, { expectedHead: head, migrations, stores: null, key })
        if (!checked.ok) {
          throw new AppError('DAMAGED', `副本未通过核验（${checked.place}），已弃用；请先核验数据库，再换一个磁盘重试`)
        }
        // After the copy of the records, so that the store has at least what the copy names.
        const attachments = copyAttachments(db, stores)
        const { sha256, rows } = checked
        const result = { bytes: fileSize(draft), sha256, rows, attachments }
        if (making !== null) describe(outPath, making, { ...checked, ...result })
        return result
      })
    return key === null ? copy() : withKeyFile(keyFile, outPath, copy)
  })
}

/** The manifest is there before the backup gets its name, so that no backup is without. */
function describe(outPath: string, making: Making, made: Examined & BackupResult): void {
  const { version: schema, bytes, sha256, tables, auditEntries, head: auditHead, attachments } = made
  writeManifest(outPath, { ...making, schema, bytes, sha256, tables, auditEntries, auditHead, attachments })
}

/** A store made for a copy that then fails goes again. One lost scan that was withdrawn must not end all backups for good. */
function copyAttachments(db: Database.Database, { remedy, ...copying }: Stores): number {
  const { to } = copying
  const isNew = !existsSync(to)
  try {
    const lost = copyFiles(db, copying).filter(({ withdrawn }) => withdrawn === 0)
    if (lost.length > 0) throw new AppError('DAMAGED', `${lostText(lost)}，${remedy}`)
    return namedFiles(db).length
  } catch (error) {
    if (isNew) rmSync(to, { recursive: true, force: true })
    throw error
  }
}

/** The copy has its rows on other pages than the original, so it gets a sum of its own. */
function sum(draft: string, key: DbKey): void {
  const db = connect(draft, { readonly: false, key })
  try {
    settle(db)
    markOpen(db)
    writeSum(db)
  } finally {
    db.close()
  }
}
