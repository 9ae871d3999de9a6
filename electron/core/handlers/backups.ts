import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { saveSetting } from '../../../db/settings.ts'
import type { BackupsView } from '../../../shared/contract/backups.ts'
import { AppError } from '../../../shared/errors.ts'
import { checkBackup, previewRestore } from '../backupCheck.ts'
import { copiesFolder } from '../backupCopies.ts'
import { backupLine, refuseOwnFolder, SECOND_PLACE } from '../backupKeeper.ts'
import { type BackupFile, listBackups } from '../backups.ts'
import { backupWarnings } from '../backupWarnings.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { runDrill } from '../drill.ts'
import { record } from '../workspace.ts'

/** The window's own backups: list, check, copy away, go back, drill. */
export const backupHandlers = {
  'backup.warnings': ({ ws, backups }) => backupWarnings(ws, backups),
  'backup.list': (context) => viewOf(context),
  'backup.now': async (context) => {
    await context.backups.make('手工备份')
    await context.backups.copyToSecond()
    return viewOf(context)
  },
  'backup.verify': ({ ws, session, store }, { backup }) => {
    const result = checkBackup(chosen(ws.db.name, backup), store.key)
    record(ws, session.actor(), (tx) => tx.log('备份核验', backup, { result: result.ok ? '通过' : '不通过' }))
    return result
  },
  'backup.preview': ({ ws, store }, { backup }) => previewRestore(ws.db, chosen(ws.db.name, backup), store.key),
  'backup.restore': async ({ ws, backups, replaceBy }, { backup, ...answers }) => {
    const file = chosen(ws.db.name, backup)
    // What is set aside is kept as a file; this keeps it as a backup as well, from which one can come back.
    await backups.make('恢复之前', backup)
    return replaceBy({ backup: file, ...answers })
  },
  'backup.toDrive': async ({ ws, session, files, backups }, { folderToken }) => {
    const place = files.path(folderToken, 'write')
    const { backup, attachments } = await backups.toDrive(place)
    const { name, bytes, manifest } = backup
    record(ws, session.actor(), (tx) => tx.log('备份', '到U盘', { bytes, sha256: manifest?.sha256 ?? '' }))
    return { folder: basename(copiesFolder(place)), name, bytes, attachments }
  },
  'backup.setSecond': async (context, { folderToken }) => {
    const { ws, session, files, backups } = context
    const folder = folderToken === null ? null : files.path(folderToken, 'write')
    if (folder !== null) refuseUnfit(ws.db.name, folder)
    record(ws, session.actor(), (tx) => {
      saveSetting(tx, SECOND_PLACE, { folder })
      tx.log('备份的第二处', folder ?? '取消', {})
    })
    await backups.copyToSecond()
    return viewOf(context)
  },
  'backup.drill': async ({ ws, session, store, backups }) => {
    const actor = session.actor()
    const result = await runDrill(ws, backups, store.key)
    record(ws, actor, (tx) => tx.log('备份演练', '', { result: result.passed ? '通过' : '没有通过' }))
    return result
  },
} satisfies Partial<Handlers>

function viewOf({ ws, backups }: CallContext): BackupsView {
  return {
    backups: listBackups(ws.db.name).map(backupLine),
    second: backups.second(),
    problem: backups.problem,
  }
}

function chosen(dbPath: string, name: string): BackupFile {
  const found = listBackups(dbPath).find((one) => one.name === name)
  if (found === undefined) throw new AppError('NOT_FOUND', '没有这份备份，请刷新后在列表中另选一份')
  return found
}

function refuseUnfit(dbPath: string, folder: string): void {
  refuseOwnFolder(dbPath, folder)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return
  throw new AppError('NOT_FOUND', `文件夹“${folder}”不见了，没有设定；请接好磁盘后重新选择`)
}
