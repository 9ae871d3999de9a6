import { type Account, accountById } from '../../db/accounts.ts'
import { AppError } from '../../shared/errors.ts'
import type { AccountLine } from '../../shared/views.ts'
import type { Door } from './door.ts'
import { accountView } from './views.ts'
import type { Workspace } from './workspace.ts'

/** Accounts as the administrator sees them: with whether the person holds the key of an encrypted database. */
export function accountLines({ store }: Pick<Door, 'store'>, accounts: readonly Account[]): AccountLine[] {
  const holders = store.key === null ? null : store.keyring.names
  return accounts.map((account) => ({ ...accountView(account), canOpen: holders?.has(account.name) ?? true }))
}

/** One of them. Errors: NOT_FOUND. */
export function accountLine({ ws, store }: Door, accountId: string): AccountLine {
  const account = requireAccount(ws, accountId)
  const [line] = accountLines({ store }, [account])
  if (line === undefined) throw new Error('one account makes one line')
  return line
}

/** Errors: NOT_FOUND. */
export function requireAccount(ws: Workspace, accountId: string): Account {
  const account = accountById(ws.db, accountId)
  if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
  return account
}
