import { join, resolve } from 'node:path'
import { ownStore, sharedStore, storesOf } from '../../db/attachmentFiles.ts'
import { backupToShared } from '../../db/backup.ts'
import { fileSize } from '../../db/files.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { one } from '../../db/query.ts'
import { readSetting } from '../../db/settings.ts'
import type { SecondPlace } from '../../shared/contract/backups.ts'
import type { BackupLine } from '../../shared/contract/recovery.ts'
import { AppError } from '../../shared/errors.ts'
import { copiesFolder, copyBackup } from './backupCopies.ts'
import {
  type BackupFile,
  backupFolder,
  backupName,
  backupsIn,
  dropRotated,
  listBackups,
  needFolder,
} from './backups.ts'
import type { Workspace } from './workspace.ts'

/** What is changing is backed up when the newest backup is so old: with a look every minute never 15 minutes behind (R5). */
const DUE_MS = 10 * 60_000

/** The setting's key: the second place. */
export const SECOND_PLACE = 'backup.second'

/** Entries that say who came and went and what was done with backups: on their own they are nothing to back up. */
const QUIET = ['登录', '登录失败', '退出', '备份', '备份核验', '备份演练']

interface Keeping {
  ws: Workspace
  appVersion: string
  /** What failed beside the work; nobody waits for it. */
  log(error: unknown): void
}

/** Makes the window's backups: before great acts, by the clock and on request, and copies them to a second place. */
export class BackupKeeper {
  readonly #keeping: Keeping
  #problem = ''
  #secondProblem = ''
  #last: Promise<unknown> = Promise.resolve()

  constructor(keeping: Keeping) {
    this.#keeping = keeping
  }

  /** Why the last backup by the clock was not made; empty when it was. */
  get problem(): string {
    return this.#problem
  }

  /**
   * Makes a verified backup, one after the other, and lets older ones go by rotation. Errors: whatever the backup refuses,
   * so that an act does not go ahead without its own. The second place is told but never waited for.
   */
  make(why: string, spared = ''): Promise<BackupFile> {
    return this.#inTurn(async () => {
      const { ws, appVersion } = this.#keeping
      const folder = backupFolder(ws.db.name)
      needFolder(folder)
      const madeAt = ws.now()
      const name = backupName(madeAt)
      // Two acts in one millisecond have the same backup before them.
      if (fileSize(join(folder, name)) === 0) {
        await backupToShared(ws.db, join(folder, name), { why, madeAt, appVersion })
      }
      dropRotated(folder, madeAt, spared)
      const made = listBackups(ws.db.name).find((one) => one.name === name)
      if (made === undefined) throw new AppError('STORAGE', '备份做好后又不见了；请检查磁盘')
      this.#problem = ''
      return made
    })
  }

  /** A backup by the clock, when something changed and the newest one is old enough. Never throws. */
  async makeIfDue(): Promise<void> {
    const { ws, log } = this.#keeping
    try {
      const [newest] = listBackups(ws.db.name)
      const age = newest === undefined ? DUE_MS : Date.parse(ws.now()) - Date.parse(newest.at)
      // A clock set back must not stop the backups.
      if (Math.abs(age) < DUE_MS || !hasChanged(ws.db, newest)) return
      await this.make('定时备份')
      await this.copyToSecond()
    } catch (error) {
      log(error)
      this.#problem = `定时备份没有做成：${error instanceof AppError ? error.message : '原因见日志'}`
    }
  }

  /** Copies the newest backup to the second place, if there is one. Never throws: the work goes on without it. */
  copyToSecond(): Promise<void> {
    return this.#inTurn(async () => {
      const { ws, log } = this.#keeping
      const place = secondPlace(ws.db)
      const [backup] = listBackups(ws.db.name)
      if (place === null || backup === undefined) return
      try {
        const stores = [sharedStore(backupFolder(ws.db.name)), ...storesOf(ws.db.name)]
        await copyBackup({ db: ws.db, backup, stores, place, check: 'size', now: ws.now() })
        this.#secondProblem = ''
      } catch (error) {
        if (!(error instanceof AppError)) log(error)
        const why = error instanceof AppError ? error.message : '原因见日志'
        this.#secondProblem = `备份没有拷到第二处：${why}。本机的备份照常，工作不受影响；接上后，下一次备份时自动补拷最新一份`
      }
    })
  }

  /** Makes a backup and copies it to a drive, every byte read back. Errors: as make and copyBackup. */
  async toDrive(place: string): Promise<{ backup: BackupFile; attachments: number }> {
    const { ws } = this.#keeping
    refuseOwnFolder(ws.db.name, place)
    const backup = await this.make('备份到U盘')
    return this.#inTurn(async () => {
      const stores = [ownStore(ws.db.name), sharedStore(backupFolder(ws.db.name))]
      const attachments = await copyBackup({ db: ws.db, backup, stores, place, check: 'bytes', now: ws.now() })
      return { backup, attachments }
    })
  }

  /** Runs what no backup and no copying may run beside; what is asked for meanwhile waits. It must not ask for one itself. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    return this.#inTurn(act)
  }

  /** The folder that gets a copy of each backup; null when none is set. */
  get secondFolder(): string | null {
    return secondPlace(this.#keeping.ws.db)
  }

  second(): SecondPlace | null {
    const folder = this.secondFolder
    if (folder === null) return null
    return { folder, newestAt: backupsIn(copiesFolder(folder))[0]?.at ?? null, problem: this.#secondProblem }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

function secondPlace(db: ReadableDb): string | null {
  return readSetting<{ folder: string | null }>(db, SECOND_PLACE)?.folder ?? null
}

/** A second copy beside the first is lost with it. Errors: BAD_INPUT. */
export function refuseOwnFolder(dbPath: string, place: string): void {
  const own = resolve(dbPath, '..')
  const chosen = resolve(place)
  if (chosen !== own && !chosen.startsWith(join(own, '/'))) return
  throw new AppError('BAD_INPUT', '这是案卷库自己的文件夹，盘坏了会一起丢；请选另一块硬盘或 U 盘')
}

/** Whether anything but coming and going was recorded, or a draft saved, since a backup. */
function hasChanged(db: ReadableDb, newest: BackupFile | undefined): boolean {
  if (newest === undefined) return true
  const quiet = QUIET.map(() => '?').join(', ')
  const since =
    newest.manifest === null ? (['at > ?', newest.at] as const) : (['seq > ?', newest.manifest.auditEntries] as const)
  const entry = one(
    db,
    `SELECT 1 FROM audit_log WHERE ${since[0]} AND action NOT IN (${quiet}) LIMIT 1`,
    since[1],
    ...QUIET,
  )
  return entry !== null || one(db, 'SELECT 1 FROM draft WHERE saved_at > ? LIMIT 1', newest.at) !== null
}

export function backupLine({ name, at, bytes, manifest }: BackupFile): BackupLine {
  return { name, at, bytes, why: manifest?.why ?? '', entries: manifest?.auditEntries ?? null }
}
