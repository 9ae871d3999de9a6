import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Account } from '../../db/accounts.ts'
import { copyFiles, lostText, ownStore, storesOf } from '../../db/attachmentFiles.ts'
import type { DbKey } from '../../db/connection.ts'
import { flushFolder } from '../../db/files.ts'
import { isEncrypted, keyFileOf } from '../../db/keyFile.ts'
import { speaking } from '../../db/refusals.ts'
import { verifyDatabase } from '../../db/verify.ts'
import type { RecoveryDone } from '../../shared/contract/recovery.ts'
import { AppError } from '../../shared/errors.ts'
import type { BackupFile } from './backups.ts'
import { CaseStore } from './caseStore.ts'
import { enter } from './door.ts'
import { lostBeyond } from './salvage.ts'
import { record, type Workspace, workspaceOn } from './workspace.ts'

/** A database and everything that lies beside it under its name; the file itself last. */
const PARTS = ['.files', '.key', '-wal', '-shm', '-journal', '']

export interface Restoring {
  dbPath: string
  backup: BackupFile
  name: string
  password: string
  /** Why, where somebody was asked. */
  reason: string
  /** Closes whoever has the database open, once everything else is ready. */
  release(): void
  resourcesRoot: string
  clock: () => number
}

/**
 * Puts a backup in the place of a database. The backup is copied, opened by the password, verified
 * whole and entered in its log first; only then the present file is set aside under another name, unchanged, never
 * deleted. Errors: NOT_SIGNED_IN, LOCKED, FORBIDDEN without the administrator's role; DAMAGED; STORAGE. Nothing changes then.
 */
export async function restoreBackup(restoring: Restoring): Promise<RecoveryDone> {
  const { dbPath, backup, clock } = restoring
  const stamp = new Date(clock()).toISOString().replaceAll(/[-:.]/g, '')
  const draft = `${dbPath}.恢复-${stamp}`
  const aside = `${dbPath}.搁置-${stamp}`
  try {
    const { auditEntries, key } = await prepareCopy(restoring, draft, aside)
    restoring.release()
    const wasThere = speaking(() => exchange(dbPath, draft, aside))
    const lost = wasThere ? lostBeyond(backup, aside, key) : null
    return { asideName: wasThere ? basename(aside) : '', at: backup.at, auditEntries, lost }
  } finally {
    for (const part of PARTS) rmSync(draft + part, { recursive: true, force: true })
  }
}

async function prepareCopy(
  { dbPath, backup, reason, ...who }: Restoring,
  draft: string,
  aside: string,
): Promise<{ auditEntries: number; key: DbKey }> {
  speaking(() => {
    copyFileSync(backup.path, draft, constants.COPYFILE_EXCL)
    if (isEncrypted(backup.path)) copyFileSync(keyFileOf(backup.path), keyFileOf(draft), constants.COPYFILE_EXCL)
  })
  const store = new CaseStore(draft, who.clock, { draft: true })
  try {
    const ws = workspaceOn(store, who.resourcesRoot, who.clock)
    const account = await enter({ ws, store }, who)
    if (!account.roles.includes('admin')) {
      throw new AppError('FORBIDDEN', '从备份恢复由管理员办理，没有恢复；请由备份时的管理员输入姓名和密码')
    }
    const auditEntries = checkAndSign(ws, account, { dbPath, backup, reason, draft, aside })
    return { auditEntries, key: store.key }
  } finally {
    store.close()
  }
}

function checkAndSign(
  ws: Workspace,
  { id, name }: Account,
  {
    dbPath,
    backup,
    reason,
    draft,
    aside,
  }: Pick<Restoring, 'dbPath' | 'backup' | 'reason'> & { draft: string; aside: string },
): number {
  const from = [...storesOf(backup.path), ...storesOf(dbPath)]
  const checked = verifyDatabase(ws.db, { stores: null })
  if (!checked.ok) {
    throw new AppError('DAMAGED', `备份“${backup.name}”未通过核验（${checked.place}），没有恢复；请改用另一份备份`)
  }
  const lost = copyFiles(ws.db, { from, to: ownStore(draft), check: 'bytes' }).filter(
    ({ withdrawn }) => withdrawn === 0,
  )
  if (lost.length > 0) throw new AppError('DAMAGED', `${lostText(lost)}，没有恢复；请找回附件后重试，或改用另一份备份`)
  record(ws, { id, name }, (tx) => tx.log('从备份恢复', backup.name, { file: basename(aside), reason }))
  return checked.auditEntries
}

/** Answers whether something was there. When the second step fails the first is taken back. */
function exchange(dbPath: string, draft: string, aside: string): boolean {
  const wasThere = existsSync(dbPath)
  moveAll(dbPath, aside)
  try {
    moveAll(draft, dbPath)
  } catch (error) {
    moveAll(dbPath, draft)
    moveAll(aside, dbPath)
    throw error
  }
  flushFolder(dbPath)
  return wasThere
}

function moveAll(from: string, to: string): void {
  for (const part of PARTS) if (existsSync(from + part)) renameSync(from + part, to + part)
}
