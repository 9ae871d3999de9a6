import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import { articleText, openPolicyStore } from '../../electron/core/policyStore.ts'
import type { Input } from '../../shared/contract.ts'
import type { RoundView } from '../../shared/views.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { type Desk, RESOURCES, recheckAll, sampleDesk } from './coreHarness.ts'

/** A round without the demo parameters, with the sample's applications; 科长丙 is signed in. */
async function bareRound(): Promise<{ desk: Desk; round: RoundView }> {
  const { desk } = await sampleDesk('科长丙')
  const open = { windowFrom: null, windowTo: null }
  const round = await desk.ask('round.create', {
    ...{ year: 2026, batch: 2, budgetFen: 1_200_000_000, demoParameters: false },
    ...open,
  })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  return { desk, round }
}

const entry = (round: RoundView, key: string, text: string): Input<'policy.setParameter'> => {
  return { roundId: round.id, key, text, basis: '局务会纪要〔2026〕3号', effectiveFrom: '2026-01-01' }
}

test('a value the chief enters makes the article computable; the older version and its basis are kept', async () => {
  const { desk, round } = await bareRound()
  const gold = async () =>
    (await desk.ask('case.list', { roundId: round.id })).filter(({ article }) => article === 'gold-exchange')
  expect((await gold()).map(({ computedFen }) => computedFen)).toEqual([null, null, null, null])
  await desk.ask('policy.setParameter', entry(round, 'gold-exchange.amounts', '金融类=40万元\n自营类=20万元'))
  const first = (await gold()).map(({ computedFen }) => computedFen)
  expect(first).not.toContain(null)
  const articles = await desk.ask(
    'policy.setParameter',
    entry(round, 'gold-exchange.amounts', '金融类=30万元\n自营类=10万元'),
  )
  // No more than what was asked for, so the new value shows where the old one was below that.
  const second = (await gold()).map(({ requestedFen }, at) => {
    return Math.min(Number(requestedFen), Number(first[at]) > 20_000_000 ? 30_000_000 : 10_000_000)
  })
  expect((await gold()).map(({ computedFen }) => computedFen)).toEqual(second)
  const inForce = articles
    .find(({ key }) => key === 'gold-exchange')
    ?.parameters.find(({ key }) => key === 'gold-exchange.amounts')
  expect(inForce).toMatchObject({ origin: 'bureau', basis: '局务会纪要〔2026〕3号' })
  const kept = all<{ value_json: string }>(
    openForTest(desk),
    "SELECT value_json FROM parameter_version WHERE key = 'gold-exchange.amounts' AND origin = 'bureau' ORDER BY seq",
  )
  expect(kept.map(({ value_json }) => value_json.includes('40000000'))).toEqual([true, false])
})

test('values the policy itself sets, unknown keys, nonsense and a missing basis are refused', async () => {
  const { desk, round } = await bareRound()
  const refused = (key: string, text: string, basis = '依据') =>
    desk.refused('policy.setParameter', { ...entry(round, key, text), basis })
  expect(await refused('event.rate', '40%')).toMatch(/^CONFLICT .*由政策原文规定，不能改写/)
  expect(await refused('smart-glasses.annualCap', '60万元')).toMatch(/^CONFLICT /)
  for (const key of ['event.没有', '__proto__', 'constructor', '', 'event']) {
    expect(await refused(key, '1'), key).toMatch(/^NOT_FOUND /)
  }
  expect(await refused('gold-exchange.amounts', '很多')).toMatch(/^BAD_INPUT /)
  expect(await refused('platform.rate', '-30%')).toMatch(/^BAD_INPUT /)
  expect(await refused('platform.cap', '1e9')).toMatch(/^BAD_INPUT /)
  expect(await refused('platform.cap', '100万元', ' ')).toMatch(/^BAD_INPUT 请写明依据/)
  const [sample] = (await desk.ask('round.list', {})).filter(({ demo }) => demo)
  expect(
    await desk.refused('policy.setParameter', { ...entry(round, 'platform.cap', '1万元'), roundId: sample?.id ?? '' }),
  ).toMatch(/^CONFLICT 本批次使用演示参数/)
})

