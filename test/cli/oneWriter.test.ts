import { expect, test } from 'vitest'
import { PASSWORD, sampleDesk } from '../core/coreHarness.ts'
import { cli, done } from './commandLine.ts'

test('while the window has the database open the command line does not write it, but verifies; afterwards it writes', async () => {
  const { desk } = await sampleDesk()
  const args = ['assess', '--db', desk.path, '--round', '2026-1', '--user', '审核员乙']
  const refused = await cli(args, { password: PASSWORD })
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^案卷库正由 \S+ 上的 \S+ 使用，自 .*没有打开/)
  expect(await done(['verify', '--db', desk.path])).toMatch(/^核验通过/)
  desk.core.close()
  expect((await cli(args, { password: PASSWORD })).code).toBe(0)
})
