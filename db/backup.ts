import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { auditHeadOf } from './audit.ts'
import { fileSha256, fileSize, flush, flushFolder, sumPath, writeSum } from './fileSum.ts'
import type { ReadableDb } from './handle.ts'
import type { Migration } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { speaking } from './refusals.ts'
import { openForReading, verifyFile } from './verify.ts'

/** A verified copy: its size, SHA-256 and the number of records in it. */
export interface BackupResult {
  bytes: number
  sha256: string
  rows: number
}

/**
 * Writes a verified copy of an open database as it stands, with its SHA-256 beside it. Nothing counts until the copy
 * was read back, checked and renamed into place. Errors: CONFLICT when the target exists (never overwritten);
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
    refuseTaken(outPath)
    const draft = `${outPath}.${randomBytes(6).toString('hex')}.part`
    try {
      const headBefore = auditHeadOf(db)
      db.prepare('VACUUM INTO ?').run(draft)
      flush(draft)
      // Another program may have written meanwhile: the copy must hold at least what was here when it began.
      const copy = verifyFile(draft, { expectedHead: headBefore, migrations })
      if (!copy.ok) {
        throw new AppError('DAMAGED', `备份未通过核验（${copy.place}），已弃用；请先核验数据库，再换一个磁盘重试`)
      }
      const sha256 = fileSha256(draft)
      place(draft, outPath)
      writeSum(outPath, { sha256, head: copy.head })
      return { bytes: fileSize(outPath), sha256, rows: copy.rows }
    } finally {
      rmSync(draft, { force: true })
    }
  })
}

/** A leftover log would be played into the new file, so its name must be free as well. */
function refuseTaken(path: string): void {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new AppError('NOT_FOUND', `文件夹“${dirname(path)}”不存在，请先建立或换一个位置`)
  }
  for (const taken of [path, `${path}-wal`, `${path}-journal`, sumPath(path)]) {
    if (existsSync(taken)) {
      throw new AppError('CONFLICT', `“${basename(taken)}”已经存在，没有覆盖；请换一个文件名或先移走它`)
    }
  }
}

/** Gives the draft its name without ever replacing a file: a hard link fails when the name was taken meanwhile. */
function place(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (existsSync(path)) throw new AppError('CONFLICT', `“${basename(path)}”已经存在，没有覆盖；请换一个文件名`)
    // FAT-formatted sticks know no hard links.
    if (!hasCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EMLINK'])) throw error
    renameSync(draft, path)
  }
  flushFolder(path)
}

function hasCode(error: unknown, codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
