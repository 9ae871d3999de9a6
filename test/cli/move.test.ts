import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, done, doneJson, workFolder } from './commandLine.ts'

const folder = workFolder()
const [db, moved, house] = [join(folder, '旧.db'), join(folder, '新.db'), join(folder, '整机迁移')]

test('move export and import carry a database of the command line over, verified and never over another', async () => {
  await done(['init', '--db', db])
  await done(['round', 'create', '--db', db, '--round', '2026-1', '--budget', '100.00'])
  const made = { encrypted: false, accounts: 0, rounds: [{ name: '2026年第1批', cases: 0 }] }
  expect(await doneJson(['move', 'export', '--db', db, '--out', house])).toMatchObject(made)
  expect(await doneJson(['move', 'import', '--from', house, '--db', moved, '--dry-run'])).toMatchObject(made)
  expect(await doneJson(['move', 'import', '--from', house, '--db', moved])).toMatchObject(made)
  expect(await done(['verify', '--db', moved])).toContain('通过')
  const again = await cli(['move', 'import', '--from', house, '--db', moved])
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('不会覆盖任何文件')])
  const taken = await cli(['move', 'export', '--db', db, '--out', house])
  expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('已存在')])
  expect((await cli(['move', 'look'])).code).toBe(2)
})
