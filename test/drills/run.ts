import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { DrillReport } from './report.ts'

export interface Drills {
  /** The ending of the files of drills below `test/`. */
  ending: string
  /** Test files of the suite that are run along, by path, and the name each is counted under. */
  along: Readonly<Record<string, string>>
  /** Environment of the drills. */
  env: Record<string, string>
  /** Parts of paths: only files that hold one of them; all when empty. */
  only: readonly string[]
  /** Only drills whose name holds this; all when empty. */
  named: string
}

/** Runs drills one file after the other; answers whether all passed. */
export async function runDrills({ ending, along, env, only, named: wanted }: Drills): Promise<boolean> {
  const named = Object.fromEntries(Object.entries(along).map(([path, name]) => [path.replace(/^.*\//, ''), name]))
  const began = performance.now()
  const vitest = await startVitest('test', [...only], {
    root: join(import.meta.dirname, '../..'),
    config: false,
    watch: false,
    include: [`test/**/*${ending}`, ...Object.keys(along)],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    globalSetup: ['test/templateFolder.ts'],
    env,
    ...(wanted === '' ? {} : { testNamePattern: wanted }),
    silent: true,
    reporters: [new DrillReport(ending, named)],
  })
  const passed = vitest.state.getCountOfFailedTests() === 0 && vitest.state.getFiles().length > 0
  const broken = vitest.state.getUnhandledErrors().length + vitest.state.getFailedFilepaths().length
  await vitest.close()
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  console.log(passed && broken === 0 ? `全部通过，用时 ${minutes} 分钟` : `有未通过的项目，用时 ${minutes} 分钟`)
  return passed && broken === 0
}

/** The words that are no option nor its value. */
export function plainWords(args: readonly string[], options: readonly string[]): string[] {
  return args.filter((one, at) => !one.startsWith('--') && !options.includes(args[at - 1] ?? ''))
}

/** The value of `--name N` among the arguments, a whole number from 1. Errors: a Chinese sentence. */
export function numberOption(args: readonly string[], name: string, or: number): number {
  const at = args.indexOf(`--${name}`)
  if (at < 0) return or
  const value = Number(args[at + 1])
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} 后面应是 1 以上的整数`)
  return value
}
