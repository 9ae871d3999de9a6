import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseOf, decide } from '../core/coreHarness.ts'
import { pngFile } from '../fixtures/evidenceFiles.ts'
import { dispatch, inspect, merge, office, openAs, otherDesk, sendBack } from './exchangeDesks.ts'

test('handed back twice with work between: drafts are counted, a clock set back is told, what lasts is said before', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const away = otherDesk()
  await openAs(away, await dispatch(at, ['甲']), '甲')
  const one = await caseOf(away, round.id, ({ outcome }) => outcome === 'met')
  const other = await caseOf(away, round.id, ({ outcome, id }) => outcome === 'met' && id !== one.row.id)
  await decide(away, one)
  const typed = { opinion: '还没想好', chosen: null, adjusting: false, amountFen: null }
  await away.ask('case.saveDraft', { caseId: other.row.id, ...typed })
  expect(await away.ask('exchange.task', {})).toMatchObject({ worked: 1, drafts: 1 })
  await merge(desk, await sendBack(away, stick))

  // Back by two hours, and the decision taken back and made otherwise.
  away.now -= 2 * 3_600_000
  await away.signIn('甲')
  const { undo } = await away.ask('act.list', { roundId: round.id })
  await away.ask('act.undo', { roundId: round.id, actId: undo ?? '' })
  await decide(away, await caseOf(away, round.id, ({ id }) => id === one.row.id), {
    kind: 'refuse',
    opinion: '核对不符',
  })
  const back = await sendBack(away, stick)
  await desk.signIn('甲')
  const { accountId } = (
    await desk.ask('exchange.dispatchPlan', {
      ...{ roundId: round.id, articles: [], industries: [], assigneeId: null, applicationIds: null },
    })
  ).people.find(({ name }) => name === '审核员乙') ?? { accountId: '' }
  await desk.ask('assign.act', { roundId: round.id, caseIds: [one.row.id], accountId })
  await desk.signIn('科长丙')
  const seen = await inspect(desk, back)
  expect(seen.contested).toEqual([])
  expect(seen.remarks.join()).toContain('时钟在办理期间倒退过')
  expect(seen.remarks.join()).toContain('包里的意见撤回了结了本机原有的记录：合并之后不能撤销')
  const { mergeId } = await desk.ask('exchange.merge', { planId: seen.planId })
  expect((await caseOf(desk, round.id, ({ id }) => id === one.row.id)).decision).toMatchObject({ kind: 'refuse' })
  expect(await desk.refused('exchange.undoMerge', { mergeId, reason: '撤' })).toContain('备份恢复')

  // 甲 proposed it away and does not re-check it here.
  await desk.signIn('甲')
  const act = { roundId: round.id, caseIds: [one.row.id], reason: '' }
  await desk.ask('stage.act', { ...act, act: 'submit' })
  expect(await desk.refused('stage.act', { ...act, act: 'pass' })).toContain('CONFLICT')
}, 60_000)

test('two packages to one person, the account ended meanwhile, and files of one name or one content', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const first = await dispatch(at, ['审核员乙'])
  const second = await dispatch(at, ['审核员乙'])
  const [a, b] = [otherDesk(), otherDesk()]
  await openAs(a, first, '审核员乙')
  await openAs(b, second, '审核员乙')
  const one = await caseOf(a, round.id, ({ outcome }) => outcome === 'met')
  const caseId = one.row.id
  const file = (folder: string, content: string | Uint8Array): string => {
    const path = join(stick, folder)
    writeFileSync(path, content)
    return path
  }
  const picture = file('现场.png', pngFile())
  for (const away of [a, b]) {
    await away.ask('attachment.add', { caseId, material: '', fileToken: away.readToken(picture) })
  }
  writeFileSync(picture, Buffer.concat([pngFile(), Buffer.from([0])]))
  await b.ask('attachment.add', { caseId, material: '', fileToken: b.readToken(picture) })
  await decide(a, one)
  await decide(b, await caseOf(b, round.id, ({ id }) => id === caseId), { kind: 'hold', opinion: '再看' })
  await desk.signIn('甲')
  const accounts = await desk.ask('account.list', {})
  const accountId = accounts.find(({ name }) => name === '审核员乙')?.id ?? ''
  await desk.ask('account.setActive', { accountId, active: false })
  await desk.signIn('科长丙')
  await merge(desk, await sendBack(a, stick))
  const seen = await inspect(desk, await sendBack(b, stick))
  expect(seen.remarks.join()).toContain('审核员乙的账号在本机已停用')
  expect(seen.contested.map((each) => each.applicationId)).toEqual([caseId])
  const done = await desk.ask('exchange.merge', { planId: seen.planId })
  const { attachments } = await caseOf(desk, round.id, ({ id }) => id === caseId)
  expect(attachments.map(({ fileName }) => fileName)).toEqual(['现场.png', '现场.png', '现场.png'])
  expect(new Set(attachments.map(({ bytes }) => bytes)).size).toBe(2)
  for (const { id: attachmentId } of attachments) {
    expect(await desk.ask('attachment.read', { attachmentId })).toMatchObject({ media: 'png' })
  }
  await desk.ask('exchange.undoMerge', { mergeId: done.mergeId, reason: '第二份作废' })
  const after = await caseOf(desk, round.id, ({ id }) => id === caseId)
  expect(after.attachments).toHaveLength(1)
  expect(after.decision).toMatchObject({ kind: 'agree' })
  expect(desk.unexpected).toEqual([])
}, 60_000)

test('a package of two people is out until both have sent theirs back', async () => {
  const at = await office()
  const { desk, round, stick } = at
  const file = await dispatch(at, ['甲', '审核员乙'])
  const out = async () => {
    const choice = { roundId: round.id, articles: [], industries: [], assigneeId: null, applicationIds: null }
    return (await desk.ask('exchange.dispatchPlan', choice)).cases.map(({ alreadyIn }) => alreadyIn.length)
  }
  expect(Math.min(...(await out()))).toBe(1)
  const worked: string[] = []
  for (const [name, left] of [
    ['甲', 1],
    ['审核员乙', 0],
  ] as const) {
    const away = otherDesk()
    await openAs(away, file, name)
    const found = await caseOf(away, round.id, ({ outcome, id }) => outcome === 'met' && !worked.includes(id))
    worked.push(found.row.id)
    await decide(away, found)
    const { mergeId } = await merge(desk, await sendBack(away, stick))
    expect(await out()).toContain(left)
    if (left > 0) continue
    await desk.ask('exchange.undoMerge', { mergeId, reason: '重新合并' })
    expect(await out()).toContain(1)
  }
}, 60_000)
