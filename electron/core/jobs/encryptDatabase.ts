import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { ownStore, sealFilesInSlices } from '../../../db/attachmentFiles.ts'
import { makeEncryptedCopy } from '../../../db/encryptedCopy.ts'
import { isEncrypted } from '../../../db/keyFile.ts'
import { speaking, storageError } from '../../../db/refusals.ts'
import type { EncryptionDone } from '../../../shared/contract/session.ts'
import { AppError } from '../../../shared/errors.ts'
import { provePassword } from '../accounts.ts'
import type { BackupKeeper } from '../backupKeeper.ts'
import type { CaseStore } from '../caseStore.ts'
import { beginDraft, dropDraft, encryptedDraft, exchangeForDraft, plainBackups } from '../encryption.ts'
import { Keyring } from '../keyring.ts'
import type { Actor, Workspace } from '../workspace.ts'

export interface Encrypting {
  ws: Workspace
  store: CaseStore
  backups: BackupKeeper
  /** Whether anything else is under way that may be holding the open database. */
  othersAtWork(): boolean
}

/**
 * Encrypts a plain database: a backup first, then a verified encrypted copy, which takes its place; the plain file and its
 * attachments are removed, the backups of the time before set aside by name. Only this administrator and the recovery code
 * can open it then; the others get their passwords anew. Errors: CONFLICT when it is encrypted or other work is under way;
 * BAD_INPUT wrong password; LOCKED while another program reads it; DAMAGED; STORAGE. The plain database then stands, open.
 * What fails after the exchange is no error, or the recovery code would be lost with it: it is the answer's `problem`.
 */
export function encryptDatabase(encrypting: Encrypting, actor: Actor, password: string): Promise<EncryptionDone> {
  const { ws, store, backups } = encrypting
  // No password changes and no backup runs meanwhile.
  return store.inTurn(async () => {
    if (isEncrypted(store.path)) throw new AppError('CONFLICT', '本库已经加密，不必再做')
    const { name } = await provePassword(ws, actor.name, password, '密码不对，没有加密，请重新输入')
    await backups.make('加密本库之前')
    const done = await backups.alone(() => exchange(encrypting, actor, { name, password }))
    return done.problem === '' ? { ...done, problem: await backUp(backups) } : done
  })
}

async function exchange(
  { ws, store, othersAtWork }: Encrypting,
  actor: Actor,
  { name, password }: { name: string; password: string },
): Promise<EncryptionDone> {
  const now = ws.now()
  const outPath = encryptedDraft(store.path)
  const key = randomBytes(32)
  try {
    speaking(() => beginDraft(store.path))
    const recoveryCode = await new Keyring(outPath, ws.now).create(key, name, password)
    const sealed = await sealFilesInSlices(ws.db, ownStore(outPath), key)
    // From here to the exchange nothing waits, so nothing can be written in between.
    if (othersAtWork()) throw new AppError('CONFLICT', '还有操作没有完成，没有加密；请等它完成后再试')
    const copy = makeEncryptedCopy(ws.db, { outPath, key, ctx: { actor, now, newId: ws.newId }, sealed })
    const problem = decide(store, key, () => exchangeForDraft(store.path, now))
    return { ...copy, recoveryCode, plainBackups: basename(plainBackups(store.path, now)), problem }
  } catch (error) {
    // Once decided, the draft holds the only key file.
    if (store.key === null) dropDraft(store.path)
    throw storageError(error)
  }
}

function decide(store: CaseStore, key: Uint8Array, swap: () => void): string {
  try {
    store.becomeEncrypted(key, swap)
    return ''
  } catch (error) {
    if (store.key === null) throw error
    return `本库已加密，收尾没有做完（${wordsOf(error)}）；请退出程序后重新打开，它会接着做完`
  }
}

async function backUp(backups: BackupKeeper): Promise<string> {
  try {
    await backups.make('加密本库之后')
    await backups.copyToSecond()
    return ''
  } catch (error) {
    return `本库已加密，加密后的备份没有做成（${wordsOf(error)}）；请在“设置 → 备份”再备份一次`
  }
}

function wordsOf(error: unknown): string {
  return error instanceof AppError ? error.message : '文件没有写成'
}
