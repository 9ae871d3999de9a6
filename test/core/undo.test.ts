import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { latestDecision } from '../../db/decisions.ts'
import { openDatabase } from '../../db/open.ts'
import type { CaseRow, CaseView, RoundView } from '../../shared/views.ts'
import { randomFrom } from '../db/fixture.ts'
import { pngFile } from '../fixtures/evidenceFiles.ts'
import { caseOf, colleagueOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'

const MET = (row: CaseRow): boolean => row.status === 'pending' && row.outcome === 'met'

async function trail(desk: Desk, { id }: RoundView) {
  return desk.ask('act.list', { roundId: id })
}

/** Takes the next act back and answers its label. */
async function undo(desk: Desk, round: RoundView): Promise<string> {
  const { undo: actId } = await trail(desk, round)
  return (await desk.ask('act.undo', { roundId: round.id, actId: actId ?? '' })).label
}

async function redo(desk: Desk, round: RoundView): Promise<string> {
  const { redo: actId } = await trail(desk, round)
  return (await desk.ask('act.redo', { roundId: round.id, actId: actId ?? '' })).label
}

async function refusedUndo(desk: Desk, round: RoundView): Promise<string> {
  const { undo: actId } = await trail(desk, round)
  return desk.refused('act.undo', { roundId: round.id, actId: actId ?? '' })
}

const fresh = (desk: Desk, one: CaseView): Promise<CaseView> => desk.ask('case.get', { caseId: one.row.id })

describe('拟定意见', () => {
  test('undone it no longer counts and the case goes back; redone it counts again; both stay in the history', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    const decided = await decide(desk, one)
    const label = await undo(desk, round)
    expect(label).toContain(`拟定意见 ${one.row.applicationNo} 同意 `)
    const undone = await fresh(desk, one)
    expect(undone).toMatchObject({ decision: null, row: { status: 'pending', stage: one.row.stage } })
    expect(undone.history.map(({ text }) => text)).toContain('“拟同意”不再作数。撤销')
    expect(await redo(desk, round)).toBe(label)
    const redone = await fresh(desk, one)
    expect(redone.decision).toMatchObject({ kind: 'agree', amountFen: decided.decision?.amountFen })
    expect(redone.row.stage).toBe('拟定')
    const audit = await colleagueOf(desk, '科长丙').ask('audit.list', { limit: 20 })
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['撤销', '重做']))
  })

  test('the decision before counts again, and a new act ends what could be redone', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, await decide(desk, one), { kind: 'refuse', opinion: '材料不齐' })
    await undo(desk, round)
    expect((await fresh(desk, one)).decision?.kind).toBe('agree')
    await decide(desk, await fresh(desk, one), { kind: 'hold', opinion: '再核实' })
    expect((await trail(desk, round)).redo).toBeNull()
    await undo(desk, round)
    await undo(desk, round)
    expect((await fresh(desk, one)).decision).toBeNull()
  })

  test('it reaches across cases and restarts, newest first', async () => {
    const { desk, round } = await sampleDesk()
    const first = await caseOf(desk, round.id, MET)
    await decide(desk, first)
    const second = await caseOf(desk, round.id, (row) => MET(row) && row.id !== first.row.id)
    await decide(desk, second)
    desk.restart()
    await desk.signIn('审核员乙')
    expect((await trail(desk, round)).acts.map(({ caseId }) => caseId)).toEqual([second.row.id, first.row.id])
    await undo(desk, round)
    desk.restart()
    await desk.signIn('审核员乙')
    await undo(desk, round)
    expect((await fresh(desk, first)).decision).toBeNull()
    await redo(desk, round)
    await redo(desk, round)
    expect((await fresh(desk, second)).decision?.kind).toBe('agree')
  })

  test('refused when somebody decided after, and nothing changed', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, one)
    const other = colleagueOf(desk, '科长丙')
    await decide(other, await fresh(other, one), { kind: 'hold', opinion: '请再核对' })
    expect(await refusedUndo(desk, round)).toMatch(/^CONFLICT .*之后已由科长丙另行拟定；没有任何改动/)
    expect((await fresh(desk, one)).decision?.reviewer).toBe('科长丙')
  })

  test('refused once submitted, and open again when the submission is taken back', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, one)
    const other = colleagueOf(desk, '科长丙')
    await other.ask('stage.act', { roundId: round.id, act: 'submit', caseIds: [one.row.id], reason: '' })
    expect(await refusedUndo(desk, round)).toMatch(/已提交复核，意见已锁定/)
    await undo(other, round)
    await undo(desk, round)
    expect((await fresh(desk, one)).row.stage).toBe(one.row.stage)
  })

  test('refused after the list was frozen: the chief must return it', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, (row) => MET(row) && row.article !== 'platform')
    await decide(desk, one)
    const chief = colleagueOf(desk, '甲')
    await recheckAll(chief, round.id)
    const freezer = colleagueOf(desk, '科长丙')
    await freezer.ask('list.freeze', { roundId: round.id })
    expect(await refusedUndo(desk, round)).toMatch(/之后名单已定稿（.+），不能撤销或重做；要改请先由科长退回/)
    expect((await freezer.ask('list.all', { roundId: round.id }))[0]?.invalidReason).toBeNull()
  })

  test('not redone once the facts changed, nor for a step that is not the next', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, one)
    const [act] = (await trail(desk, round)).acts
    await undo(desk, round)
    const other = colleagueOf(desk, '科长丙')
    const edits = [{ fact: 'requestedFen', text: '1万元' }] as const
    await other.ask('case.correct', { caseId: one.row.id, edits: [...edits], reason: '申请书写错' })
    expect(await desk.refused('act.redo', { roundId: round.id, actId: act?.id ?? '' })).toMatch(
      /资料或机审结论之后有变动/,
    )
    expect(await desk.refused('act.undo', { roundId: round.id, actId: act?.id ?? '' })).toMatch(
      /已经撤销，没有任何改动/,
    )
    expect(await other.refused('act.undo', { roundId: round.id, actId: act?.id ?? '' })).toMatch(
      /您的操作记录中没有这一步/,
    )
  })

  test('an act that cannot be undone does not shut off older ones on other cases', async () => {
    const { desk, round } = await sampleDesk()
    const first = await caseOf(desk, round.id, MET)
    await decide(desk, first)
    const second = await caseOf(desk, round.id, (row) => MET(row) && row.id !== first.row.id)
    await decide(desk, second)
    const other = colleagueOf(desk, '科长丙')
    await decide(other, await fresh(other, second), { kind: 'hold', opinion: '请再核对' })
    expect(await refusedUndo(desk, round)).toMatch(/之后已由科长丙另行拟定/)
    const older = (await trail(desk, round)).acts.at(-1)
    const oldest = { roundId: round.id, actId: older?.id ?? '' }
    await desk.ask('act.undo', oldest)
    expect((await fresh(desk, first)).decision).toBeNull()
    expect((await fresh(desk, second)).decision?.reviewer).toBe('科长丙')
    expect(await desk.refused('act.undo', oldest)).toMatch(/已经撤销/)
    await desk.ask('act.redo', oldest)
    expect((await fresh(desk, first)).decision?.kind).toBe('agree')
    expect(await desk.refused('act.redo', oldest)).toMatch(/没有撤销过/)
  })

  test('of one case the newer act is undone first, and the older one redone first', async () => {
    const { desk, round } = await sampleDesk()
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, await decide(desk, one), { kind: 'refuse', opinion: '材料不齐' })
    const [newer, older] = (await trail(desk, round)).acts
    const step = (act: typeof newer) => ({ roundId: round.id, actId: act?.id ?? '' })
    expect([newer?.closed, older?.closed]).toEqual(['', `同一件申报之后还有“${newer?.label}”，请先撤销那一步`])
    expect(await desk.refused('act.undo', step(older))).toMatch(/请先撤销那一步/)
    expect((await fresh(desk, one)).decision?.kind).toBe('refuse')
    await undo(desk, round)
    await undo(desk, round)
    expect(await desk.refused('act.redo', step(newer))).toMatch(/之前还有.+请先重做那一步/)
    await desk.ask('act.redo', step(older))
    await desk.ask('act.redo', step(newer))
    expect((await fresh(desk, one)).decision?.kind).toBe('refuse')
  })

  test('who undid a decision has still reviewed the case', async () => {
    const { desk, round } = await sampleDesk('甲')
    const one = await caseOf(desk, round.id, MET)
    await decide(desk, one)
    await undo(desk, round)
    const other = colleagueOf(desk, '审核员乙')
    await decide(other, await fresh(other, one))
    await other.ask('stage.act', { roundId: round.id, act: 'submit', caseIds: [one.row.id], reason: '' })
    const pass = { roundId: round.id, act: 'pass' as const, caseIds: [one.row.id], reason: '' }
    expect(await desk.refused('stage.act', pass)).toMatch(/本人拟定过意见/)
  })
})

