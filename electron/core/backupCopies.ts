import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Check, copyFiles, copyFilesInSlices, lostText, sharedStore } from '../../db/attachmentFiles.ts'
import { flushAway, flushFolder } from '../../db/files.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { isEncrypted, keyFileOf } from '../../db/keyFile.ts'
import { manifestOf } from '../../db/manifest.ts'
import { storageError } from '../../db/refusals.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { type BackupFile, backupsIn, dropRotated, setAsideName } from './backups.ts'
import { fileSha256 } from './fileSha256.ts'

/** Backups on another drive lie in a folder of their own, so that rotation never touches anything else. */
const FOLDER = '时尚资金评审备份'

export function copiesFolder(place: string): string {
  return join(place, FOLDER)
}

export interface CopyOrder {
  /** The open database, which names the attachments. */
  db: ReadableDb
  backup: BackupFile
  /** Where the attachments are taken from. */
  stores: readonly string[]
  /** The folder or drive a person chose. */
  place: string
  check: Check
  now: IsoInstant
}

/**
 * Copies a backup with its key, manifest and attachments to another place. Every file is flushed and read back; the
 * database gets its name last, so a copy that was cut off is none. Where backups of the other kind lie, plain or encrypted,
 * their folder is set aside by name and stays whole. Answers the attachments there. Errors: STORAGE when the
 * place is not there, full or not writable, or gives back other bytes; DAMAGED when an attachment is lost.
 */
export async function copyBackup({ db, backup, stores, place, check, now }: CopyOrder): Promise<number> {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new AppError('STORAGE', `备份的去处“${place}”现在不在（U 盘或硬盘没有接上，或文件夹被移走）`)
  }
  try {
    const folder = copiesFolder(place)
    setOtherKindAside(folder, isEncrypted(backup.path) ? 'encrypted' : 'plain', now)
    await mkdir(folder, { recursive: true })
    flushFolder(folder)
    const copying = { from: stores, to: sharedStore(folder), check }
    const known = await copyFilesInSlices(db, copying)
    const lost = copyFiles(db, { ...copying, known }).filter(({ withdrawn }) => withdrawn === 0)
    if (lost.length > 0) throw new AppError('DAMAGED', `${lostText(lost)}，没有拷到另一处`)
    const to = join(folder, backup.name)
    if (isEncrypted(backup.path)) await copyChecked(keyFileOf(backup.path), keyFileOf(to))
    if (existsSync(manifestOf(backup.path))) await copyChecked(manifestOf(backup.path), manifestOf(to))
    await copyChecked(backup.path, to)
    dropRotated(folder, now, backup.name)
    return known.size
  } catch (error) {
    throw storageError(error)
  }
}

function setOtherKindAside(folder: string, kind: 'plain' | 'encrypted', now: IsoInstant): void {
  const kindOf = ({ path }: BackupFile) => (isEncrypted(path) ? 'encrypted' : 'plain')
  const other = backupsIn(folder)
    .map(kindOf)
    .find((one) => one !== kind)
  if (other === undefined) return
  renameSync(folder, setAsideName(folder, other, now))
  flushFolder(folder)
}

async function copyChecked(from: string, to: string): Promise<void> {
  const wanted = await fileSha256(from)
  if (existsSync(to) && (await fileSha256(to)) === wanted) return
  const draft = `${to}.part`
  try {
    await copyFile(from, draft)
    await flushAway(draft)
    if ((await fileSha256(draft)) !== wanted) {
      throw new AppError('STORAGE', '拷过去的文件读回来与原来的不同，没有算数；这个盘可能已坏，请换一个')
    }
    await rename(draft, to)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  flushFolder(to)
}
