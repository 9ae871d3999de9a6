import { expect, test } from 'vitest'
import { COMMANDS } from '../../electron/cli/args.ts'
import { runCommandLine } from '../../electron/cli/run.ts'
import { usageOf } from '../../electron/cli/usage.ts'

const ALL = usageOf('')
/** Said once for all commands at the end, or understood of every one. */
const OF_ALL = ['user', 'json']

test.each(Object.entries(COMMANDS))('%s is explained with every option it takes', (command, { options }) => {
  const usage = usageOf(command)
  expect(usage.split('\n').length).toBeLessThan(ALL.split('\n').length)
  const missing = options.filter((option) => !OF_ALL.includes(option) && !usage.includes(`--${option}`))
  expect(missing).toEqual([])
})

test('wrong usage names what is wrong and explains that command only', async () => {
  for (const [argv, words] of [
    [['import', '--db', 'x.db', '--round', '2026-1'], '“import”后面少了内容'],
    [['import', '--db', 'x.db', '--round', '2026-1', '甲.xlsx', '乙.xlsx'], '“import”后面多了“乙.xlsx”'],
  ] as const) {
    const { code, stdout, stderr } = await runCommandLine(argv)
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `${words}\n${usageOf('import')}\n` })
  }
})

test('help explains one command or all, and as a word of somebody’s it is no call for help', async () => {
  expect(await runCommandLine(['--help'])).toEqual({ code: 0, stdout: `${ALL}\n`, stderr: '' })
  expect(await runCommandLine(['help', 'stage'])).toEqual({ code: 0, stdout: `${usageOf('stage')}\n`, stderr: '' })
  expect(await runCommandLine(['stage', '-h'])).toEqual({ code: 0, stdout: `${usageOf('stage')}\n`, stderr: '' })
  const { code } = await runCommandLine([
    'recuse',
    '--db',
    '没有.db',
    '--round',
    '2026-1',
    '--case',
    'A',
    '--reason',
    'help',
  ])
  expect(code).toBe(1)
})
