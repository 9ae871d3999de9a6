import { expect, test } from 'vitest'
import { lockedWhy, stageAfterDecision } from '../../shared/stages/stages.ts'
import { caseOf, decide, sampleDesk } from './coreHarness.ts'

/** 2026年3月5日 is a Thursday; the 5 working days after it end on Thursday 12 March. */
const TOLD = { toldOn: '2026-03-05', dueDays: 5, items: ['补充实施报告', '补充专项审计报告'] }

test('补正 is told once with its last day, holds every other decision, and reopens the case when it ends', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ status }) => status === 'pending')
  const request = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', ...TOLD }
  expect(await desk.ask('supplement.due', TOLD_DUE)).toEqual({ dueOn: '2026-03-12' })
  const told = await desk.ask('supplement.request', { ...request, againReason: '' })
  expect(told.row).toMatchObject({ status: 'supplement', stage: '补正' })
  expect(told.supplements).toMatchObject([{ items: TOLD.items, dueOn: '2026-03-12', closed: null }])
  expect(told.decision?.opinion).toBe('请于2026年3月12日前补正：1. 补充实施报告；2. 补充专项审计报告')

  const agree = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', kind: 'agree', opinion: '同意' } as const
  expect(await desk.refused('case.decide', { ...agree, amountFen: 100 })).toMatch(
    /^CONFLICT 补正还没有办结（限2026年3月12日），请先“办结补正”再拟定意见/,
  )
  expect(await desk.refused('supplement.request', { ...request, againReason: '再要一份' })).toMatch(/未办结的补正/)

  const overdue = { caseId: one.row.id, outcome: 'overdue', receivedOn: null, words: '电话催告后仍未交' } as const
  desk.now = Date.UTC(2026, 2, 12, 2)
  await desk.signIn('审核员乙')
  expect(await desk.refused('supplement.close', overdue)).toMatch(/^BAD_INPUT 补正期限到2026年3月12日，还没有逾期/)
  const early = { ...overdue, outcome: 'complete', receivedOn: '2026-03-04', words: '' } as const
  expect(await desk.refused('supplement.close', early)).toMatch(/收到日期早于告知日期（2026年3月5日）/)
  expect((await desk.ask('supplement.list', { roundId: round.id })).map(({ daysLeft }) => daysLeft)).toEqual([0])
  desk.now = Date.UTC(2026, 2, 16, 2)
  await desk.signIn('审核员乙')
  // The 13th and the 16th are the two working days after the last one.
  expect((await desk.ask('supplement.list', { roundId: round.id })).map(({ daysLeft }) => daysLeft)).toEqual([-2])
  const closed = await desk.ask('supplement.close', overdue)
  expect(closed.row).toMatchObject({ status: 'pending', stage: '形式审查' })
  expect(closed.decision).toBeNull()

  expect(await desk.refused('supplement.request', { ...request, againReason: '' })).toMatch(/补正应一次性告知/)
  await decide(desk, closed, { amountFen: 100, opinion: '按现有材料' })
})

const TOLD_DUE = { toldOn: TOLD.toldOn, dueDays: TOLD.dueDays }

test('neither the end of a 补正 nor a way back to the applicant brings an older agreement back to life', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ status, outcome }) => status === 'pending' && outcome === 'met')
  const proposed = async () => (await desk.ask('round.get', { roundId: round.id })).proposedFen
  const { row, assessmentId } = one
  const before = await proposed()
  await decide(desk, one)
  const again = { caseId: row.id, assessmentId: assessmentId ?? '', againReason: '', ...TOLD }
  await desk.ask('supplement.request', again)
  const closing = { caseId: row.id, outcome: 'complete', receivedOn: '2026-03-05', words: '' } as const
  const closed = await desk.ask('supplement.close', closing)
  expect(closed.row).toMatchObject({ status: 'pending', stage: '形式审查' })
  expect([closed.decision, await proposed()]).toEqual([null, before])

  await decide(desk, closed, { amountFen: 100, opinion: '先按现有材料' })
  await decide(desk, closed, { amountFen: 200, opinion: '再按现有材料' })
  for (const act of ['sendBack', 'resume'] as const) {
    await desk.ask('stage.act', { roundId: round.id, act, caseIds: [row.id], reason: '单位来函' })
    expect([(await desk.ask('case.get', { caseId: row.id })).decision, await proposed()], act).toEqual([null, before])
  }
})

test('a 补正 over the end of the known calendar names the missing year and tells nobody anything', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ status }) => status === 'pending')
  desk.now = Date.UTC(2026, 11, 30, 2)
  await desk.signIn('审核员乙')
  const request = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', ...TOLD, toldOn: '2026-12-30' }
  expect(await desk.refused('supplement.request', { ...request, againReason: '' })).toMatch(/没有2027年的节假日安排/)
  expect((await desk.ask('case.get', { caseId: one.row.id })).row).toMatchObject({ status: 'pending', stage: '已受理' })
})

test('待核 leaves a case in 评审 or 专项审计; what is on its way to be paid is decided no more, new facts or not', () => {
  expect(stageAfterDecision('hold', '评审')).toBe('评审')
  expect(stageAfterDecision('hold', '专项审计')).toBe('专项审计')
  expect(stageAfterDecision('hold', '已受理')).toBe('形式审查')
  expect(stageAfterDecision('hold', '拟定')).toBe('形式审查')
  expect(lockedWhy({ stage: '公示', stale: true })).toBe('')
  expect(lockedWhy({ stage: '下达', stale: true })).toMatch(/已下达，意见不能再改/)
})
