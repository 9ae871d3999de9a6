import { hostname, userInfo } from 'node:os'
import Database from 'better-sqlite3'
import { chinaMinute } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import { storageError } from './refusals.ts'

/** Held while a database may be written. */
export interface WriterLock {
  release(): void
}

interface Holder {
  pc: string
  person: string
  since: string
}

/** The file beside a database whose lock says that somebody writes it. It stays when nobody does. */
export function lockFileOf(dbPath: string): string {
  return `${dbPath}.lock`
}

/**
 * Becomes the one writer of a database. The lock is the operating system's, held through a small SQLite file that also
 * says who holds it: a process that dies in whatever way lets go of it, so there is no stale lock to clear. Who only reads
 * never asks for it. `waitMs` is how long to wait for another writer to be done. Errors: LOCKED naming computer, person and since when; STORAGE when the folder cannot be written.
 */
export function lockForWriting(dbPath: string, now: string, waitMs = 0): WriterLock {
  const path = lockFileOf(dbPath)
  let lock: Database.Database | null = null
  try {
    lock = new Database(path, { timeout: waitMs })
    lock.exec('BEGIN IMMEDIATE')
    lock.exec(
      'CREATE TABLE IF NOT EXISTS holder (only INTEGER PRIMARY KEY CHECK (only = 1), pc TEXT, person TEXT, since TEXT) STRICT',
    )
    lock.prepare('INSERT OR REPLACE INTO holder VALUES (1, ?, ?, ?)').run(hostname(), personName(), now)
    lock.exec('COMMIT; BEGIN IMMEDIATE')
    const held = lock
    return { release: () => void held.close() }
  } catch (error) {
    const holder = isBusy(error) && lock !== null ? holderOf(lock) : null
    lock?.close()
    if (!isBusy(error)) throw storageError(error)
    throw new AppError('LOCKED', inUse(holder), { cause: error })
  }
}

/** Reading is open while somebody holds the lock; only in the moment of taking it there is nobody to name. */
function holderOf(lock: Database.Database): Holder | null {
  try {
    return lock.prepare<[], Holder>('SELECT pc, person, since FROM holder').get() ?? null
  } catch {
    return null
  }
}

function inUse(holder: Holder | null): string {
  const remedy = '没有打开，以免两处同时改写；请先关闭那边的窗口或等命令办完，再试一次'
  if (holder === null) return `案卷库正由另一个程序使用，${remedy}`
  return `案卷库正由 ${holder.pc} 上的 ${holder.person} 使用，自 ${chinaMinute(holder.since)}；${remedy}`
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** The name the computer knows the person by. */
function personName(): string {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in the system's list.
    return '未知用户'
  }
}
