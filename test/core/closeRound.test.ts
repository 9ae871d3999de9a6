import { expect, test } from 'vitest'
import { verifyFile } from '../../db/verify.ts'
import type { CaseView, RoundView } from '../../shared/views.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, staffedDesk } from './coreHarness.ts'
import { glasses, importRows } from './glassesRows.ts'
import { demoRound } from './listBooks.ts'

const NAME = '示例眼镜甲有限公司'
const REASON = '资金并入第2批安排，会议纪要〔2026〕3号'

async function firstBatch(): Promise<{ desk: Desk; round: RoundView; one: CaseView }> {
  const desk = await staffedDesk(['审核员乙', '科长丙', '公示丁'])
  const round = await demoRound(desk, 2026, 1)
  await desk.signIn('审核员乙')
  await importRows(desk, round.id, [glasses('N1', NAME, 1_000_000)])
  const one = await caseOf(desk, round.id, () => true)
  await decide(desk, one)
  await desk.signIn('科长丙')
  return { desk, round, one }
}

/** The first batch with a list that fell by a correction; 科长丙 is signed in. */
async function fallenBatch() {
  const made = await firstBatch()
  const { desk, round, one } = made
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  const edits = [{ fact: 'phone', text: '0755-28900000' } as const]
  await desk.signIn('审核员乙')
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '更换联系电话' })
  await desk.signIn('科长丙')
  return made
}

test('a batch is closed only with a reason, once its list fell, and by the chief', async () => {
  const { desk, round } = await firstBatch()
  const refusal = (reason = REASON) => desk.refused('round.close', { roundId: round.id, reason })
  expect(await refusal()).toMatch(/^CONFLICT 2026年第1批还没有定过稿，不妨碍其他批次/)
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  expect(await refusal()).toMatch(/^CONFLICT 2026年第1批有有效的定稿名单“定稿2026-1-01”/)
  expect(await refusal('  ')).toMatch(/^BAD_INPUT 请写明本批次不再定稿的理由/)
  expect(await desk.ask('round.get', { roundId: round.id })).toMatchObject({ fallen: false, closing: null })
  await desk.signIn('审核员乙')
  expect(await refusal()).toMatch(/^FORBIDDEN/)
})

test('a sample is thrown away, not closed', async () => {
  const { desk, round } = await sampleDesk('科长丙')
  expect(await desk.refused('round.close', { roundId: round.id, reason: REASON })).toMatch(/是示例批次，不用结束/)
})

test('later batches no longer wait for a closed batch', async () => {
  const { desk, round } = await fallenBatch()
  const { id: second } = await demoRound(desk, 2026, 2)
  await desk.signIn('审核员乙')
  await importRows(desk, second, [glasses('M1', NAME, 1_000_000)])
  await decide(desk, await caseOf(desk, second, () => true))
  await desk.signIn('科长丙')
  await recheckAll(desk, second)
  expect(await desk.refused('list.freeze', { roundId: second })).toMatch(/第1批的名单已失效.*或由科长在“批次”中结束它/)
  expect(await desk.ask('round.close', { roundId: round.id, reason: ` ${REASON} ` })).toEqual({ name: '2026年第1批' })
  expect((await desk.ask('list.freeze', { roundId: second })).listNo).toBe('定稿2026-2-01')
  const view = await desk.ask('round.get', { roundId: round.id })
  expect(view).toMatchObject({ fallen: true, closing: { reason: REASON, closerName: '科长丙' } })
  const { next } = await desk.ask('round.dashboard', { roundId: round.id })
  expect(next).toEqual({ sentence: `本批次已结束，不再定稿（${REASON}）`, act: null })
  expect(await desk.ask('audit.list', { limit: 5 })).toContainEqual(
    expect.objectContaining({ who: '科长丙', action: '结束批次', detail: expect.stringContaining(REASON) }),
  )
  expect(verifyFile(desk.path)).toMatchObject({ ok: true })
})

test('nothing of a closed batch is changed any more; what people bring forward is still registered', async () => {
  const { desk, round, one } = await fallenBatch()
  const { id: other } = await demoRound(desk, 2026, 2)
  const roundId = round.id
  const caseId = one.row.id
  await desk.ask('round.close', { roundId, reason: REASON })
  const closed = /^CONFLICT 2026年第1批已由科长结束（不再定稿），不能再改动/
  const { budgetFen, rules } = round
  const case_ = await desk.ask('case.get', { caseId })
  const refusals = {
    again: await desk.refused('round.close', { roundId, reason: REASON }),
    rules: await desk.refused('round.setRules', { roundId, budgetFen: budgetFen + 100, rules }),
    freeze: await desk.refused('list.freeze', { roundId }),
    stage: await desk.refused('stage.act', { roundId, act: 'sendBack', caseIds: [caseId], reason: '材料退回' }),
  }
  expect(refusals.again).toMatch(/已经结束，不必再办/)
  expect(refusals.rules).toMatch(closed)
  expect(refusals.freeze).toMatch(/^CONFLICT/)
  expect(refusals.stage).toMatch(/^CONFLICT/)
  await desk.signIn('审核员乙')
  const decision = { kind: 'agree', amountFen: null, opinion: '' } as const
  expect(await desk.refused('case.decide', { caseId, assessmentId: case_.assessmentId ?? '', ...decision })).toMatch(
    closed,
  )
  const edits = [{ fact: 'phone', text: '0755-28900001' } as const]
  expect(await desk.refused('case.correct', { caseId, edits, reason: '更正' })).toMatch(closed)
  const plan = await importRows(desk, other, [glasses('M9', NAME, 1_000_000)])
  expect(plan.done.created).toBe(1)
  await expect(importRows(desk, roundId, [glasses('N2', NAME, 1_000_000)])).rejects.toThrow(/已由科长结束/)
  await desk.signIn('公示丁')
  const report = { signed: 'anonymous', person: '', receivedOn: '2026-03-05', receivedHow: '电话' } as const
  const objection = await desk.ask('objection.add', {
    roundId,
    applicationId: caseId,
    kind: 'report',
    subject: '举报',
    ...report,
  })
  await desk.signIn('科长丙')
  const close = { objectionId: objection.id, happenedOn: '2026-03-05', outcome: 'upheld', words: '属实' } as const
  expect(await desk.refused('objection.close', { ...close, effect: 'reopened' })).toMatch(closed)
  expect((await desk.ask('objection.close', { ...close, effect: 'none' })).steps).toHaveLength(1)
  expect((await desk.ask('case.get', { caseId })).row.stage).toBe(case_.row.stage)
})
