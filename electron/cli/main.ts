import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { parseCommandLine } from './args.ts'
import { runCommand } from './commands.ts'
import { USAGE, UsageError } from './usage.ts'

const DONE = 0
const REFUSED = 1
const WRONG_USAGE = 2

/** Runs one command line and answers the exit code (cli.md). */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.some((word) => word === 'help' || word === '--help' || word === '-h')) {
    process.stdout.write(`${USAGE}\n`)
    return DONE
  }
  try {
    const resourcesRoot = join(import.meta.dirname, '..', '..')
    const args = parseCommandLine(argv)
    const answer = await runCommand(args, resourcesRoot)
    for (const line of args.has('json') ? [JSON.stringify(answer.json)] : answer.lines.map(oneLine))
      process.stdout.write(`${line}\n`)
    if (answer.refusal === undefined) return DONE
    process.stderr.write(`${oneLine(answer.refusal)}\n`)
    return REFUSED
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n${USAGE}\n`)
      return WRONG_USAGE
    }
    if (error instanceof AppError) {
      process.stderr.write(`${oneLine(error.message)}\n`)
      return REFUSED
    }
    process.stderr.write('没有完成：程序出现意外错误，数据没有改动。详情如下，请转交维护人员。\n')
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return REFUSED
  }
}

/** File names and cells are other people's text: no line breaks and no terminal commands come from them. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

// Who reads may stop early (`… | head`): what was done stays done, and there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await main(process.argv.slice(2))
