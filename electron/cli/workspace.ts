import { closeDatabase, openDatabase } from '../../db/open.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { AppError } from '../../shared/errors.ts'
import type { Role } from '../../shared/roles.ts'
import { commandLineActor } from '../core/accounts.ts'
import { type Actor, createWorkspace, type Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import { type Args, parseRoundName } from './args.ts'
import { readPassword } from './password.ts'

export const REVIEW: readonly Role[] = ['reviewer', 'chief']
export const CHIEF: readonly Role[] = ['chief']
export const EXPORT: readonly Role[] = ['reviewer', 'chief', 'clerk']
/** Everyone of the bureau. An expert from outside has the window's own score sheet and nothing here, or the others' scores would show. */
export const OFFICE: readonly Role[] = ['reviewer', 'chief', 'clerk', 'admin', 'auditor']

/** Opens the database for one command, in the right person's name, and closes it whatever happens. */
export async function withWorkspace(
  args: Args,
  resourcesRoot: string,
  roles: readonly Role[],
  run: (args: Args, ws: Workspace, actor: Actor) => Promise<Answer> | Answer,
): Promise<Answer> {
  const db = openDatabase(args.required('db'))
  try {
    const ws = createWorkspace(db, resourcesRoot)
    return await run(args, ws, await commandLineActor(ws, args.optional('user'), readPassword, roles))
  } finally {
    closeDatabase(db)
  }
}

/** The id of the round --round names. Errors: UsageError, NOT_FOUND. */
export function findRound(args: Args, ws: Workspace): string {
  const { year, batch } = parseRoundName(args.required('round'))
  const round = roundByYearBatch(ws.db, year, batch)
  if (round === null) throw new AppError('NOT_FOUND', `没有${year}年第${batch}批，请先用 round create 新建`)
  return round.id
}
