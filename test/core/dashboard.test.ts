import { expect, test } from 'vitest'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { caseOf, sampleDesk } from './coreHarness.ts'
import { newRound } from './parameterDesk.ts'

test('the round counts its cases by stage and article, its money, and what is due with the working days left', async () => {
  const { desk, round } = await sampleDesk()
  const ask = () => desk.ask('round.dashboard', { roundId: round.id })
  const fresh = await ask()
  const total = fresh.stages.reduce((sum, { count }) => sum + count, 0)
  expect(total).toBe(round.applications)
  expect(fresh.stages.map(({ stage }) => stage)).toContain('归档')
  expect(fresh.articles.reduce((sum, { count }) => sum + count, 0)).toBe(round.applications)
  expect(fresh.articles.find(({ article }) => article === 'event')?.articleNo).toBe('第十一条')
  expect(fresh.next).toEqual({
    sentence: `还有 ${round.applications} 件待审`,
    act: { label: '去审核', page: 'review' },
  })
  expect(fresh.deadlines.map(({ label, on, note }) => [label, on, note])).toEqual([
    ['受理期截止', null, '未设'],
    ['补正到期', null, '没有未办结的补正'],
    ['公示期止', null, '还没有公示'],
    ['异议办理到期', null, '没有未办结的异议'],
  ])

  // Thursday 5 March 2026, five working days: Thursday 12 March.
  const one = await caseOf(desk, round.id, ({ article }) => article === 'platform')
  const told = { toldOn: '2026-03-05', dueDays: 5, againReason: '' }
  const items = ['实施报告']
  await desk.ask('supplement.request', { caseId: one.row.id, assessmentId: one.assessmentId ?? '', items, ...told })
  await desk.ask('case.proposeMet', { roundId: round.id })
  const { proposedFen } = await desk.ask('round.get', { roundId: round.id })
  const working = await ask()
  expect(working.budget).toEqual({
    totalFen: 1_200_000_000,
    fixedFen: 0,
    proposedFen,
    remainingFen: 1_200_000_000 - proposedFen,
  })
  expect(working.deadlines[1]).toMatchObject({ on: '2026-03-12', daysLeft: 5, overdue: 0, note: '未办结 1 件' })
  desk.now = Date.parse('2026-03-16T01:00:00.000Z')
  await desk.signIn('审核员乙')
  const late = await ask()
  // Friday 13 and Monday 16 March have gone by.
  expect(late.deadlines[1]).toMatchObject({ daysLeft: -2, overdue: 1 })
  expect(late.next.sentence).toBe('有 1 件补正已逾期，请办结')

  const asked = (from: typeof late) => from.articles.reduce((sum, { requestedFen }) => sum + requestedFen, 0)
  const caseIds = [one.row.id]
  await desk.ask('stage.act', { roundId: round.id, act: 'sendBack', caseIds, reason: '单位来函' })
  const gone = await ask()
  expect(gone.deadlines[1]).toMatchObject({ on: null, note: '没有未办结的补正' })
  expect(gone.next.sentence).not.toContain('补正')
  // 退回 takes it out of every sum of money and leaves it among those received; desk, list of rounds and dashboard agree.
  expect(asked(gone)).toBe(asked(late) - (one.row.requestedFen ?? 0))
  expect(one.row.requestedFen).toBeGreaterThan(0)
  expect(gone.articles.reduce((sum, { count }) => sum + count, 0)).toBe(round.applications)
  expect((await desk.ask('round.get', { roundId: round.id })).requestedFen).toBe(asked(gone))
  await desk.signIn('科长丙')
  expect((await desk.ask('desk.figures', { roundId: round.id })).figures.total.requestedFen).toBe(asked(gone))
})

test('a deadline beyond the last calendar is shown without days instead of failing', async () => {
  const { desk } = await sampleDesk('科长丙')
  await desk.ask('settings.save', SETTINGS)
  const { id } = await newRound(desk, 3)
  expect((await desk.ask('round.dashboard', { roundId: id })).next.act?.page).toBe('intake')
  const base = { year: 2027, batch: 1, budgetFen: 100, demoParameters: false, windowFrom: null }
  const far = await desk.ask('round.create', { ...base, windowTo: '2027-02-26' })
  const { deadlines } = await desk.ask('round.dashboard', { roundId: far.id })
  expect(deadlines[0]).toMatchObject({ on: '2027-02-26', daysLeft: null })
})
