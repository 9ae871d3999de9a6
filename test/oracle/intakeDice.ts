/** A small seeded generator (mulberry32), so that a failing book can be made again. */
export class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  upTo(limit: number): number {
    return Math.floor(this.next() * limit)
  }
  between(from: number, to: number): number {
    return from + this.upTo(to - from + 1)
  }
  chance(part: number): boolean {
    return this.next() < part
  }
  pick<T>(list: readonly T[]): T {
    const found = list[this.upTo(list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}
