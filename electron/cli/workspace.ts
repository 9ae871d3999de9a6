import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { DbKey } from '../../db/connection.ts'
import { isEncrypted } from '../../db/keyFile.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { commandLineActor } from '../core/accounts.ts'
import { CaseStore } from '../core/caseStore.ts'
import { enter } from '../core/door.ts'
import { Keyring } from '../core/keyring.ts'
import { refuseNetworkPlace } from '../core/networkPlace.ts'
import { type Actor, type Workspace, workspaceOn } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import { type Args, parseRoundName } from './args.ts'
import { readPassword } from './password.ts'

export const REVIEW: readonly Role[] = ['reviewer', 'chief']
export const CHIEF: readonly Role[] = ['chief']
export const EXPORT: readonly Role[] = ['reviewer', 'chief', 'clerk']
/** Everyone of the bureau. An expert from outside has the window's own score sheet and nothing here, or the others' scores would show. */
export const OFFICE: readonly Role[] = ['reviewer', 'chief', 'clerk', 'admin', 'auditor']

/** Commands are short: one that is under way is waited for. */
const WAIT_MS = 5_000

/** Opens the database for one command, in the right person's name, and closes it whatever happens. */
export async function withWorkspace(
  args: Args,
  resourcesRoot: string,
  roles: readonly Role[],
  run: (args: Args, ws: Workspace, actor: Actor, store: CaseStore) => Promise<Answer> | Answer,
): Promise<Answer> {
  const path = args.required('db')
  const store = openStore(path)
  try {
    const ws = workspaceOn(store, resourcesRoot, Date.now)
    const user = args.optional('user')
    const admit = async (name: string) => enter({ ws, store }, { name, password: await readPassword() })
    // An encrypted database has accounts and opens only in somebody's name.
    if (!store.isOpen && user === null)
      throw new AppError('NOT_SIGNED_IN', `“${basename(path)}”已加密，请用 --user 姓名 指明操作人`)
    const opener = store.isOpen || user === null ? null : await admit(user)
    const actor = await commandLineActor(ws, user, (name) => opener ?? admit(name), roles)
    return await run(args, ws, actor, store)
  } finally {
    store.close()
  }
}

/** Errors: NOT_FOUND when there is no such file, STORAGE on a network share, LOCKED, and what opening it refuses. */
function openStore(path: string): CaseStore {
  if (!existsSync(path)) throw new AppError('NOT_FOUND', `找不到数据库文件“${path}”，请检查位置或先新建`)
  refuseNetworkPlace(path)
  return new CaseStore(path, Date.now, { waitMs: WAIT_MS })
}

/** The key of an encrypted file, for whoever --user names; null for a file that is not encrypted. Errors: as Keyring.open. */
export async function keyFor(args: Args, path: string): Promise<DbKey> {
  if (!isEncrypted(path)) return null
  const keyring = new Keyring(path, () => new Date().toISOString())
  const user = args.optional('user')
  if (user === null) throw new AppError('NOT_SIGNED_IN', `“${basename(path)}”已加密，请用 --user 姓名 指明操作人`)
  return (await keyring.open(user, await readPassword())).key
}

/** The id of the round --round names. Errors: UsageError, NOT_FOUND. */
export function findRound(args: Args, ws: Workspace): string {
  const { year, batch } = parseRoundName(args.required('round'))
  const round = roundByYearBatch(ws.db, year, batch)
  if (round === null) throw new AppError('NOT_FOUND', `没有${year}年第${batch}批，请先用 round create 新建`)
  return round.id
}
