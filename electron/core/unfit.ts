import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { isEncrypted, keyFileOf } from '../../db/keyFile.ts'
import { AppError } from '../../shared/errors.ts'
import { listBackups } from './backups.ts'
import { refuseNetworkPlace } from './networkPlace.ts'

/** Pages are 4096 bytes; a file that ends inside one was cut off. */
const PAGE = 4096

/**
 * Refuses what can be seen to be wrong before anybody has given a password. Errors: STORAGE on a network share; NOT_FOUND
 * when the database is gone and its backups are there; DAMAGED when it is no whole file or lost its key file.
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
  const [newest] = listBackups(dbPath)
  if (!isEncrypted(dbPath) && newest !== undefined && existsSync(keyFileOf(newest.path))) {
    const key = basename(keyFileOf(dbPath))
    throw new AppError('DAMAGED', `案卷库“${name}”旁的钥匙文件“${key}”不见了；请放回它后重试，或从备份恢复`)
  }
  if (isEncrypted(dbPath) && file.size % PAGE !== 0) {
    throw new AppError('DAMAGED', `案卷库“${name}”不完整，只剩 ${file.size} 字节；请从备份恢复`)
  }
}
