import type { Algorithm } from '@node-rs/argon2'
import { type Account, accountByName, addAccount, countAccounts, updateAccount } from '../../db/accounts.ts'
import { isCliOperated } from '../../db/settings.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { type Actor, COMMAND_LINE, FIRST_START, record, type Workspace } from './workspace.ts'

/** Loaded only when somebody signs in. */
const argon2 = () => import('@node-rs/argon2')

/** argon2id, 64 MiB, 3 passes (quality.md S6). The value of the package's const enum, which may not be imported. */
const ARGON2ID: Algorithm = 2
const COST = { algorithm: ARGON2ID, memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const MAX_TRIES = 5
const LOCK_MINUTES = 15

/** Makes an account. Errors: CONFLICT when the name is taken. */
export async function createAccount(
  ws: Workspace,
  actor: Actor | null,
  input: { name: string; password: string; roles: readonly Role[] },
): Promise<Account> {
  const passwordHash = await (await argon2()).hash(input.password, COST)
  if (accountByName(ws.db, input.name) !== null) {
    throw new AppError('CONFLICT', `已有名为“${input.name}”的账号，请换一个姓名`)
  }
  if (actor === null && countAccounts(ws.db) > 0) throw new AppError('FORBIDDEN', '已有账号，请登录后由管理员新增')
  record(ws, actor ?? FIRST_START, (tx) => {
    addAccount(tx, { name: input.name, roles: [...input.roles], passwordHash, mustChange: false })
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
  const ok = known === null ? await spendTime(password) : await (await argon2()).verify(known.passwordHash, password)
  // Read again: other tries ran meanwhile, and guesses sent all at once must count one by one.
  const account = accountByName(ws.db, name)
  if (account === null || !account.active) throw wrong()
  if (account.lockedUntil !== null && ws.now() < account.lockedUntil) {
    throw new AppError(
      'LOCKED',
      `“${name}”连续${MAX_TRIES}次输错密码，已锁定，请${LOCK_MINUTES}分钟后再试或请管理员处理`,
    )
  }
  if (!ok) {
    recordFailure(ws, account)
    throw wrong()
  }
  record(ws, { id: account.id, name }, (tx) => {
    updateAccount(tx, account.id, { failedTries: 0, lockedUntil: null })
    tx.log('登录', name, {})
  })
  return account
}

/** The operator of the command line: 命令行 while there are no accounts, otherwise the named, authenticated account. */
export async function commandLineActor(
  ws: Workspace,
  user: string | null,
  readPassword: () => Promise<string>,
  roles: readonly Role[],
): Promise<Actor> {
  if (countAccounts(ws.db) === 0) {
    if (isCliOperated(ws.db)) return COMMAND_LINE
    throw new AppError('NOT_SIGNED_IN', '这个库由窗口建立，还没有账号：请先在窗口建立第一个账号，再用 --user 操作')
  }
  if (user === null) throw new AppError('NOT_SIGNED_IN', '本库已有账号，请用 --user 姓名 指明操作人')
  const account = await authenticate(ws, user, await readPassword())
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
  const tries = account.failedTries + 1
  const locked = tries >= MAX_TRIES
  const until = locked ? new Date(Date.parse(ws.now()) + LOCK_MINUTES * 60_000).toISOString() : null
  record(ws, { id: account.id, name: account.name }, (tx) => {
    updateAccount(tx, account.id, { failedTries: locked ? 0 : tries, lockedUntil: until })
    tx.log('登录失败', account.name, { tries, locked })
  })
}

async function spendTime(password: string): Promise<boolean> {
  await (await argon2()).hash(password, COST)
  return false
}

function requireAccount(ws: Workspace, name: string): Account {
  const account = accountByName(ws.db, name)
  if (account === null) throw new AppError('NOT_FOUND', `没有名为“${name}”的账号`)
  return account
}

function wrong(): AppError {
  return new AppError('NOT_SIGNED_IN', '姓名或密码不对，请重新输入')
}
