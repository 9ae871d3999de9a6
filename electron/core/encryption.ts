import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ownStore } from '../../db/attachmentFiles.ts'
import { flushFolder } from '../../db/files.ts'
import { isEncrypted, keyFileOf, looksLike } from '../../db/keyFile.ts'
import { speaking } from '../../db/refusals.ts'
import { lockForWriting } from '../../db/writerLock.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { backupFolder, setAsideName } from './backups.ts'

/**
 * The exchange of a plain database for its encrypted copy. Everything lies ready in a folder beside it; one rename of the
 * file decides. Cut off before it, the plain one stands and the draft goes; cut off after it, the next start ends what is
 * left, the key file last.
 */

/** Where the encrypted copy of a database is made ready, with its key file and its attachments. */
export function encryptedDraft(dbPath: string): string {
  return join(draftFolder(dbPath), basename(dbPath))
}

function draftFolder(dbPath: string): string {
  return `${dbPath}.加密中`
}

/** Makes an empty folder for the draft. */
export function beginDraft(dbPath: string): void {
  dropDraft(dbPath)
  mkdirSync(draftFolder(dbPath))
}

/** Removes a draft. Never to be called when the exchange was decided: its key file is then the only one. */
export function dropDraft(dbPath: string): void {
  rmSync(draftFolder(dbPath), { recursive: true, force: true })
}

/** Decides and ends the exchange; the caller holds the writer lock and nobody has the database open. */
export function exchangeForDraft(dbPath: string, now: IsoInstant): void {
  flushFolder(encryptedDraft(dbPath))
  renameSync(encryptedDraft(dbPath), dbPath)
  flushFolder(dbPath)
  endExchange(dbPath, now)
}

/** Puts right what a cut-off encryption left, if one was. Errors: LOCKED while another program is at it; STORAGE. */
export function settleEncryption(dbPath: string, now: IsoInstant): void {
  if (!existsSync(draftFolder(dbPath)) || !existsSync(dbPath)) return
  const lock = lockForWriting(dbPath, now)
  try {
    speaking(() => (isUndecided(dbPath) ? dropDraft(dbPath) : endExchange(dbPath, now)))
  } finally {
    lock.release()
  }
}

function isUndecided(dbPath: string): boolean {
  return existsSync(encryptedDraft(dbPath)) || looksLike(dbPath) === 'plain'
}

/** Each step is done or not, so it may be cut off and begun anew; the key file says that all are. */
function endExchange(dbPath: string, now: IsoInstant): void {
  if (!isEncrypted(dbPath)) {
    const draft = encryptedDraft(dbPath)
    // Backups share their attachments, which plain and encrypted ones cannot.
    if (existsSync(backupFolder(dbPath))) renameSync(backupFolder(dbPath), plainBackups(dbPath, now))
    if (existsSync(ownStore(draft))) {
      rmSync(ownStore(dbPath), { recursive: true, force: true })
      renameSync(ownStore(draft), ownStore(dbPath))
    }
    flushFolder(dbPath)
    renameSync(keyFileOf(draft), keyFileOf(dbPath))
    flushFolder(dbPath)
  }
  dropDraft(dbPath)
}

/** Where the backups of the time before lie from then on. */
export function plainBackups(dbPath: string, now: IsoInstant): string {
  return setAsideName(backupFolder(dbPath), 'plain', now)
}
