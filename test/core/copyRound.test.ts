import { expect, test } from 'vitest'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { typedScheme } from '../scoring/scheme.ts'
import { sampleDesk } from './coreHarness.ts'
import { BASIS, entry, newRound, parameter } from './parameterDesk.ts'

/** 2026-2 with two values of the bureau, a 评审办法 with its panel, and rules of its own; 科长丙 is signed in. */
async function lastYear() {
  const { desk, round: sample } = await sampleDesk('科长丙')
  const from = await newRound(desk, 2)
  await desk.ask('policy.setParameter', entry(from, 'platform.rate', '40%'))
  await desk.ask('policy.setParameter', entry(from, 'platform.cap', '80万元'))
  const { accounts } = await desk.ask('scoring.schemes', { roundId: from.id })
  const article = 'platform' as const
  await desk.ask('scoring.setScheme', { roundId: from.id, article, scheme: typedScheme({}), basis: BASIS, setAside: 0 })
  const experts = [...accounts, { id: null, name: '纸面专家' }]
  await desk.ask('scoring.setPanel', { roundId: from.id, article, experts })
  const rules = { ...from.rules, largestRemainder: true, articleBudgets: { event: 100_000_000 } }
  await desk.ask('round.setRules', { roundId: from.id, budgetFen: from.budgetFen, rules })
  await desk.ask('settings.save', { ...SETTINGS, startOn: '2026-03-09', signedOn: '2026-03-09' })
  return { desk, from, sample }
}

test('the list of what usually changes names each old value, what is proposed and what must be typed anew', async () => {
  const { desk, from, sample } = await lastYear()
  const plan = await desk.ask('round.copyPlan', { fromRoundId: from.id, year: 2027, batch: 1 })
  const line = (id: string) => plan.lines.find((one) => one.id === id)
  expect([plan.from, plan.name]).toEqual(['2026年第2批', '2027年第1批'])
  expect(line('budget')).toMatchObject({ before: '1,200.00 万元', after: '', need: 'enter' })
  expect(line('window')).toMatchObject({ before: '未设', after: '', need: 'enter' })
  expect(line('articles')).toMatchObject({ after: '2027年1月1日施行的条款', note: '各条款与上一批相同' })
  expect(line('rules')?.note).toContain('各条款预算不带过去')
  expect(line('publicity')).toMatchObject({ need: 'check', before: '起始日 2026-03-09，成文日期 2026-03-09' })
  expect(line('calendar')).toMatchObject({ need: 'missing', after: '' })
  expect(line('calendar')?.note).toContain('没有2027年的节假日安排')
  expect(plan.parameters.map(({ key, before, after, basis, note }) => [key, before, after, basis, note])).toEqual([
    ['platform.cap', '80万元', '80万元', BASIS, '依据写的是2026年，请核对'],
    ['platform.rate', '40%', '40%', BASIS, '依据写的是2026年，请核对'],
  ])
  expect(plan.schemes).toMatchObject([{ article: 'platform', experts: ['专家庚', '纸面专家'] }])
  // A round of 演示参数 offers none of them.
  const ofSample = await desk.ask('round.copyPlan', { fromRoundId: sample.id, year: 2027, batch: 1 })
  expect(ofSample.demoParameters).toBeGreaterThan(0)
  expect(ofSample.parameters.every(({ before }) => before === '')).toBe(true)
  expect(ofSample.schemes).toEqual([])
})

test('what was chosen is taken in one step, nothing else is, and the record names it', async () => {
  const { desk, from } = await lastYear()
  const choice = {
    fromRoundId: from.id,
    year: 2027,
    batch: 1,
    budgetFen: 900_000_000,
    windowFrom: '2027-01-04',
    windowTo: '2027-02-26',
    rules: true,
    parameters: ['platform.cap'],
    schemes: ['platform' as const],
    panels: ['platform' as const],
    clearNoticeDates: true,
  }
  expect(await desk.refused('round.copy', { ...choice, parameters: ['platform.cap', 'growth.tiers'] })).toMatch(
    /^CONFLICT 有一项已不能沿用/,
  )
  expect((await desk.ask('round.list', {})).map(({ name }) => name)).not.toContain('2027年第1批')
  const made = await desk.ask('round.copy', choice)
  expect(made).toMatchObject({
    name: '2027年第1批',
    budgetFen: 900_000_000,
    windowTo: '2027-02-26',
    demo: false,
    sample: false,
    policyOn: '2027-01-01',
    applications: 0,
  })
  expect(made.rules).toEqual({ ...from.rules, largestRemainder: true, articleBudgets: {} })
  expect(await parameter(desk, made, 'platform.cap')).toMatchObject({ origin: 'bureau', basis: BASIS })
  expect(await parameter(desk, made, 'platform.rate')).toMatchObject({ origin: 'unset', value: null })
  const { articles } = await desk.ask('scoring.schemes', { roundId: made.id })
  const platform = articles.find(({ article }) => article === 'platform')
  expect(platform?.panel.map(({ name }) => name)).toEqual(['专家庚', '纸面专家'])
  expect(await desk.ask('settings.get', {})).toMatchObject({ startOn: null, signedOn: null, issuer: SETTINGS.issuer })
  const [newest] = await desk.ask('audit.list', { limit: 1 })
  expect([newest?.action, newest?.detail]).toEqual([
    '按往年批次新建',
    '2027-1 出自批次 2026-2，预算 900.00 万元，沿用 计算规则、第九条单项上限、第九条评审办法、第九条专家组、清空公示日期',
  ])
  expect(await desk.refused('round.copy', choice)).toMatch(/^CONFLICT 2027年第1批已经存在/)
})

test('an expert whose account was stopped does not come along, and the plan says so', async () => {
  const { desk, from } = await lastYear()
  await desk.signIn('管理己')
  const expert = (await desk.ask('account.list', {})).find(({ name }) => name === '专家庚')
  await desk.ask('account.setActive', { accountId: expert?.id ?? '', active: false })
  await desk.signIn('科长丙')
  const { schemes } = await desk.ask('round.copyPlan', { fromRoundId: from.id, year: 2027, batch: 1 })
  expect(schemes[0]?.experts).toEqual(['纸面专家'])
  expect(schemes[0]?.notes.join()).toContain('专家庚的账号已停用或改了角色，不带过去')
})
