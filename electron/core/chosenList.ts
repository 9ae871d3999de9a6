import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { CallContext } from './callContext.ts'
import { requireList, trialList } from './jobs/freezeRound.ts'

/**
 * A frozen list, or the round as it stands marked 试算 when no list is named. `advice` follows the warning that a list has
 * fallen. Errors: as requireList.
 */
export function chosenList(
  { ws, session }: CallContext,
  roundId: string,
  listId: string | null,
  advice = '',
): { list: FrozenList; warnings: string[] } {
  if (listId === null) return { list: trialList(ws, session.actor(), roundId, false), warnings: [] }
  const { list, invalidReason } = requireList(ws, listId)
  return { list, warnings: invalidReason === null ? [] : [`本名单已失效：${invalidReason}${advice}`] }
}
