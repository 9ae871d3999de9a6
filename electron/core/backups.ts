import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keyFileOf } from '../../db/keyFile.ts'
import { type Manifest, manifestOf, readManifest } from '../../db/manifest.ts'
import { chinaDay, type IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { keptBackups } from './backupRotation.ts'

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
  /** Null for a backup of an earlier program. */
  manifest: Manifest | null
}

/** The window's own backups of a database, newest first. */
export function listBackups(dbPath: string): BackupFile[] {
  return backupsIn(backupFolder(dbPath))
}

/** The backups that lie in a folder, newest first; none when there is no such folder. */
export function backupsIn(folder: string): BackupFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => PATTERN.test(name))
    .sort()
    .reverse()
    .map((name) => {
      const path = join(folder, name)
      return { path, name, at: momentOf(name), bytes: statSync(path).size, manifest: readManifest(path) }
    })
}

/** The name of a backup made at a moment. */
export function backupName(at: IsoInstant): string {
  return `${at.replaceAll(/[-:.]/g, '')}.db`
}

/** Errors: STORAGE when there is no such folder and none can be made. */
export function needFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder)
  } catch (cause) {
    throw new AppError('STORAGE', `不能建立备份文件夹“${folder}”，这一步没有做；请检查磁盘和权限`, { cause })
  }
}

/**
 * What a folder of backups is called when those of the other kind take its place: the backups of a folder share their
 * attachments, which plain and encrypted ones cannot.
 */
export function setAsideName(folder: string, kind: 'plain' | 'encrypted', now: IsoInstant): string {
  return `${folder}.${kind === 'plain' ? '加密前' : '已加密'}-${now.replaceAll(/[-:.]/g, '')}`
}

/** Lets older backups of a folder go by rotation, but never the one named. */
export function dropRotated(folder: string, now: IsoInstant, spared = ''): void {
  const names = readdirSync(folder).filter((name) => PATTERN.test(name))
  const kept = keptBackups(names.map(momentOf), chinaDay(now))
  for (const name of names) {
    if (kept.has(momentOf(name)) || name === spared) continue
    const path = join(folder, name)
    // The file first: what is left of an interrupted removal is no backup.
    for (const gone of [path, keyFileOf(path), manifestOf(path)]) rmSync(gone, { force: true })
  }
}

function momentOf(name: string): IsoInstant {
  return name.replace(PATTERN, '$1-$2-$3T$4:$5:$6.$7Z')
}
