/** Work done in a process of its own, so that its time and its memory are its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export interface Done {
  /** Milliseconds the work took, without starting the process. */
  ms: number
  /** The most memory the process ever held, in MB, Node and all modules included. */
  peakMb: number
  /** What the work says it did. */
  result: number
}

/** Runs `script` with `args` in a fresh process; the script answers through `answer`. */
export function inChild(script: string, args: readonly string[]): Done {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  const line = stdout.trim().split('\n').at(-1)
  if (status !== 0 || line === undefined) throw new Error(`${script} ${args.join(' ')} failed: ${stderr}`)
  const { ms, peakMb, result }: Done = JSON.parse(line)
  return { ms, peakMb, result }
}

/** Called by the script in the child: does the work once and reports it. */
export async function answer(work: () => Promise<number>): Promise<void> {
  const from = performance.now()
  const result = await work()
  const ms = performance.now() - from
  const done: Done = { ms, peakMb: peakMegabytes(), result }
  console.log(JSON.stringify(done))
}

/** Linux hands the peak of the parent on to `maxRSS` of a child; its own is in VmHWM. */
function peakMegabytes(): number {
  const file = '/proc/self/status'
  const own = existsSync(file) ? /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024
}

/** Runs the ways in turn, each in fresh processes, and answers each one's runs. */
export function inTurn(rounds: number, ways: readonly (() => Done)[]): Done[][] {
  const runs = ways.map((): Done[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, way] of ways.entries()) runs[at]?.push(way())
  }
  return runs
}
