/** Repeatable randomness (mulberry32): a failing round is named by its seed. */
export interface Dice {
  /** An integer from 0 to below `below`. */
  roll(below: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  /** True in `percent` of the rolls. */
  chance(percent: number): boolean
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const roll = (below: number) => Math.floor((next() / 4_294_967_296) * below)
  return {
    roll,
    pick: (from) => from[roll(from.length)] ?? from[0],
    chance: (percent) => roll(100) < percent,
  }
}
