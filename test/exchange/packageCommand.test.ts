import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { cli, doneJson } from '../cli/commandLine.ts'
import { PASSWORD, sampleDesk, tempFolder } from '../core/coreHarness.ts'
import { PASSPHRASE } from './exchangeDesks.ts'

/** A process of its own: the passphrase and the password come from its surroundings. */
function run(args: readonly string[]): Promise<unknown> {
  return doneJson(args, { password: PASSWORD })
}

test('package create, open, return, inspect, merge, contested and rule on the command line', async () => {
  vi.stubEnv('LG_PASSPHRASE', PASSPHRASE)
  const { desk } = await sampleDesk()
  desk.core.close()
  const folder = tempFolder()
  const out = join(folder, '派发.lgpkg')
  const office = ['--db', desk.path, '--user', '科长丙']
  const round = [...office, '--round', '2026-1']
  const made = await run(['package', 'create', ...round, '--person', '审核员乙,甲', '--out', out])
  expect(made).toMatchObject({ number: 1, cases: 52 })

  const returns: string[] = []
  for (const [name, as] of [
    ['审核员乙', 'agree'],
    ['甲', 'refuse'],
  ] as const) {
    const opened = (await run(['package', 'open', '--from', out, '--out', join(folder, name), '--user', name])) as {
      db: string
    }
    const here = ['--db', opened.db, '--user', name]
    const on = ['--round', '2026-1', '--case', 'LG2026110011']
    await run(['decide', ...here, ...on, '--as', as, '--amount', '100000', '--reason', '核对'])
    const back = join(folder, `${name}.lgpkg`)
    expect(await run(['package', 'return', ...here, '--out', back])).toMatchObject({ cases: 1 })
    returns.push(back)
  }

  const [first = '', second = ''] = returns
  expect(await run(['package', 'inspect', ...office, '--from', first])).toMatchObject({ contested: [] })
  expect(await run(['package', 'merge', ...office, '--from', first])).toMatchObject({ contested: [] })
  expect(await run(['package', 'merge', ...office, '--from', first])).toMatchObject({ added: 0, backup: null })
  expect(await run(['package', 'merge', ...office, '--from', second])).toMatchObject({
    contested: [{ applicationNo: 'LG2026110011' }],
  })
  const ruled = await run([
    ...['package', 'rule', ...round, '--case', 'LG2026110011', '--as', 'current', '--reason', '以先审为准'],
  ])
  expect(ruled).toMatchObject([{ ruling: { chosen: 'current', by: '科长丙' } }])
  const again = await cli(['package', 'inspect', ...office, '--from', out], { password: PASSWORD })
  expect(again).toMatchObject({ code: 1, stdout: '' })
  expect(again.stderr).toContain('是派发包，不能合并')
  vi.unstubAllEnvs()
}, 120_000)
