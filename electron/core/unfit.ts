import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isEncrypted, keyFileOf, looksLike, MissingKey } from '../../db/keyFile.ts'
import { AppError } from '../../shared/errors.ts'
import { type BackupFile, listBackups } from './backups.ts'
import { refuseNetworkPlace } from './networkPlace.ts'

/** Pages are 4096 bytes; a file that ends inside one was cut off. */
const PAGE = 4096

/**
 * Refuses what can be seen to be wrong before anybody has given a password. Errors: STORAGE on a network share; NOT_FOUND
 * when the database is gone and its backups are there; DAMAGED when it is no whole file; MissingKey.
 */
export function refuseUnfit(dbPath: string): void {
  refuseNetworkPlace(dbPath)
  const name = basename(dbPath)
  const file = statSync(dbPath, { throwIfNoEntry: false })
  if (file === undefined) {
    if (listBackups(dbPath).length === 0) return
    throw new AppError('NOT_FOUND', `案卷库“${name}”不见了，它的备份还在；请找回原文件后重试，或从备份恢复`)
  }
  if (!file.isFile()) throw new AppError('DAMAGED', `“${name}”的位置上是一个文件夹，不是案卷库；它会被原样搁置`)
  if (file.size === 0) throw new AppError('DAMAGED', `案卷库“${name}”是空文件；请从备份恢复`)
  if (lacksKey(dbPath)) throw new MissingKey(dbPath)
  if (isEncrypted(dbPath) && file.size % PAGE !== 0) {
    throw new AppError('DAMAGED', `案卷库“${name}”不完整，只剩 ${file.size} 字节；请从备份恢复`)
  }
}

function lacksKey(dbPath: string): boolean {
  if (isEncrypted(dbPath)) return false
  const kind = looksLike(dbPath)
  // A first page that says nothing any more is no reason to forget that the backups are encrypted.
  return kind === 'encrypted' || (kind === 'neither' && backupWithKey(dbPath) !== null)
}

/** The newest backup that has its key file beside it. */
export function backupWithKey(dbPath: string): BackupFile | null {
  return listBackups(dbPath).find(({ path }) => existsSync(keyFileOf(path))) ?? null
}
