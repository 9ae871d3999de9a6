import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { auditHeadOf } from './audit.ts'
import { connect, settle } from './connection.ts'
import { markOpen, writeSum } from './fileSum.ts'
import { fileSize, makeFile, refuseTaken } from './files.ts'
import type { ReadableDb } from './handle.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { speaking } from './refusals.ts'
import { examineFile, openForReading, verifyFile } from './verify.ts'

/** A verified copy: its size, SHA-256 and the number of records in it. */
export interface BackupResult {
  bytes: number
  sha256: string
  rows: number
}

/**
 * Writes a verified copy of an open database as it stands. Nothing counts until the copy was read back, checked,
 * flushed and renamed into place. Errors: CONFLICT when the target exists (never overwritten);
 * NOT_FOUND no such folder; STORAGE not writable or full; DAMAGED when the copy does not verify.
 */
export function backupDatabase(db: ReadableDb, outPath: string): BackupResult {
  return copyVerified(db, outPath)
}

/**
 * Makes a database from a backup (or from any database file, with its log). Both sides are verified.
 * Errors: NOT_FOUND missing source or folder; DAMAGED source; CONFLICT existing target, never overwritten; STORAGE.
 */
export function restoreDatabase(from: string, toPath: string): BackupResult {
  return speaking(() => {
    if (!existsSync(from)) throw new AppError('NOT_FOUND', `找不到备份文件“${from}”，请检查位置`)
    refuseTaken(toPath)
    const source = verifyFile(from)
    if (!source.ok) {
      throw new AppError('DAMAGED', `备份“${basename(from)}”未通过核验（${source.place}），没有恢复；请改用另一份备份`)
    }
    const { db } = openForReading(from)
    try {
      return copyVerified(db, toPath)
    } finally {
      db.close()
    }
  })
}

/** The work of both, also for a file of an older format, whose own steps are then `migrations`. */
export function copyVerified(
  db: Database.Database,
  outPath: string,
  migrations: readonly Migration[] = MIGRATIONS,
): BackupResult {
  return speaking(() => {
    const head = auditHeadOf(db)
    return makeFile(outPath, (draft) => {
      db.prepare('VACUUM INTO ?').run(draft)
      sum(draft)
      // Another program may have written meanwhile: the copy must hold at least what was here when it began.
      const copy = examineFile(draft, { expectedHead: head, migrations })
      if (!copy.ok) {
        throw new AppError('DAMAGED', `副本未通过核验（${copy.place}），已弃用；请先核验数据库，再换一个磁盘重试`)
      }
      return { bytes: fileSize(draft), sha256: copy.sha256, rows: copy.rows }
    })
  })
}

/** The copy has its rows on other pages than the original, so it gets a sum of its own. */
function sum(draft: string): void {
  const db = connect(draft, { readonly: false })
  try {
    settle(db)
    markOpen(db)
    writeSum(db)
  } finally {
    db.close()
  }
}
