import { randomFrom } from '../db/fixture.ts'

/** How many rounds each drill takes: `npm run soak -- --rounds N`. */
export const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 300)
const MINUTES = Number(process.env.SOAK_MINUTES ?? Number.POSITIVE_INFINITY)

/** The numbers of a drill's rounds, from 0: `most` of them, or as many as begin within `--minutes N`. */
export function* rounds(most = ROUNDS): Generator<number> {
  const until = performance.now() + MINUTES * 60_000
  for (let round = 0; round < most && performance.now() < until; round += 1) yield round
}

/** The dice of a drill, other ones with each `--seed N`. */
export function drillDice(no: number): () => number {
  return randomFrom(no + 1000 * (Number(process.env.SOAK_SEED ?? 1) - 1))
}
