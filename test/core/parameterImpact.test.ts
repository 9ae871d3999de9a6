import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { all } from '../../db/query.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { recheckAll } from './coreHarness.ts'
import { BASIS, bareRound, entry, exported, fill, findings, newRound, parameter, rowCounts } from './parameterDesk.ts'

test('the impact shown before saving is what saving then does, case by case and in sum', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.rate', '30%'))
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '100万元'))
  const before = await findings(desk, round)
  const rows = rowCounts(desk)
  const preview = await desk.ask('policy.previewParameter', {
    roundId: round.id,
    key: 'platform.cap',
    text: '80万元',
  })
  expect(rowCounts(desk)).toEqual(rows)
  expect(await findings(desk, round)).toEqual(before)
  expect(preview).toMatchObject({ key: 'platform.cap', label: '单项上限', old: '100万元', new: '80万元' })

  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const after = await findings(desk, round)
  const changed = [...after].flatMap(([no, now]) => {
    const then = before.get(no)
    const same = then?.outcome === now.outcome && then?.computedFen === now.computedFen
    return same ? [] : [{ no, old: then?.computedFen, new: now.computedFen }]
  })
  expect(changed.length).toBeGreaterThan(0)
  expect(
    preview.impact.cases.map(({ applicationNo, oldFen, newFen }) => ({ no: applicationNo, old: oldFen, new: newFen })),
  ).toEqual(changed)
  const difference = changed.reduce((sum, each) => sum + (each.new ?? 0) - (each.old ?? 0), 0)
  expect(difference).toBeLessThan(0)
  expect(preview.impact.differenceFen).toBe(difference)
})

test('an idle round is not running; a decided case and a frozen list are named before they are touched', async () => {
  const { desk, round } = await bareRound()
  const ask = (text: string) => desk.ask('policy.previewParameter', { roundId: round.id, key: 'event.materials', text })
  expect((await ask('营业执照')).impact).toMatchObject({ running: false, staleDecisions: 0, voidedListNo: null })
  await desk.ask('policy.setParameter', entry(round, 'event.minArea', '10000'))
  await desk.ask('policy.setParameter', entry(round, 'event.minExhibitors', '150'))
  await desk.ask('policy.setParameter', entry(round, 'event.leadDays', '15'))
  await desk.ask('policy.setParameter', entry(round, 'event.materials', '营业执照'))
  await desk.signIn('审核员乙')
  const { agreed } = await desk.ask('case.proposeMet', { roundId: round.id })
  expect(agreed).toBeGreaterThan(0)
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  const list = await desk.ask('list.freeze', { roundId: round.id })
  const stale = async () => (await desk.ask('case.list', { roundId: round.id })).filter((row) => row.stale).length
  expect(await stale()).toBe(0)
  const { impact } = await desk.ask('policy.previewParameter', {
    roundId: round.id,
    key: 'event.minArea',
    text: '20000',
  })
  expect(impact).toMatchObject({ running: true, voidedListNo: list.listNo })
  expect(impact.staleDecisions).toBeGreaterThan(0)
  await desk.ask('policy.setParameter', entry(round, 'event.minArea', '20000'))
  expect(await stale()).toBe(impact.staleDecisions)
  const [kept] = await desk.ask('list.all', { roundId: round.id })
  expect(kept?.invalidReason).toBe('参数“展会面积下限”有新值')
})

test('who entered what, when, on what basis, and which rounds use it', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const next = await newRound(desk, 3)
  desk.pass(10)
  await desk.ask('policy.setParameter', { ...entry(next, 'platform.cap', '90万元'), effectiveFrom: '2026-03-01' })
  const history = await desk.ask('policy.parameterHistory', { roundId: round.id, key: 'platform.cap' })
  const known = history.map(({ id: _id, enteredAt: _at, ...version }) => version)
  expect(known).toEqual([
    {
      ...{ text: '90万元', basis: BASIS, effectiveFrom: '2026-03-01', origin: 'bureau', who: '科长丙' },
      ...{ rounds: ['2026年第3批'], current: false },
    },
    {
      ...{ text: '80万元', basis: BASIS, effectiveFrom: '2026-01-01', origin: 'bureau', who: '科长丙' },
      ...{ rounds: ['2026年第2批'], current: true },
    },
    // The demo value belongs to the sample round and says so.
    {
      ...{ text: '100万元', basis: '演示参数，非政策规定', effectiveFrom: '2026-01-01', origin: 'demo', who: '甲' },
      ...{ rounds: ['2026年第1批'], current: false },
    },
  ])
  expect(history[0]?.enteredAt).toBe(new Date(desk.now).toISOString())
})

test('a round keeps the versions it took: neither another round’s value nor a later one reaches it', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.rate', '30%'))
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const before = await findings(desk, round)
  const other = await fill(desk, 3)
  await desk.ask('policy.setParameter', entry(other, 'platform.cap', '10万元'))
  await desk.ask('policy.setParameter', entry(other, 'gold-exchange.amounts', '综合类=40万元'))
  // A value that has not begun is used by no round, the one it was meant for least of all.
  for (const effectiveFrom of ['2026-03-06', '2027-01-01', '2099-01-01']) {
    const late = { ...entry(other, 'platform.rate', '5%'), effectiveFrom }
    expect(await desk.refused('policy.setParameter', late)).toMatch(
      /^BAD_INPUT 生效日期20\d\d年\d+月\d+日还没有到，本批次不能用这个数值/,
    )
  }
  expect(await parameter(desk, other, 'platform.rate')).toMatchObject({ value: { rate: { num: 30, den: 100 } } })
  expect(await desk.ask('round.assess', { roundId: round.id })).toMatchObject({ changed: 0 })
  expect(await findings(desk, round)).toEqual(before)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ value: { fen: 80_000_000 } })
  expect(await parameter(desk, round, 'gold-exchange.amounts')).toMatchObject({ origin: 'unset' })
  // A round made today starts with what has begun today: not with the rate of 2027.
  const next = await newRound(desk, 4)
  expect(await parameter(desk, next, 'platform.rate')).toMatchObject({ value: { rate: { num: 30, den: 100 } } })
  expect(await parameter(desk, next, 'platform.cap')).toMatchObject({ value: { fen: 10_000_000 } })
})

