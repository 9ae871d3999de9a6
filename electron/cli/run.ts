import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { parseCommandLine } from './args.ts'
import { runCommand } from './commands.ts'
import { UsageError, usageOf } from './usage.ts'

const DONE = 0
const REFUSED = 1
const WRONG_USAGE = 2

/** What one command line comes to (cli.md): exit code, and what goes to either stream, line breaks included. */
export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs one command line, the words after the program's name. Never throws. */
export async function runCommandLine(argv: readonly string[]): Promise<Outcome> {
  const [first = ''] = argv
  // Behind a command `help` may be somebody's word: a reason, a name.
  if (first === 'help') return done(usageOf(argv[1] ?? ''))
  if (argv.some((word) => word === '--help' || word === '-h')) return done(usageOf(first))
  try {
    const args = parseCommandLine(argv)
    const answer = await runCommand(args, join(import.meta.dirname, '..', '..'))
    const lines = args.has('json') ? [JSON.stringify(answer.json)] : answer.lines.map(oneLine)
    const outcome = done(...lines)
    if (answer.refusal === undefined) return outcome
    return { ...outcome, code: REFUSED, stderr: `${oneLine(answer.refusal)}\n` }
  } catch (error) {
    return failed(error, first)
  }
}

function done(...lines: string[]): Outcome {
  return { code: DONE, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' }
}

function failed(error: unknown, command: string): Outcome {
  if (error instanceof UsageError)
    return { code: WRONG_USAGE, stdout: '', stderr: `${error.message}\n${usageOf(command)}\n` }
  if (error instanceof AppError) return { code: REFUSED, stdout: '', stderr: `${oneLine(error.message)}\n` }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const sentence = '没有完成：程序出现意外错误，数据没有改动。详情如下，请转交维护人员。'
  return { code: REFUSED, stdout: '', stderr: `${sentence}\n${detail}\n` }
}

/** File names and cells are other people's text: no line breaks and no terminal commands come from them. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
