/** One measured figure, and how it is told: a line on the console that a person reads. */

export interface Figure {
  /** P1 … P10, R9; with what exactly was measured. */
  name: string
  measured: string
  target: string
  /** What was measured beside it in the same run; empty when nothing. */
  beside: string
  reached: boolean
}

export function tell({ name, measured, target, beside, reached }: Figure): void {
  const peers = beside === '' ? '' : `；同次对照 ${beside}`
  console.log(`${reached ? '达到' : '未达'}  ${name}：${measured}（目标 ${target}${peers}）`)
}

/** A measurement beside the figures that has no target of its own. */
export function note(text: string): void {
  console.log(`      ${text}`)
}

export function notMeasured(name: string, reason: string): void {
  console.log(`未测  ${name}：${reason}`)
}

export interface Time {
  /** By the clock on the wall. */
  ms: number
  /** What this thread computed: on a machine that others use too, the time it would take alone, waiting left out. */
  cpu: number
}

export const NEVER: Time = { ms: Number.NaN, cpu: Number.NaN }

/** How long `act` takes, and what it answers. */
export async function timed<T>(act: () => T | Promise<T>): Promise<Time & { value: T }> {
  const before = process.threadCpuUsage()
  const from = performance.now()
  const value = await act()
  const ms = performance.now() - from
  const { user, system } = process.threadCpuUsage(before)
  return { ms, cpu: (user + system) / 1000, value }
}

/** Runs `act`, and tells the longest wait of somebody who asks at every turn of the loop meanwhile. */
export async function longestStall<T>(act: () => Promise<T>): Promise<{ value: T; took: number; stall: number }> {
  let [going, stall, last] = [true, 0, performance.now()]
  const turn = (): void => {
    const now = performance.now()
    stall = Math.max(stall, now - last)
    last = now
    if (going) setImmediate(turn)
  }
  turn()
  const { ms: took, value } = await timed(act)
  going = false
  turn()
  return { value, took, stall }
}

/**
 * Runs each way `rounds` times in turn, so that a busy machine slows all of them alike, and answers the medians of
 * each. One run of each beforehand is not counted.
 */
export async function alternately(rounds: number, ways: readonly (() => unknown)[]): Promise<Time[]> {
  const runs = ways.map((): Time[] => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, way] of ways.entries()) {
      globalThis.gc?.()
      const { ms, cpu } = await timed(way)
      if (round > 0) runs[at]?.push({ ms, cpu })
    }
  }
  return runs.map((own) => ({ ms: median(own.map((run) => run.ms)), cpu: median(own.map((run) => run.cpu)) }))
}

/** The smallest value that at least `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

export function ms(value: number): string {
  return value < 10
    ? `${value.toFixed(2)} ms`
    : value < 10_000
      ? `${value.toFixed(0)} ms`
      : `${(value / 1000).toFixed(1)} s`
}

export function times(value: number): string {
  return `${value.toFixed(2)} 倍`
}
