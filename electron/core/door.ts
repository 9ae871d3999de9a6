import { type Account, accountByName, countAccounts } from '../../db/accounts.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { admitOpener, authenticate, changePassword, createAccount, setAccountActive, setPassword } from './accounts.ts'
import type { CaseStore } from './caseStore.ts'
import { type Actor, record, type Workspace } from './workspace.ts'

/**
 * Who can come in. An encrypted database has two doors that must agree: the key file, which opens the file, and the
 * accounts in it. What changes one here changes the other.
 */
export interface Door {
  ws: Workspace
  store: CaseStore
}

/** The first person is administrator, chief and reviewer. */
const FIRST_ROLES: readonly Role[] = ['admin', 'chief', 'reviewer']

interface NameAndPassword {
  name: string
  password: string
}

/** Makes the database, where there is none, and its first account. Errors: FORBIDDEN when there is an account. */
export async function makeFirstAccount(
  { ws, store }: Door,
  { name, password }: NameAndPassword,
): Promise<{ account: Account; recoveryCode: string | null }> {
  if (store.hasAccounts) throw new AppError('FORBIDDEN', '已有账号，请登录后由管理员新增')
  const recoveryCode = await store.make(name, password)
  const account = await createAccount(ws, null, { name, password, roles: FIRST_ROLES })
  return { account, recoveryCode }
}

/** Opens the database if it is closed, and answers the account. Errors: NOT_SIGNED_IN, LOCKED, what opening refuses. */
export async function enter(door: Door, { name, password }: NameAndPassword): Promise<Account> {
  const { ws, store } = door
  if (store.isOpen) {
    const account = await authenticate(ws, name, password)
    // Somebody whose account was switched on again has a password here and no hold on the key yet.
    if (store.key !== null && !store.keyring.has(name)) await store.keyring.put(store.key, name, password)
    return account
  }
  const { failures } = await store.unlock(name, password)
  // The making of the database was cut off after its file and before its account.
  if (countAccounts(ws.db) === 0) return createAccount(ws, null, { name, password, roles: FIRST_ROLES })
  return admitOpener(ws, name, failures)
}

/**
 * Sets a forgotten password with the recovery code, which is spent by it, and answers the account and the new code.
 * Errors: NOT_SIGNED_IN wrong code; LOCKED; NOT_FOUND no such person, or switched off.
 */
export async function recover(
  { ws, store }: Door,
  { name, code, password }: NameAndPassword & { code: string },
): Promise<{ account: Account; recoveryCode: string }> {
  if (!store.keyring.exists) throw new AppError('CONFLICT', '本库没有加密，没有恢复码；忘记密码请由管理员重设')
  const { key, failures } = await store.unlockByCode(code)
  const account = accountByName(ws.db, name)
  if (account === null || !account.active) {
    throw new AppError('NOT_FOUND', `没有名为“${name}”的启用账号，密码没有改动；恢复码仍然有效，请核对姓名`)
  }
  await setPassword(ws, { id: account.id, name }, account, { password, mustChange: false }, '凭恢复码重设密码')
  await store.keyring.put(key, name, password)
  const recoveryCode = await store.keyring.renewCode(key)
  return { account: admitOpener(ws, name, failures), recoveryCode }
}

/** Adds an account; its password is the first one and must be changed. Errors: as createAccount. */
export async function addPerson(
  { ws, store }: Door,
  actor: Actor,
  input: NameAndPassword & { roles: readonly Role[] },
): Promise<Account> {
  const account = await createAccount(ws, actor, input)
  await hold(store, input)
  return account
}

/** Sets one's own password. Errors: as changePassword. */
export async function changeOwnPassword(
  { ws, store }: Door,
  account: Account,
  passwords: { oldPassword: string; password: string },
): Promise<void> {
  await changePassword(ws, account, passwords)
  await hold(store, { name: account.name, password: passwords.password })
}

/** Gives a person a first password anew. */
export async function resetPassword(
  { ws, store }: Door,
  actor: Actor,
  account: Account,
  password: string,
): Promise<void> {
  await setPassword(ws, actor, account, { password, mustChange: true }, '重设密码')
  await hold(store, { name: account.name, password })
}

/** Switches an account on or off; one that is off cannot open the database either. Errors: as setAccountActive. */
export function switchPerson({ ws, store }: Door, actor: Actor, account: Account, active: boolean): void {
  setAccountActive(ws, actor, account, active)
  if (store.key !== null && !active) store.keyring.remove(account.name)
}

/** A new recovery code in place of the earlier one. Errors: CONFLICT when the database is not encrypted. */
export async function renewCode({ ws, store }: Door, actor: Actor): Promise<string> {
  if (store.key === null) throw new AppError('CONFLICT', '本库没有加密，没有恢复码；忘记密码请由管理员重设')
  const code = await store.keyring.renewCode(store.key)
  record(ws, actor, (tx) => tx.log('更换恢复码', '', {}))
  return code
}

async function hold({ key, keyring }: CaseStore, { name, password }: NameAndPassword): Promise<void> {
  if (key !== null) await keyring.put(key, name, password)
}