test('批量拟定 is undone whole or not at all', async () => {
  const { desk, round } = await sampleDesk()
  const { agreed, refused } = await desk.ask('case.proposeMet', { roundId: round.id })
  expect(await undo(desk, round)).toBe(`批量拟定 ${agreed + refused} 件（同意 ${agreed}，不予支持 ${refused}）`)
  const decided = async () =>
    (await desk.ask('case.list', { roundId: round.id })).filter(({ reviewer }) => reviewer !== '')
  expect(await decided()).toEqual([])
  await redo(desk, round)
  expect((await decided()).length).toBe(agreed + refused)
  const other = colleagueOf(desk, '科长丙')
  const one = await caseOf(other, round.id, ({ status }) => status === 'agreed')
  await decide(other, one, { kind: 'hold', opinion: '再核实' })
  expect(await refusedUndo(desk, round)).toContain(one.row.applicationNo)
  expect((await decided()).length).toBe(agreed + refused)
})

test('a correction is undone by a correction back to the old values', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, MET)
  const before = one.application.facts.requestedFen
  const edits = [{ fact: 'requestedFen' as const, text: '1.2万元' }]
  const plan = await desk.ask('case.planCorrection', { caseId: one.row.id, edits })
  expect(plan.changes.map(({ after }) => after)).toEqual(['12,000.00 元'])
  expect((await fresh(desk, one)).application).toEqual(one.application)
  const corrected = await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '申请书写错' })
  expect(plan.after).toEqual({ outcome: corrected.row.outcome, amountFen: corrected.row.computedFen })
  expect(await undo(desk, round)).toContain(`更正资料 ${one.row.applicationNo}（`)
  const undone = await fresh(desk, one)
  expect(undone.application.facts.requestedFen).toBe(before)
  expect(undone.row.computedFen).toBe(one.row.computedFen)
  expect(undone.history.some(({ text }) => text.endsWith('理由：撤销'))).toBe(true)
  await redo(desk, round)
  expect((await fresh(desk, one)).application.facts.requestedFen).toBe(1_200_000)
  const other = colleagueOf(desk, '科长丙')
  const again = [{ fact: 'requestedFen' as const, text: '2万元' }]
  await other.ask('case.correct', { caseId: one.row.id, edits: again, reason: '再核对' })
  expect(await refusedUndo(desk, round)).toMatch(/之后又有更正或重新导入；没有任何改动/)
})

