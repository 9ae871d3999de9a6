import type { IsoInstant } from '../shared/date.ts'
import type { Role } from '../shared/roles.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface Account {
  id: string
  name: string
  roles: Role[]
  passwordHash: string
  active: boolean
  failedTries: number
  /** Null when not locked. */
  lockedUntil: IsoInstant | null
  /** The password was given out by somebody else and must be changed at the next sign-in. */
  mustChange: boolean
  createdAt: IsoInstant
}

type Row = Tables['account'] & { id: string }

export function listAccounts(db: ReadableDb): Account[] {
  return all<Row>(db, 'SELECT * FROM account ORDER BY created_at, id').map(toAccount)
}

export function countAccounts(db: ReadableDb): number {
  return one<{ count: number }>(db, 'SELECT count(*) AS count FROM account')?.count ?? 0
}

export function accountByName(db: ReadableDb, name: string): Account | null {
  const row = one<Row>(db, 'SELECT * FROM account WHERE name = ?', name)
  return row === null ? null : toAccount(row)
}

export function accountById(db: ReadableDb, id: string): Account | null {
  const row = one<Row>(db, 'SELECT * FROM account WHERE id = ?', id)
  return row === null ? null : toAccount(row)
}

export type NewAccount = Pick<Account, 'name' | 'roles' | 'passwordHash' | 'mustChange'>

/** Answers the new account's id. Errors: CONFLICT when the name is taken. */
export function addAccount(tx: Tx, account: NewAccount): string {
  return tx.insert('account', {
    name: account.name,
    roles_json: JSON.stringify(account.roles),
    password_hash: account.passwordHash,
    active: 1,
    failed_tries: 0,
    locked_until: null,
    must_change: account.mustChange ? 1 : 0,
    created_at: tx.now,
    created_by: tx.actor.id,
  })
}

export type AccountChanges = Partial<
  Pick<Account, 'roles' | 'passwordHash' | 'active' | 'failedTries' | 'lockedUntil' | 'mustChange'>
>

export function updateAccount(tx: Tx, id: string, changes: AccountChanges): void {
  const { roles, passwordHash, active, failedTries, lockedUntil, mustChange } = changes
  tx.update('account', id, {
    ...(roles === undefined ? {} : { roles_json: JSON.stringify(roles) }),
    ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
    ...(active === undefined ? {} : { active: active ? 1 : 0 }),
    ...(failedTries === undefined ? {} : { failed_tries: failedTries }),
    ...(lockedUntil === undefined ? {} : { locked_until: lockedUntil }),
    ...(mustChange === undefined ? {} : { must_change: mustChange ? 1 : 0 }),
  })
}

function toAccount(row: Row): Account {
  return {
    id: row.id,
    name: row.name,
    roles: fromJson<Role[]>(row.roles_json),
    passwordHash: row.password_hash,
    active: row.active === 1,
    failedTries: row.failed_tries,
    lockedUntil: row.locked_until,
    mustChange: row.must_change === 1,
    createdAt: row.created_at,
  }
}
