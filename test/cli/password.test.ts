import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { askHidden } from '../../electron/cli/password.ts'

/** A terminal: what is typed, whether the keys are taken raw (the terminal itself echoes them otherwise), what is shown. */
function terminal() {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (raw: boolean) => modes.push(raw) })
  const output = new PassThrough()
  return { input, output, modes, shown: () => String(output.read() ?? '') }
}

test('a password typed at a terminal is taken as it is meant and shown nowhere', async () => {
  const { input, output, modes, shown } = terminal()
  const asked = askHidden(input, output)
  // A slip put right with the backspace key.
  input.write('口令-2026X\u007f-很长\r')
  expect(await asked).toBe('口令-2026-很长')
  expect(modes).toEqual([true, false])
  expect(shown()).toBe('请输入密码（不显示）：\n')
})

test.each([
  ['Ctrl+C', '\u0003'],
  ['Ctrl+D', '\u0004'],
])('%s breaks off in words', async (_, key) => {
  const { input, output } = terminal()
  const asked = askHidden(input, output)
  input.write(key)
  await expect(asked).rejects.toThrow('没有输入密码，已取消')
})
