import { invalidateLists } from '../../../db/lists.ts'
import type { Tx } from '../../../db/write.ts'

/** Marks the round's valid frozen list 已失效, with why; does nothing when there is none (domain.md §6). */
export function invalidateValidLists(tx: Tx, roundId: string, reason: string): void {
  if (invalidateLists(tx, roundId, reason) > 0) tx.log('名单失效', roundId, { reason })
}
