import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backupToShared } from '../../db/backup.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { chinaDay, type IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { keptBackups } from './backupRotation.ts'
import type { Workspace } from './workspace.ts'

const PATTERN = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.db$/

/** Where the window's own backups lie: `backups` beside the database. */
export function backupFolder(dbPath: string): string {
  return join(dirname(dbPath), 'backups')
}

export interface BackupFile {
  path: string
  name: string
  at: IsoInstant
  bytes: number
}

/** The window's own backups of a database, newest first. */
export function listBackups(dbPath: string): BackupFile[] {
  const folder = backupFolder(dbPath)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => PATTERN.test(name))
    .sort()
    .reverse()
    .map((name) => ({
      path: join(folder, name),
      name,
      at: momentOf(name),
      bytes: statSync(join(folder, name)).size,
    }))
}

/**
 * Makes a verified backup before an act that changes much (quality.md R5), then lets older ones go by rotation.
 * Errors: whatever backupDatabase refuses, so that the act does not go ahead without its backup.
 */
export function backupBeforeAct(ws: Workspace): void {
  const folder = backupFolder(ws.db.name)
  try {
    if (!existsSync(folder)) mkdirSync(folder)
  } catch (cause) {
    throw new AppError('STORAGE', `不能建立备份文件夹“${folder}”，这一步没有做；请检查磁盘和权限`, { cause })
  }
  const name = `${ws.now().replaceAll(/[-:.]/g, '')}.db`
  // One store for all of them: an attachment is copied once, however many backups name it.
  if (!readdirSync(folder).includes(name)) backupToShared(ws.db, join(folder, name))
  dropRotated(folder, ws.now())
}

function dropRotated(folder: string, now: IsoInstant): void {
  const names = readdirSync(folder).filter((name) => PATTERN.test(name))
  const kept = keptBackups(names.map(momentOf), chinaDay(now))
  for (const name of names) {
    if (kept.has(momentOf(name))) continue
    for (const gone of [join(folder, name), keyFileOf(join(folder, name))]) rmSync(gone, { force: true })
  }
}

function momentOf(name: string): IsoInstant {
  return name.replace(PATTERN, '$1-$2-$3T$4:$5:$6.$7Z')
}
