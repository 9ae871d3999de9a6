import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { AppError } from '../../shared/errors.ts'

/** The password of `--user`: LG_PASSWORD, or the first line of standard input. Never logged, never shown. */
export function readPassword(): Promise<string> {
  given ??= ask()
  return given
}

/** Standard input can be read only once. */
let given: Promise<string> | null = null

async function ask(): Promise<string> {
  const fromEnvironment = process.env.LG_PASSWORD
  if (fromEnvironment !== undefined) return fromEnvironment
  if (process.stdin.isTTY) return askHidden(process.stdin, process.stderr)
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? ''
}

/** Asks at a terminal without showing what is typed. Errors: NOT_SIGNED_IN when the person breaks off. */
export async function askHidden(input: NodeJS.ReadableStream, prompt: NodeJS.WritableStream): Promise<string> {
  // As a terminal, the line editor takes the keys raw and draws them itself: here, nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const editor = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  prompt.write('请输入密码（不显示）：')
  try {
    return await new Promise((resolve, reject) => {
      editor.once('line', resolve)
      const broken = () => reject(new AppError('NOT_SIGNED_IN', '没有输入密码，已取消，什么也没有做'))
      editor.once('SIGINT', broken)
      editor.once('close', broken)
    })
  } finally {
    editor.close()
    prompt.write('\n')
  }
}
