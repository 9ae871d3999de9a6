import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { listAccounts } from '../../../db/accounts.ts'
import { listApplications } from '../../../db/applications.ts'
import { copyVerified } from '../../../db/backup.ts'
import { flushFolder } from '../../../db/files.ts'
import { isEncrypted } from '../../../db/keyFile.ts'
import { listRounds } from '../../../db/rounds.ts'
import { verifyDatabase } from '../../../db/verify.ts'
import type { HouseView } from '../../../shared/contract/move.ts'
import { AppError } from '../../../shared/errors.ts'
import { storageError } from '../atomicFile.ts'
import { backupFolder, listBackups } from '../backups.ts'
import { originOf } from '../exchange/workspaces.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import {
  copyChecked,
  fileOf,
  filesUnder,
  HOUSE_BACKUPS,
  HOUSE_DB,
  HOUSE_FORMAT,
  type House,
  houseView,
  isThere,
  LIST_NAME,
} from './manifest.ts'

export interface MoveOut {
  /** The folder to make; it must not be there yet. */
  folder: string
  /** Takes the automatic backups along. */
  backups: boolean
  appVersion: string
}

/**
 * Writes the whole installation to a new folder: the case database, its key file, its attachments and, if asked, the
 * automatic backups, with a list of them all. Everything is made in a draft, read back, and gets its name at the end.
 * Errors: CONFLICT when the folder is there, and in the workspace of a package, which is handed back instead; DAMAGED when the database or a copy does not verify; STORAGE.
 */
export async function moveOut(
  ws: Workspace,
  actor: Actor,
  { folder, backups, appVersion }: MoveOut,
): Promise<HouseView> {
  if (originOf(ws.db) !== null) {
    throw new AppError('CONFLICT', '这里是派发包的工作区，不能整机迁出；请办完后交回派发的电脑，或回到本机案卷库再迁出')
  }
  if (isThere(folder)) throw new AppError('CONFLICT', `“${basename(folder)}”已存在，没有迁出；请换一个位置`)
  const draft = `${folder}.part`
  try {
    await mkdir(draft)
    const { rows, attachments } = copyVerified(ws.db, join(draft, HOUSE_DB))
    if (backups) await copyBackups(ws.db.name, draft)
    const made = await describe(ws, draft, {
      records: rows,
      attachments,
      backups: backups ? listBackups(ws.db.name).length : 0,
      appVersion,
    })
    writeFileSync(join(draft, LIST_NAME), `${JSON.stringify(made, null, 2)}\n`, { flag: 'wx', flush: true })
    renameSync(draft, folder)
    flushFolder(folder)
    record(ws, actor, (tx) => tx.log('整机迁出', basename(folder), { files: made.files.length, head: made.auditHead }))
    return houseView(made)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw storageError(error, folder)
  }
}

async function copyBackups(dbPath: string, draft: string): Promise<void> {
  const from = backupFolder(dbPath)
  if (!existsSync(from)) return
  for (const path of filesUnder(from)) {
    await copyChecked(join(from, path), join(draft, HOUSE_BACKUPS, path), await fileOf(from, path))
  }
}

async function describe(
  ws: Workspace,
  draft: string,
  counted: Pick<House, 'records' | 'attachments' | 'backups' | 'appVersion'>,
): Promise<House> {
  // The attachments were read back as they were copied.
  const checked = verifyDatabase(ws.db, { stores: null })
  if (!checked.ok) throw new AppError('DAMAGED', `案卷库未通过核验（${checked.place}），没有迁出；请先从备份恢复`)
  const files: House['files'] = []
  for (const path of filesUnder(draft)) files.push(await fileOf(draft, path))
  const rounds = listRounds(ws.db).map(({ id, year, batch }) => ({
    name: `${year}年第${batch}批`,
    cases: listApplications(ws.db, id).length,
  }))
  return {
    ...HOUSE_FORMAT,
    ...counted,
    madeAt: ws.now(),
    encrypted: isEncrypted(join(draft, HOUSE_DB)),
    rounds,
    accounts: listAccounts(ws.db).length,
    auditEntries: checked.auditEntries,
    auditHead: checked.head,
    files,
  }
}
