import type { Fen } from '../money.ts'
import { OUT_STAGES, type Stage } from '../stages/stages.ts'

/**
 * 申报金额 of what is in the round: an application in 退回 or 撤回 is counted among those received and adds to no sum of
 * money (domain.md §6). Lists, the desk and the dashboard all mean this sum.
 */
export function requestedInRound(groups: readonly { stage: Stage; requestedFen: Fen }[]): Fen {
  return groups.reduce((sum, { stage, requestedFen }) => sum + (OUT_STAGES.includes(stage) ? 0 : requestedFen), 0)
}