test('演示参数 come in as a whole where nothing was entered, and leave as a whole', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const before = await findings(desk, round)
  const shown = await desk.ask('policy.previewDemo', { roundId: round.id, demo: true })
  await desk.ask('policy.setDemo', { roundId: round.id, demo: true })
  expect((await desk.ask('round.get', { roundId: round.id })).demo).toBe(true)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ origin: 'bureau', value: { fen: 80_000_000 } })
  expect(await parameter(desk, round, 'platform.rate')).toMatchObject({ origin: 'demo' })
  expect(
    [...(await findings(desk, round))].filter(([no, now]) => before.get(no)?.computedFen !== now.computedFen),
  ).not.toEqual([])
  expect(shown.filled).toBe(15)
  expect(await desk.refused('policy.setDemo', { roundId: round.id, demo: true })).toMatch(
    /^CONFLICT .*已经使用演示参数/,
  )
  expect(await desk.refused('policy.setParameter', entry(round, 'platform.rate', '20%'))).toMatch(
    /先在“条款与参数”中移除/,
  )

  const leaving = await desk.ask('policy.previewDemo', { roundId: round.id, demo: false })
  expect(leaving).toMatchObject({ ended: shown.filled, filled: 0 })
  expect(leaving.impact.differenceFen).toBe(-shown.impact.differenceFen)
  await desk.ask('policy.setDemo', { roundId: round.id, demo: false })
  expect((await desk.ask('round.get', { roundId: round.id })).demo).toBe(false)
  expect(await findings(desk, round)).toEqual(before)
  expect(await parameter(desk, round, 'platform.cap')).toMatchObject({ origin: 'bureau' })
  expect(await parameter(desk, round, 'platform.rate')).toMatchObject({ origin: 'unset' })
  expect(await desk.refused('policy.setDemo', { roundId: round.id, demo: false })).toMatch(
    /^CONFLICT .*没有使用演示参数/,
  )
})

test('a round made with 演示参数 takes the bureau’s newest values when they leave, and its list is voided', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const open = { windowFrom: null, windowTo: null }
  const demo = await desk.ask('round.create', {
    year: 2026,
    batch: 3,
    budgetFen: 1_200_000_000,
    demoParameters: true,
    ...open,
  })
  const plan = await desk.ask('import.preview', { roundId: demo.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  await desk.ask('policy.setDemo', { roundId: demo.id, demo: false })
  expect(await parameter(desk, demo, 'platform.cap')).toMatchObject({ origin: 'bureau', value: { fen: 80_000_000 } })
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId: demo.id })
  await desk.signIn('科长丙')
  await recheckAll(desk, demo.id)
  const list = await desk.ask('list.freeze', { roundId: demo.id })
  expect(list.content.demo).toBe(false)
  expect((await desk.ask('policy.previewDemo', { roundId: demo.id, demo: true })).impact.voidedListNo).toBe(list.listNo)
  await desk.ask('policy.setDemo', { roundId: demo.id, demo: true })
  expect((await desk.ask('list.all', { roundId: demo.id }))[0]?.invalidReason).toBe('载入演示参数')
  const log = (await desk.ask('audit.list', { limit: 20 })).map(({ action, detail }) => `${action}：${detail}`)
  expect(log).toContainEqual(expect.stringMatching(/^载入演示参数：.*补入 15，停用 0/))
})

test('a verified backup is made before the set changes as a whole, and none for a look', async () => {
  const { desk, round } = await bareRound()
  const backups = () => readdirSync(join(dirname(desk.path), 'backups')).filter((name) => name.endsWith('.db')).length
  await desk.ask('policy.setParameter', entry(round, 'platform.cap', '80万元'))
  const fileToken = desk.readToken(await exported(desk, round))
  const next = await newRound(desk, 3)
  const before = backups()
  desk.pass(1)
  const { planHash } = await desk.ask('policy.previewImport', { roundId: round.id, fileToken })
  await desk.ask('policy.previewDemo', { roundId: next.id, demo: true })
  await desk.ask('policy.previewParameter', { roundId: next.id, key: 'platform.cap', text: '1万元' })
  expect(backups()).toBe(before)
  await desk.ask('policy.importParameters', { roundId: round.id, fileToken, planHash })
  expect(backups()).toBe(before + 1)
  desk.pass(1)
  await desk.ask('policy.setDemo', { roundId: next.id, demo: true })
  expect(backups()).toBe(before + 2)
})

test('the end of a use is kept: the versions stay, and with them what they were used for', async () => {
  const { desk, round } = await bareRound()
  await desk.ask('policy.setDemo', { roundId: round.id, demo: true })
  await desk.ask('policy.setDemo', { roundId: round.id, demo: false })
  const db = openDatabase(desk.path, { readonly: true })
  const ends = all<{ reason: string; key: string }>(
    db,
    `SELECT e.reason, u.key FROM round_parameter_end e JOIN round_parameter u ON u.id = e.round_parameter_id
     WHERE u.round_id = ? ORDER BY u.key`,
    round.id,
  )
  expect(new Set(ends.map(({ reason }) => reason))).toEqual(new Set(['移除演示参数']))
  expect(ends.map(({ key }) => key)).toContain('growth.tiers')
})
