import { setImmediate as turn } from 'node:timers/promises'

/** Work that is done a step at a time, or to its end at once. What failed begins anew. */
export class InSteps<T> {
  readonly #begin: () => Iterator<void, T>
  #steps: Iterator<void, T> | null = null
  #done: { value: T } | null = null

  constructor(begin: () => Iterator<void, T>) {
    this.#begin = begin
  }

  /** Does one step; false when nothing was left to do. */
  advance(): boolean {
    if (this.#done !== null) return false
    this.#steps ??= this.#begin()
    try {
      const next = this.#steps.next()
      if (next.done === true) this.#done = { value: next.value }
    } catch (error) {
      this.#steps = null
      throw error
    }
    return true
  }

  /** What comes out, after doing whatever is left. */
  result(): T {
    while (this.#done === null) this.advance()
    return this.#done.value
  }
}

/** Takes steps with a turn for other calls after each. */
export async function inTurns(steps: Iterable<void>): Promise<void> {
  for (const _step of steps) await turn()
}
