import { type Account, accountByName, addAccount, countAccounts, updateAccount } from '../../db/accounts.ts'
import { isCliOperated } from '../../db/settings.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { NOBODY } from './keyring.ts'
import { afterFailure, hashPassword, lockedSentence, passwordFits, WRONG_PASSWORD } from './passwords.ts'
import { type Actor, COMMAND_LINE, FIRST_START, record, SIGN_IN, type Workspace } from './workspace.ts'

/** Makes an account; unless it is the first, its password must be changed at the first sign-in. Errors: CONFLICT when the name is taken. */
export async function createAccount(
  ws: Workspace,
  actor: Actor | null,
  input: { name: string; password: string; roles: readonly Role[] },
): Promise<Account> {
  const passwordHash = await hashPassword(input.password)
  if (accountByName(ws.db, input.name) !== null) {
    throw new AppError('CONFLICT', `已有名为“${input.name}”的账号，请换一个姓名`)
  }
  if (actor === null && countAccounts(ws.db) > 0) throw new AppError('FORBIDDEN', '已有账号，请登录后由管理员新增')
  record(ws, actor ?? FIRST_START, (tx) => {
    addAccount(tx, { name: input.name, roles: [...input.roles], passwordHash, mustChange: actor !== null })
    tx.log('新增账号', input.name, { roles: input.roles })
  })
  return requireAccount(ws, input.name)
}

/**
 * Checks name and password. Five failures in a row lock the account for 15 minutes; the lock lives in the database,
 * so it outlasts a restart. Errors: NOT_SIGNED_IN, LOCKED.
 */
export async function authenticate(ws: Workspace, name: string, password: string): Promise<Account> {
  const known = accountByName(ws.db, name)
  // An unknown name costs as much time as a wrong password, so names cannot be probed.
  const ok = known === null ? await spendTime(password) : await passwordFits(known.passwordHash, password)
  // Read again: other tries ran meanwhile, and guesses sent all at once must count one by one.
  const account = standing(ws, name)
  if (ok && account !== null) return admit(ws, name)
  if (account !== null) recordFailure(ws, account)
  else record(ws, SIGN_IN, (tx) => tx.log('登录失败', known === null ? NOBODY : name, {}))
  throw wrong()
}

/** Signs in a person whose password was just proved. Errors: NOT_SIGNED_IN, LOCKED. */
export function admit(ws: Workspace, name: string): Account {
  const account = standing(ws, name)
  if (account === null) throw wrong()
  record(ws, { id: account.id, name }, (tx) => {
    updateAccount(tx, account.id, { failedTries: 0, lockedUntil: null })
    tx.log('登录', name, {})
  })
  return account
}

/** An account that may sign in now; null when there is none or it is switched off. Errors: LOCKED. */
function standing(ws: Workspace, name: string): Account | null {
  const account = accountByName(ws.db, name)
  if (account === null || !account.active) return null
  if (account.lockedUntil !== null && ws.now() < account.lockedUntil) {
    throw new AppError('LOCKED', lockedSentence(`“${name}”的密码`))
  }
  return account
}

/**
 * Checks what a person gives as the present password, and that the new one differs. A wrong one counts as a failed try,
 * or an open desk would be a place to guess at. Errors: LOCKED; BAD_INPUT.
 */
export async function checkOldPassword(
  ws: Workspace,
  name: string,
  { oldPassword, password }: { oldPassword: string; password: string },
): Promise<Account> {
  const account = await provePassword(ws, name, oldPassword, '原密码不对，密码没有改动，请重新输入')
  if (oldPassword === password) throw new AppError('BAD_INPUT', '新密码与原密码相同，请换一个')
  return account
}

/**
 * Asks the person at the desk for the own password once more. A wrong one counts as a failed try. Errors: LOCKED;
 * BAD_INPUT in the words of `refusal`.
 */
export async function provePassword(ws: Workspace, name: string, password: string, refusal: string): Promise<Account> {
  const account = standing(ws, name)
  if (account === null) throw wrong()
  if (await passwordFits(account.passwordHash, password)) return account
  recordFailure(ws, account)
  throw new AppError('BAD_INPUT', refusal)
}

/** Gives an account a password and opens a lock. `action` is how the log calls it. */
export async function setPassword(
  ws: Workspace,
  actor: Actor,
  { id, name }: Account,
  { password, mustChange }: { password: string; mustChange: boolean },
  action: string,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  record(ws, actor, (tx) => {
    updateAccount(tx, id, { passwordHash, mustChange, failedTries: 0, lockedUntil: null })
    tx.log(action, name, {})
  })
}

/** The operator of the command line: 命令行 while there are no accounts, otherwise the named, authenticated account. */
export async function commandLineActor(
  ws: Workspace,
  user: string | null,
  admitUser: (name: string) => Promise<Account> | Account,
  roles: readonly Role[],
): Promise<Actor> {
  if (countAccounts(ws.db) === 0) {
    if (isCliOperated(ws.db)) return COMMAND_LINE
    throw new AppError('NOT_SIGNED_IN', '这个库由窗口建立，还没有账号：请先在窗口建立第一个账号，再用 --user 操作')
  }
  if (user === null) throw new AppError('NOT_SIGNED_IN', '本库已有账号，请用 --user 姓名 指明操作人')
  const account = await admitUser(user)
  if (account.mustChange) throw new AppError('FORBIDDEN', `“${user}”还在用管理员给的初始密码，请先在窗口登录并修改`)
  if (!account.roles.some((role) => roles.includes(role))) {
    throw new AppError('FORBIDDEN', `“${user}”没有做这一步的权限`)
  }
  return { id: account.id, name: account.name }
}

/** Switches an account on or off. Errors: CONFLICT when nobody could administer afterwards. */
export function setAccountActive(ws: Workspace, actor: Actor, account: Account, active: boolean): void {
  if (!active && account.id === actor.id) throw new AppError('CONFLICT', '不能停用自己的账号，请由另一位管理员处理')
  record(ws, actor, (tx) => {
    updateAccount(tx, account.id, { active, failedTries: 0, lockedUntil: null })
    tx.log(active ? '启用账号' : '停用账号', account.name, {})
  })
}

function recordFailure(ws: Workspace, account: Account): void {
  const after = afterFailure(account.failedTries, ws.now())
  record(ws, { id: account.id, name: account.name }, (tx) => {
    updateAccount(tx, account.id, after)
    tx.log('登录失败', account.name, { tries: account.failedTries + 1, locked: after.lockedUntil !== null })
  })
}

/** Enters what was tried while the database was closed. */
export function recordClosedFailures(ws: Workspace, failures: readonly { name: string; at: string }[]): void {
  record(ws, SIGN_IN, (tx) => {
    for (const { name, at } of failures) tx.log('登录失败', name, { at, closed: true })
  })
}

async function spendTime(password: string): Promise<boolean> {
  await hashPassword(password)
  return false
}

function requireAccount(ws: Workspace, name: string): Account {
  const account = accountByName(ws.db, name)
  if (account === null) throw new AppError('NOT_FOUND', `没有名为“${name}”的账号`)
  return account
}

function wrong(): AppError {
  return new AppError('NOT_SIGNED_IN', WRONG_PASSWORD)
}
