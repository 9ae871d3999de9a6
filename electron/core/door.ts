import { type Account, accountByName, countAccounts } from '../../db/accounts.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import {
  admit,
  authenticate,
  checkOldPassword,
  createAccount,
  provePassword,
  recordClosedFailures,
  setAccountActive,
  setPassword,
} from './accounts.ts'
import type { CaseStore } from './caseStore.ts'
import { type Actor, record, type Workspace } from './workspace.ts'

/**
 * Who can come in. An encrypted database has two doors: the key file, which opens the file, and the accounts in it, which
 * have the last word on who somebody is. What changes one here changes the other, in such an order that a person can
 * still come in wherever it is cut off: the new hold is there before the accounts know the password, the earlier one goes
 * last, and every sign-in puts right what was left.
 */
export interface Door {
  ws: Workspace
  store: CaseStore
}

/** The first person is administrator, chief and reviewer. */
const FIRST_ROLES: readonly Role[] = ['admin', 'chief', 'reviewer']

const EARLIER_PASSWORD =
  '这是以前的密码：它打开了这份较旧的钥匙文件，但登录要用现在的密码。案卷库已打开，请在 5 分钟内用现在的密码登录；也可以用恢复码重设'

interface NameAndPassword {
  name: string
  password: string
}

/** Makes the database, where there is none, and its first account. Errors: FORBIDDEN when there is an account. */
export function makeFirstAccount(
  { ws, store }: Door,
  { name, password }: NameAndPassword,
): Promise<{ account: Account; recoveryCode: string | null }> {
  return store.inTurn(async () => {
    if (store.hasAccounts) throw new AppError('FORBIDDEN', '已有账号，请登录后由管理员新增')
    const recoveryCode = await store.make(name, password)
    const account = await createAccount(ws, null, { name, password, roles: FIRST_ROLES })
    return { account, recoveryCode }
  })
}

/** Opens the database if it is closed, and answers the account. Errors: NOT_SIGNED_IN, LOCKED, what opening refuses. */
export function enter(door: Door, { name, password }: NameAndPassword): Promise<Account> {
  const { ws, store } = door
  return store.inTurn(async () => {
    if (store.isOpen) {
      const account = await authenticate(ws, name, password)
      if (store.key !== null) await store.keyring.settle(store.key, name, password)
      return account
    }
    const salt = await store.unlock(name, password)
    // The making of the database was cut off after its file and before its account.
    if (countAccounts(ws.db) === 0) return createAccount(ws, null, { name, password, roles: FIRST_ROLES })
    logClosedFailures(door)
    const account = await authenticate(ws, name, password).catch((error: unknown) => {
      if (accountByName(ws.db, name)?.active !== true || !isRefusal(error, 'NOT_SIGNED_IN')) throw error
      store.waitForSignIn()
      throw new AppError('NOT_SIGNED_IN', EARLIER_PASSWORD)
    })
    whenPossible(() => store.keyring.keepOnly(name, salt))
    return account
  })
}

/**
 * Sets a forgotten password with the recovery code, which is spent by it, and answers the account and the new code.
 * Errors: NOT_SIGNED_IN wrong code; LOCKED; NOT_FOUND no such person, or switched off.
 */
export function recover(
  door: Door,
  { name, code, password }: NameAndPassword & { code: string },
): Promise<{ account: Account; recoveryCode: string }> {
  const { ws, store } = door
  return store.inTurn(async () => {
    if (!store.keyring.exists) throw new AppError('CONFLICT', '本库没有加密，没有恢复码；忘记密码请由管理员重设')
    const key = await store.unlockByCode(code)
    logClosedFailures(door)
    const account = accountByName(ws.db, name)
    if (account === null || !account.active) {
      throw new AppError('NOT_FOUND', `没有名为“${name}”的启用账号，密码没有改动；恢复码仍然有效，请核对姓名`)
    }
    await withHold(door, { name, password }, () =>
      setPassword(ws, { id: account.id, name }, account, { password, mustChange: false }, '凭恢复码重设密码'),
    )
    const recoveryCode = await store.keyring.renewCode(key)
    return { account: admit(ws, name), recoveryCode }
  })
}

/** Adds an account; its password is the first one and must be changed. Errors: as createAccount. */
export function addPerson(
  door: Door,
  actor: Actor,
  input: NameAndPassword & { roles: readonly Role[] },
): Promise<Account> {
  return door.store.inTurn(() => withHold(door, input, () => createAccount(door.ws, actor, input)))
}

/** Sets one's own password. Errors: LOCKED; BAD_INPUT when the old one is wrong or nothing changes. */
export function changeOwnPassword(
  door: Door,
  { id, name }: Account,
  passwords: { oldPassword: string; password: string },
): Promise<void> {
  const { ws, store } = door
  const { password } = passwords
  return store.inTurn(async () => {
    const account = await checkOldPassword(ws, name, passwords)
    const change = { password, mustChange: false }
    await withHold(door, { name, password }, () => setPassword(ws, { id, name }, account, change, '修改密码'))
  })
}

/** Gives a person a first password anew. */
export function resetPassword(door: Door, actor: Actor, account: Account, password: string): Promise<void> {
  const { name } = account
  const change = { password, mustChange: true }
  return door.store.inTurn(() =>
    withHold(door, { name, password }, () => setPassword(door.ws, actor, account, change, '重设密码')),
  )
}

/** Switches an account on or off; one that is off cannot open the database either. Errors: as setAccountActive. */
export function switchPerson({ ws, store }: Door, actor: Actor, account: Account, active: boolean): Promise<void> {
  return store.inTurn(() => {
    setAccountActive(ws, actor, account, active)
    if (store.key !== null && !active) store.keyring.remove(account.name)
  })
}

/**
 * A new recovery code in place of the earlier one, for who proves the own password: a desk left open must not give it
 * away. Errors: CONFLICT when the database is not encrypted; as provePassword.
 */
export function renewCode({ ws, store }: Door, actor: Actor, password: string): Promise<string> {
  return store.inTurn(async () => {
    if (store.key === null) throw new AppError('CONFLICT', '本库没有加密，没有恢复码；忘记密码请由管理员重设')
    await provePassword(ws, actor.name, password, '密码不对，恢复码没有更换，请重新输入')
    record(ws, actor, (tx) => tx.log('更换恢复码', '', {}))
    return store.keyring.renewCode(store.key)
  })
}

/** Gives a person a hold on the key before `change` tells the accounts, and takes earlier ones away after it. */
async function withHold<T>(
  { store: { key, keyring } }: Door,
  { name, password }: NameAndPassword,
  change: () => Promise<T>,
): Promise<T> {
  if (key === null) return change()
  const salt = await keyring.add(key, name, password)
  const changed = await change().catch((error: unknown) => {
    whenPossible(() => keyring.drop(salt))
    throw error
  })
  whenPossible(() => keyring.keepOnly(name, salt))
  return changed
}

/** They go out of the key file only when they stand in the log. */
function logClosedFailures({ ws, store: { keyring } }: Door): void {
  const { failures } = keyring
  if (failures.length === 0) return
  recordClosedFailures(ws, failures)
  whenPossible(() => keyring.clearFailures())
}

/** A hold too many does no harm, and goes at the next sign-in: the accounts refuse its password. */
function whenPossible(tidy: () => void): void {
  try {
    tidy()
  } catch (error) {
    if (!isRefusal(error, 'STORAGE')) throw error
  }
}

function isRefusal(error: unknown, code: AppError['code']): boolean {
  return error instanceof AppError && error.code === code
}
