import { expect, test } from 'vitest'
import { caseOf, type Desk, decide, recheckAll, staffedDesk, tempFolder } from '../core/coreHarness.ts'
import { glasses, importRows } from '../core/glassesRows.ts'
import { demoRound } from '../core/listBooks.ts'
import { dispatch, merge, openAs, otherDesk, sendBack } from './exchangeDesks.ts'

const NAME = '示例眼镜甲有限公司'
const APART = '同一单位的其他申报或以往批次资助没有随派发包带来'

const amounts = async (desk: Desk, roundId: string) => {
  const rows = await desk.ask('case.list', { roundId })
  return Object.fromEntries(rows.map(({ applicationNo, computedFen }) => [applicationNo, computedFen]))
}

test('what other batches granted stays at the office: the workspace says so by the case, and the merge finds the amounts anew', async () => {
  const desk = await staffedDesk()
  const first = await demoRound(desk, 2026, 1)
  // 80万 × 15% = 12万 of the yearly 30万.
  await importRows(desk, first.id, [glasses('A1', NAME, 800_000)])
  await decide(desk, await caseOf(desk, first.id, () => true))
  await desk.signIn('科长丙')
  await recheckAll(desk, first.id)
  await desk.ask('list.freeze', { roundId: first.id })
  await desk.signIn('甲')
  const round = await demoRound(desk, 2026, 2)
  await importRows(desk, round.id, [
    glasses('N1', NAME, 2_000_000),
    glasses('N2', '示例眼镜乙有限公司', 2_000_000, '91440307MA00000157'),
    glasses('N3', '示例眼镜丙有限公司', 1_000_000, '91440307MA00000232'),
    glasses('N4', '示例眼镜丙有限公司', 2_000_000, '91440307MA00000232'),
  ])
  const home = { N1: 18_000_000, N2: 30_000_000, N3: 15_000_000, N4: 15_000_000 }
  expect(await amounts(desk, round.id)).toEqual(home)

  const at = { desk, round, stick: tempFolder() }
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['审核员乙'], (no) => no !== 'N3'), '审核员乙')
  // As the office found them, until something is found anew.
  expect(await amounts(away, round.id)).toEqual({ N1: 18_000_000, N2: 30_000_000, N4: 15_000_000 })
  const second = await caseOf(away, round.id, ({ applicationNo }) => applicationNo === 'N2')
  const edits = [{ fact: 'projectName', text: '改过的项目' }] as const
  await away.ask('case.correct', { caseId: second.row.id, edits: [...edits], reason: '照原件' })
  for (const [no, apart] of [
    ['N1', true],
    ['N2', false],
    ['N4', true],
  ] as const) {
    const { assessment } = await caseOf(away, round.id, ({ applicationNo }) => applicationNo === no)
    expect(assessment?.warnings.join().includes(APART), no).toBe(apart)
  }
  const one = await caseOf(away, round.id, ({ applicationNo }) => applicationNo === 'N1')
  await decide(away, one)
  await merge(desk, await sendBack(away, at.stick))
  expect(await amounts(desk, round.id)).toEqual(home)
  const here = await caseOf(desk, round.id, ({ applicationNo }) => applicationNo === 'N1')
  expect(here.assessment?.warnings.join()).not.toContain(APART)
  expect(here.row).toMatchObject({ status: 'agreed', stale: one.row.computedFen !== 18_000_000 })
}, 60_000)

test('one pair ruled on by both sides waits for a ruling, whichever word came last', async () => {
  const desk = await staffedDesk()
  const round = await demoRound(desk, 2026, 2)
  await importRows(desk, round.id, [glasses('N1', NAME, 800_000), glasses('N2', NAME, 900_000)])
  await desk.signIn('科长丙')
  const at = { desk, round, stick: tempFolder() }
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['审核员乙']), '审核员乙')
  const rows = await desk.ask('case.list', { roundId: round.id })
  const [one, other] = ['N2', 'N1'].map((no) => rows.find(({ applicationNo }) => applicationNo === no)?.id ?? '')
  const pair = { roundId: round.id, applicationId: one ?? '', otherKey: `application:${other}` }
  await away.ask('radar.rule', { ...pair, ruling: 'different', reason: '两批设备' })
  await desk.signIn('甲')
  await desk.ask('radar.rule', { ...pair, ruling: 'same', reason: '同一张发票' })
  await desk.signIn('科长丙')
  const done = await merge(desk, await sendBack(away, at.stick))
  expect(done.contested.map(({ causes }) => causes.map(({ cause }) => cause))).toEqual([['matter']])
  const [contest] = await desk.ask('exchange.contested', { roundId: round.id })
  expect(contest?.sides.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
    ['同一事项：同一张发票'],
    ['不同事项：两批设备'],
  ])
}, 60_000)
