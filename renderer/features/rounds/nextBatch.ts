import type { RoundView } from '../../../shared/views.ts'

/** The number after the last batch of a year. */
export function nextBatch(rounds: readonly RoundView[], year: number): number {
  return 1 + Math.max(0, ...rounds.filter((round) => round.year === year).map((round) => round.batch))
}
