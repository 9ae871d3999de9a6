import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { type EncryptedCopy, makeEncryptedCopy } from '../../../db/encryptedCopy.ts'
import { isEncrypted } from '../../../db/keyFile.ts'
import { speaking } from '../../../db/refusals.ts'
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
}

export interface Encrypted extends EncryptedCopy {
  recoveryCode: string
  /** The folder beside the database with the backups of the time before, which are not encrypted. */
  plainBackups: string
}

/**
 * Encrypts a plain database: a backup first, then a verified encrypted copy, which takes its place; the plain file and its
 * attachments are removed, the backups of the time before set aside by name. Only this administrator and the recovery code
 * can open it then; the others get their passwords anew. Errors: CONFLICT when it is encrypted or nobody could open it;
 * BAD_INPUT wrong password; LOCKED while another program reads it; DAMAGED; STORAGE. The plain database then stands.
 */
export async function encryptDatabase(
  { ws, store, backups }: Encrypting,
  actor: Actor,
  password: string,
): Promise<Encrypted> {
  if (isEncrypted(store.path)) throw new AppError('CONFLICT', '本库已经加密，不必再做')
  const { name } = await provePassword(ws, actor.name, password, '密码不对，没有加密，请重新输入')
  await backups.make('加密本库之前')
  const now = ws.now()
  const draft = encryptedDraft(store.path)
  const key = randomBytes(32)
  try {
    speaking(() => beginDraft(store.path))
    const recoveryCode = await new Keyring(draft, ws.now).create(key, name, password)
    // From here to the exchange nothing waits, so nothing can be written in between.
    const copy = makeEncryptedCopy(ws.db, draft, key, { actor, now, newId: ws.newId })
    store.becomeEncrypted(key, () => exchangeForDraft(store.path, now))
    await backups.make('加密本库之后')
    return { ...copy, recoveryCode, plainBackups: basename(plainBackups(store.path, now)) }
  } catch (error) {
    if (store.key === null) dropDraft(store.path)
    throw error
  }
}
