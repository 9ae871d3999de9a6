import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The whole drills take many minutes and are run by hand; that they run, and tell a failure, is seen here. */
function run(kind: 'soak' | 'attack', ...args: string[]): { status: number | null; printed: string } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const main = join(import.meta.dirname, '..', kind, 'main.ts')
  const { status, stdout } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' })
  return { status, printed: stdout }
}

test('a drill of the soak runs, counts and passes', () => {
  const { status, printed } = run('soak', '--rounds', '2', 'soak/restore')
  expect(printed).toMatch(/通过 {2}R5 恢复演练（加密）.*2 轮，逐条比对 \d+ 条记录，不同 0/)
  expect(printed).toMatch(/全部通过/)
  expect(status).toBe(0)
})

test('a test file run along with the attack is counted under its name', () => {
  const { status, printed } = run('attack', '--no-window', 'fileName')
  expect(printed).toMatch(/通过 {2}来路不明的文件名：(\d+)\/\1\n全部通过/)
  expect(status).toBe(0)
})

test('what does not exist is no pass', () => {
  expect(run('soak', '--rounds', '2', '没有这个文件').status).toBe(1)
})
