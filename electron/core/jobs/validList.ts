import { validList } from '../../../db/lists.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Workspace } from '../workspace.ts'

/** The id of the round's valid frozen list. Errors: NOT_FOUND saying how to get one. */
export function validListId(ws: Workspace, roundId: string): string {
  const list = validList(ws.db, roundId)
  if (list === null) {
    throw new AppError('NOT_FOUND', '本批次没有有效的定稿名单，请先定稿；只想看试算可加 --assume-machine')
  }
  return list.id
}
