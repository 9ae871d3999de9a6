import { text } from 'node:stream/consumers'

/** The password of `--user`: LG_PASSWORD, or the first line of standard input. Never logged. */
export function readPassword(): Promise<string> {
  given ??= ask()
  return given
}

/** Standard input can be read only once. */
let given: Promise<string> | null = null

async function ask(): Promise<string> {
  const fromEnvironment = process.env.LG_PASSWORD
  if (fromEnvironment !== undefined) return fromEnvironment
  if (process.stdin.isTTY) process.stderr.write('请输入密码后回车、再按 Ctrl+D：\n')
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? ''
}