test('a correction stays for whoever has declared 回避 since', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, MET)
  const edits = [{ fact: 'requestedFen' as const, text: '1.2万元' }]
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '申请书写错' })
  await desk.ask('case.recuse', { caseId: one.row.id, accountId: null, reason: '亲属任职' })
  expect(await refusedUndo(desk, round)).toMatch(/^FORBIDDEN .*声明回避/)
})

test('派件, stages and 补正 are undone and redone', async () => {
  const { desk, round } = await sampleDesk('甲')
  const roundId = round.id
  const one = await caseOf(desk, roundId, MET)
  const caseIds = [one.row.id]
  const people = await desk.ask('people.list', { roundId })
  const yi = people.find(({ name }) => name === '审核员乙')?.id ?? ''
  const there = async () => {
    const { row, supplements } = await fresh(desk, one)
    return [row.assignee, row.stage, row.status, supplements.at(-1)?.closed?.outcome ?? supplements.length]
  }
  const states = [await there()]
  const acts: (() => Promise<unknown>)[] = [
    () => desk.ask('assign.act', { roundId, caseIds, accountId: yi }),
    () => desk.ask('stage.act', { roundId, act: 'advance', caseIds, reason: '' }),
    () => desk.ask('stage.act', { roundId, act: 'sendBack', caseIds, reason: '材料不符' }),
    () => desk.ask('stage.act', { roundId, act: 'resume', caseIds, reason: '重新受理' }),
    async () => decide(desk, await fresh(desk, one)),
    () => desk.ask('stage.act', { roundId, act: 'submit', caseIds, reason: '' }),
    () => desk.ask('stage.act', { roundId, act: 'takeBack', caseIds, reason: '' }),
    () => desk.ask('stage.act', { roundId, act: 'submit', caseIds, reason: '' }),
    () => desk.ask('stage.act', { roundId, act: 'return', caseIds, reason: '请再核对' }),
  ]
  for (const act of acts) {
    await act()
    states.push(await there())
  }
  for (const state of states.slice(0, -1).reverse()) {
    await undo(desk, round)
    expect(await there()).toEqual(state)
  }
  expect((await trail(desk, round)).undo).toBeNull()
  for (const state of states.slice(1)) {
    await redo(desk, round)
    expect(await there()).toEqual(state)
  }
})

