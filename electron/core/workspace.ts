import { join } from 'node:path'
import type { DbKey } from '../../db/connection.ts'
import type { WritableDb } from '../../db/handle.ts'
import { createIdSource } from '../../db/ids.ts'
import { createDatabase } from '../../db/open.ts'
import { type Tx, write } from '../../db/write.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { withinWorkspace } from './exchange/staysHere.ts'
import { openPolicyStore, type PolicyStore } from './policyStore.ts'

/** Who acts: an account, or the command line on a database without accounts. */
export interface Actor {
  id: string
  name: string
}

/** 命令行: the operator of a database made by `init`, which has no accounts (cli.md). */
export const COMMAND_LINE: Actor = { id: '命令行', name: '命令行' }

/** Who makes the database and its first account: nobody can be signed in yet. */
export const FIRST_START: Actor = { id: '首次启动', name: '首次启动' }

/** Enters what was tried at the closed door. */
export const SIGN_IN: Actor = { id: '登录', name: '登录' }

/** What every job works with. Time and ids come from here, so that tests can set them. */
export interface Workspace {
  readonly db: WritableDb
  policy: PolicyStore
  templatesRoot: string
  now(): IsoInstant
  newId(): string
}

/** Makes a new, empty case database in the name of `actor`. Errors: what createDatabase refuses. */
export function createCaseDatabase(
  path: string,
  actor: Actor,
  { cliOperated, key = null, clock = Date.now }: { cliOperated: boolean; key?: DbKey; clock?: () => number },
): WritableDb {
  const now = new Date(clock()).toISOString()
  return createDatabase(path, { actor, now, newId: createIdSource(clock) }, { cliOperated, key })
}

/** Joins an open database to the policy data under `<resourcesRoot>/templates`. */
export function createWorkspace(db: WritableDb, resourcesRoot: string, clock: () => number = Date.now): Workspace {
  return workspaceOn({ db }, resourcesRoot, clock)
}

/** The same on a database that may open later: `store.db` is asked for at each use. */
export function workspaceOn(store: { readonly db: WritableDb }, resourcesRoot: string, clock: () => number): Workspace {
  const templatesRoot = join(resourcesRoot, 'templates')
  let policy: PolicyStore | null = null
  return {
    get db() {
      return store.db
    },
    // Read when first needed: reading it takes longer than everything else a start does.
    get policy() {
      policy ??= openPolicyStore(templatesRoot)
      return policy
    },
    templatesRoot,
    now: () => new Date(clock()).toISOString(),
    newId: createIdSource(clock),
  }
}

/** One transaction in the name of `actor`. Errors: in the workspace of a 派发包 also what could not go home with it. */
export function record<T>(ws: Workspace, actor: Actor, fn: (tx: Tx) => T): T {
  return write(ws.db, { actor, now: ws.now(), newId: ws.newId }, (tx) => fn(withinWorkspace(tx)))
}
