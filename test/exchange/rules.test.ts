import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseOf, decide } from '../core/coreHarness.ts'
import { pngFile } from '../fixtures/evidenceFiles.ts'
import { dispatch, inspect, merge, office, openAs, otherDesk, sendBack } from './exchangeDesks.ts'

test('who declared 回避 at the office meanwhile: the work of the other computer waits and cannot be adopted', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const path = await dispatch(at, ['审核员乙'])
  const away = otherDesk()
  await openAs(away, path, '审核员乙')
  const one = await caseOf(away, round.id, ({ outcome }) => outcome === 'met')
  await decide(away, one)
  const back = await sendBack(away, stick)
  const { people } = await desk.ask('exchange.dispatchPlan', {
    roundId: round.id,
    articles: [],
    industries: [],
    assigneeId: null,
    applicationIds: null,
  })
  const accountId = people.find(({ name }) => name === '审核员乙')?.accountId ?? null
  await desk.ask('case.recuse', { caseId: one.row.id, accountId, reason: '亲属任职' })
  const seen = await inspect(desk, back)
  expect(seen.contested[0]?.causes.map(({ cause }) => cause)).toContain('recused')
  await desk.ask('exchange.merge', { planId: seen.planId })
  const [contest] = await desk.ask('exchange.contested', { roundId: round.id })
  const side = contest?.sides[1]
  expect(side?.barred).toContain('回避')
  const rule = { applicationId: one.row.id, reason: '采用' }
  expect(await desk.refused('exchange.rule', { ...rule, chosen: side?.sideId ?? '' })).toContain('不能采用')
  await desk.ask('exchange.rule', { ...rule, chosen: 'current' })
  expect((await caseOf(desk, round.id, ({ id }) => id === one.row.id)).decision).toBe(null)
}, 120_000)

test('who re-checked a case here cannot have decided it there', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const path = await dispatch(at, ['甲'])
  await desk.signIn('审核员乙')
  const one = await caseOf(desk, round.id, ({ outcome }) => outcome === 'met')
  await decide(desk, one)
  const act = { roundId: round.id, caseIds: [one.row.id], reason: '' }
  await desk.ask('stage.act', { ...act, act: 'submit' })
  await desk.signIn('甲')
  await desk.ask('stage.act', { ...act, act: 'pass' })
  const away = otherDesk()
  await openAs(away, path, '甲')
  await decide(away, await caseOf(away, round.id, ({ id }) => id === one.row.id), { kind: 'refuse', opinion: '不宜' })
  await desk.signIn('科长丙')
  const seen = await inspect(desk, await sendBack(away, stick))
  expect(seen.contested[0]?.causes.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['four-eyes', 'decision']))
  await desk.ask('exchange.merge', { planId: seen.planId })
  const [contest] = await desk.ask('exchange.contested', { roundId: round.id })
  expect(contest?.sides[1]?.barred).toContain('既拟定又复核')
}, 120_000)

test('corrections of different facts by two people both stand, with their attachments; taking the merge back is new records', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const path = await dispatch(at, ['审核员乙', '甲'])
  const away = otherDesk()
  await openAs(away, path, '审核员乙')
  const one = await caseOf(away, round.id, ({ outcome }) => outcome === 'met')
  const caseId = one.row.id
  await away.ask('case.correct', { caseId, edits: [{ fact: 'projectName', text: '改过的项目' }], reason: '照原件' })
  const picture = join(stick, '照片.png')
  writeFileSync(picture, pngFile())
  await away.ask('attachment.add', { caseId, material: '', fileToken: away.readToken(picture) })
  const back = await sendBack(away, stick)
  await desk.ask('case.correct', { caseId, edits: [{ fact: 'contact', text: '样例联系人乙' }], reason: '来电更正' })
  const done = await merge(desk, back)
  expect(done.contested).toEqual([])
  const here = await caseOf(desk, round.id, ({ id }) => id === caseId)
  expect(here.row.projectName).toBe('改过的项目')
  const [attachment] = here.attachments
  expect(await desk.ask('attachment.read', { attachmentId: attachment?.id ?? '' })).toMatchObject({ media: 'png' })

  const undone = await desk.ask('exchange.undoMerge', { mergeId: done.mergeId, reason: '合并错了' })
  expect(undone[0]).toMatchObject({ mergeId: done.mergeId, undone: { by: '科长丙', reason: '合并错了' } })
  const after = await caseOf(desk, round.id, ({ id }) => id === caseId)
  expect(after.row.projectName).toBe(one.row.projectName)
  expect(after.attachments).toEqual([])
  expect(await desk.refused('exchange.undoMerge', { mergeId: done.mergeId, reason: '再撤' })).toContain('已经撤销过')
  expect(await desk.refused('exchange.inspect', { file: desk.readToken(back) })).toContain('合并后已被撤销')
}, 120_000)
