import { text } from 'node:stream/consumers'

/** The password of `--user`: LG_PASSWORD, or the first line of standard input. Never echoed, never logged. */
export async function readPassword(): Promise<string> {
  const given = process.env.LG_PASSWORD
  if (given !== undefined) return given
  if (process.stdin.isTTY) process.stderr.write('请输入密码后回车、再按 Ctrl+D：\n')
  return (await text(process.stdin)).split(/\r?\n/)[0] ?? ''
}