test('a 补正 is cancelled, and told again', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, MET)
  const told = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', items: ['营业执照'], toldOn: '2026-03-05' }
  await desk.ask('supplement.request', { ...told, dueDays: 5, againReason: '' })
  await undo(desk, round)
  const undone = await fresh(desk, one)
  expect(undone.row).toMatchObject({ status: 'pending', stage: one.row.stage })
  expect(undone.supplements.at(-1)?.closed).toMatchObject({ outcome: 'cancelled', words: '撤销' })
  await redo(desk, round)
  expect((await fresh(desk, one)).row).toMatchObject({ status: 'supplement', stage: '补正' })
  await desk.ask('supplement.close', { caseId: one.row.id, outcome: 'complete', receivedOn: '2026-03-05', words: '' })
  expect(await refusedUndo(desk, round)).toMatch(/这次补正已办结；没有任何改动/)
})

test('attachments and pins are undone and redone', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, MET)
  const path = join(tempFolder(), '照片.png')
  writeFileSync(path, pngFile())
  const caseId = one.row.id
  const added = await desk.ask('attachment.add', { caseId, material: '营业执照', fileToken: desk.readToken(path) })
  const attachmentId = added.attachments[0]?.id ?? ''
  const condition = one.assessment?.conditions[0]?.id ?? ''
  await desk.ask('attachment.pin', { caseId, condition, at: { attachmentId, page: 1 } })
  await undo(desk, round)
  expect((await fresh(desk, one)).pins).toEqual([])
  await redo(desk, round)
  expect((await fresh(desk, one)).pins).toEqual([{ condition, attachmentId, page: 1 }])
  await undo(desk, round)
  await undo(desk, round)
  expect((await fresh(desk, one)).attachments).toEqual([])
  await redo(desk, round)
  await redo(desk, round)
  const { attachments, pins } = await fresh(desk, one)
  const [again] = attachments
  expect(pins).toEqual([{ condition, attachmentId: again?.id, page: 1 }])
  await desk.ask('attachment.withdraw', { attachmentId: again?.id ?? '', reason: '拿错了' })
  await undo(desk, round)
  const back = await fresh(desk, one)
  expect(back.attachments.map(({ fileName }) => fileName)).toEqual(['照片.png'])
  expect(back.pins.map(({ attachmentId }) => attachmentId)).toEqual(back.attachments.map(({ id }) => id))
})

test('a case sent back with a decision is not brought back by undo: it says how', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, MET)
  await decide(desk, one)
  const caseIds = [one.row.id]
  await desk.ask('stage.act', { roundId: round.id, act: 'sendBack', caseIds, reason: '单位要求' })
  expect(await refusedUndo(desk, round)).toMatch(/原有意见已不作数，请用“恢复办理”后重新拟定/)
})

test('a random walk of decisions, undoing and redoing leaves what a plain stack of them leaves', async () => {
  const { desk, round } = await sampleDesk()
  const rows = (await desk.ask('case.list', { roundId: round.id })).filter(MET).slice(0, 4)
  const random = randomFrom(7)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] ?? raise()
  /** Words of the counting decisions, oldest first. */
  const counting = new Map<string, string[]>(rows.map(({ id }) => [id, []]))
  const done: { id: string; words: string }[] = []
  let undone: { id: string; words: string }[] = []
  for (let step = 0; step < 90; step += 1) {
    const dice = random()
    if (dice < 0.5) {
      const { id } = pick(rows)
      const words = `第 ${step} 步`
      const view = await desk.ask('case.get', { caseId: id })
      await decide(desk, view, { kind: pick(['agree', 'refuse', 'hold'] as const), opinion: words })
      counting.get(id)?.push(words)
      done.push({ id, words })
      undone = []
    } else if (dice < 0.8) {
      const last = done.pop()
      expect((await trail(desk, round)).undo === null).toBe(last === undefined)
      if (last === undefined) continue
      await undo(desk, round)
      counting.get(last.id)?.pop()
      undone.push(last)
    } else {
      const next = undone.pop()
      expect((await trail(desk, round)).redo === null).toBe(next === undefined)
      if (next === undefined) continue
      await redo(desk, round)
      counting.get(next.id)?.push(next.words)
      done.push(next)
    }
  }
  const db = openDatabase(desk.path, { readonly: true })
  try {
    for (const [id, words] of counting) expect(latestDecision(db, id)?.opinion ?? null).toBe(words.at(-1) ?? null)
  } finally {
    db.close()
  }
})

function raise(): never {
  throw new Error('nothing to pick from')
}
