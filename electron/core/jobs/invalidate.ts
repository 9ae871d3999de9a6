import { invalidateLists } from '../../../db/lists.ts'
import { roundById } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'

/** Marks the round's valid frozen list 已失效, with why; does nothing when there is none (domain.md §6). */
export function invalidateValidLists(tx: Tx, roundId: string, reason: string): void {
  const round = roundById(tx.db, roundId)
  if (round === null || invalidateLists(tx, roundId, reason) === 0) return
  tx.log('名单失效', `${round.year}-${round.batch}`, { reason })
}