test('a new value makes the round’s frozen list invalid and leaves other rounds alone', async () => {
  const { desk, round } = await bareRound()
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId: round.id })
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  const list = await desk.ask('list.freeze', { roundId: round.id })
  expect(list.content).toMatchObject({ demo: false, trial: false })
  await desk.ask('policy.setParameter', entry(round, 'gold-exchange.amounts', '综合类=40万元'))
  const [kept] = await desk.ask('list.all', { roundId: round.id })
  expect(kept?.invalidReason).toMatch(/^参数“.+”有新值/)
})

test('the next round of the bureau starts with what was entered; the demo values never leak into it', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const open = { windowFrom: null, windowTo: null }
  const next = await desk.ask('round.create', {
    ...{ year: 2026, batch: 3, budgetFen: 1, demoParameters: false },
    ...open,
  })
  const articles = await desk.ask('policy.articles', { roundId: next.id })
  const parameters = articles.flatMap((article) => article.parameters)
  expect(parameters.filter(({ origin }) => origin === 'demo')).toEqual([])
  expect(parameters.find(({ key }) => key === 'platform.cap')?.value).toMatchObject({ fen: 80_000_000 })
  expect(parameters.find(({ key }) => key === 'platform.rate')?.value).toBeNull()
})

test('the article text kept with a hash is the text the policy files give today', async () => {
  const { desk } = await sampleDesk()
  const kept = all<{ hash: string; text_json: string }>(openForTest(desk), 'SELECT hash, text_json FROM article_text')
  const store = openPolicyStore(`${RESOURCES}/templates`)
  const known = new Map([
    ...[...store.articlesOn('2026-01-01', []).values()].map(({ hash, version, ...article }): [string, string] => [
      hash,
      articleText(article, version),
    ]),
    [store.instrument.hash, JSON.stringify(store.instrument.text)],
  ])
  expect(kept.length).toBeGreaterThan(4)
  for (const { hash, text_json } of kept) expect(JSON.parse(text_json)).toEqual(JSON.parse(known.get(hash) ?? 'null'))
})

function openForTest(desk: Desk) {
  return openDatabase(desk.path, { readonly: true })
}

test('a figure entered for the old article never reaches a round under the new one, nor back', async () => {
  const { desk } = await sampleDesk('科长丙')
  const round = async (year: number, batch: number) =>
    desk.ask('round.create', {
      ...{ year, batch, budgetFen: 100_000_000, demoParameters: false },
      ...{ windowFrom: null, windowTo: null },
    })
  const value = async (roundId: string, key: string) => {
    const articles = await desk.ask('policy.articles', { roundId })
    const found = articles.flatMap(({ parameters }) => parameters).find((one) => one.key === key)
    return { origin: found?.origin, value: found?.value }
  }
  const old = await round(2025, 1)
  const late = { basis: '原细则', effectiveFrom: '2026-03-01' }
  await desk.ask('policy.setParameter', { roundId: old.id, key: 'event.rate', text: '20%', ...late })
  await desk.ask('policy.setParameter', { roundId: old.id, key: 'platform.rate', text: '10%', ...late })
  // The new 第十一条 states 30% itself; the new 第九条 states no rate, and the old one is not it.
  const now = await round(2026, 2)
  expect(await value(now.id, 'event.rate')).toMatchObject({ origin: 'policy', value: { rate: { num: 30, den: 100 } } })
  expect(await value(now.id, 'platform.rate')).toMatchObject({ origin: 'unset', value: null })
  await desk.ask('policy.setParameter', { ...entry(now, 'platform.rate', '25%'), effectiveFrom: '2025-12-20' })
  const next = await round(2026, 3)
  expect(await value(next.id, 'platform.rate')).toMatchObject({
    origin: 'bureau',
    value: { rate: { num: 25, den: 100 } },
  })
  const again = await round(2025, 2)
  expect(await value(again.id, 'platform.rate')).toMatchObject({
    origin: 'bureau',
    value: { rate: { num: 10, den: 100 } },
  })
})
