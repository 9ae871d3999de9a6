import { expect, test } from 'vitest'
import { decide, PASSWORD, sampleDesk } from '../core/coreHarness.ts'
import { cli, done, doneJson } from './commandLine.ts'

test('stages, 派件, 回避 and 补正 from the command line keep people apart as the window does', {
  timeout: 120_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const met = (await desk.ask('case.list', { roundId: round.id })).find(({ outcome }) => outcome === 'met')
  const one = await decide(desk, await desk.ask('case.get', { caseId: met?.id ?? '' }))
  desk.core.close()
  const no = one.row.applicationNo
  const password = PASSWORD
  const on = (user: string) => ['--db', desk.path, '--round', '2026-1', '--case', no, '--user', user] as const
  const refused = async (args: readonly string[]) => {
    const { code, stderr } = await cli(args, { password })
    expect(code, args.join(' ')).toBe(1)
    return stderr
  }
  expect(await doneJson(['stage', ...on('审核员乙'), '--act', 'submit'], { password })).toMatchObject({
    okCount: 1,
    rows: [{ applicationNo: no, from: '拟定', to: '复核' }],
  })
  expect(await refused(['stage', ...on('审核员乙'), '--act', 'pass'])).toMatch(/须由其他人复核/)
  expect(await refused(['stage', ...on('公示丁'), '--act', 'pass'])).toMatch(/没有做这一步的权限/)
  expect(await done(['recuse', ...on('科长丙'), '--reason', '亲属'], { password })).toMatch(/已登记回避/)
  expect(await refused(['stage', ...on('科长丙'), '--act', 'pass'])).toMatch(/声明回避/)
  expect(await refused(['assign', ...on('审核员乙'), '--to', '科长丙'])).toMatch(/声明回避/)
  expect(await refused(['recuse', 'lift', ...on('科长丙'), '--person', '科长丙', '--reason', '无'])).toMatch(
    /另一位科长解除/,
  )
  expect(await done(['stage', ...on('甲'), '--act', 'return', '--reason', '补充说明'], { password })).toMatch(
    /复核 → 拟定/,
  )
  const told = ['supplement', 'request', ...on('审核员乙'), '--item', '合同', '--item', '发票', '--days', '5']
  expect(await doneJson([...told, '--date', '2026-03-05'], { password })).toMatchObject({
    stage: '补正',
    supplement: { items: ['合同', '发票'], dueOn: '2026-03-12', outcome: null },
  })
})
