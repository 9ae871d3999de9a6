import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, done, doneJson, workFolder } from './commandLine.ts'

test('round create --copy-from takes rules and the values of the bureau, says which to look at, and needs its own budget', async () => {
  const db = join(workFolder(), '案卷.db')
  const round = (name: string) => ['--db', db, '--round', name]
  await done(['init', '--db', db])
  await done(['round', 'create', ...round('2026-1'), '--budget', '12000000.00'])
  const basis = ['--basis', '局务会纪要〔2026〕3号', '--from', '2026-01-01']
  await done(['params', 'set', ...round('2026-1'), '--key', 'platform.cap', '--value', '80万元', ...basis])
  const copy = ['round', 'create', ...round('2027-1'), '--copy-from', '2026-1']
  expect((await cli(copy)).stderr).toContain('缺少 --budget')
  expect(await doneJson([...copy, '--budget', '9000000.00'])).toMatchObject({
    round: '2027-1',
    budgetFen: 900_000_000,
    demo: false,
    copiedFrom: '2026-1',
    parameters: [{ key: 'platform.cap', value: '80万元', note: '依据写的是2026年，请核对' }],
  })
  const again = await cli([...copy, '--budget', '9000000.00'])
  expect([again.code, again.stderr.trim()]).toEqual([1, '2027年第1批已经存在，请换一个批次号或直接打开它'])
  const missing = ['round', 'create', ...round('2027-2'), '--copy-from', '2025-1', '--budget', '1.00']
  expect((await cli(missing)).stderr.trim()).toBe('没有2025年第1批，不能照它新建')
})
