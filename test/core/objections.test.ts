import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import type { PaperKind } from '../../shared/contract/papers.ts'
import type { Input } from '../../shared/contract.ts'
import { paperNo } from '../../shared/objections/issuedPaper.ts'
import type { Objection } from '../../shared/objections/objection.ts'
import type { OfficeSettings, RoundView } from '../../shared/views.ts'
import { SETTINGS } from '../fixtures/frozenList.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'

const OFFICE: OfficeSettings = { ...SETTINGS, startOn: '2026-03-09' }
const PERSON = '欧阳某某'

async function freeze(desk: Desk, roundId: string): Promise<string> {
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, roundId)
  return (await desk.ask('list.freeze', { roundId })).id
}

async function onDay(desk: Desk, day: string, name: string): Promise<void> {
  desk.now = Date.parse(`${day}T01:00:00.000Z`)
  await desk.signIn(name)
}

function order(desk: Desk, roundId: string, listId: string | null, kind: PaperKind) {
  const path = join(tempFolder(), `${kind}.${kind === 'summary' ? 'xlsx' : 'pdf'}`)
  return { path, input: { roundId, listId, kind, saveToken: desk.writeToken(path) } }
}

async function issue(desk: Desk, roundId: string, listId: string | null, kind: PaperKind): Promise<string> {
  const { path, input } = order(desk, roundId, listId, kind)
  await desk.ask('paper.export', input)
  return path
}

async function register(desk: Desk, round: RoundView, given: Partial<Input<'objection.add'>>): Promise<Objection> {
  return desk.ask('objection.add', {
    roundId: round.id,
    applicationId: null,
    kind: 'objection',
    signed: 'named',
    person: PERSON,
    receivedOn: '2026-03-05',
    receivedHow: '书面',
    subject: '对公示金额有异议',
    ...given,
  })
}

const CLOSE = { outcome: 'rejected', effect: 'none', words: '经复核，原金额无误' } as const

test('every export of a frozen list gets a number of its kind and the hash of its bytes; a trial gets none', {
  timeout: 60_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const listId = await freeze(desk, round.id)
  await desk.ask('settings.save', OFFICE)
  await issue(desk, round.id, null, 'summary')
  expect(await desk.ask('paper.issued', { roundId: round.id })).toEqual([])
  const first = await issue(desk, round.id, listId, 'notice')
  await issue(desk, round.id, listId, 'notice')
  const book = await issue(desk, round.id, listId, 'summary')
  const papers = await desk.ask('paper.issued', { roundId: round.id })
  expect(papers.map((paper) => paperNo(paper, round))).toEqual([
    '资助汇总表2026-1-01',
    '公示2026-1-02',
    '公示2026-1-01',
  ])
  const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  expect(papers[0]).toMatchObject({ sha256: hash(book), fileName: 'summary.xlsx', endOn: null, issuerName: '科长丙' })
  expect(papers[2]).toMatchObject({ sha256: hash(first), startOn: '2026-03-09', endOn: '2026-03-13' })
  expect(papers.every(({ invalidReason, fileName }) => invalidReason === null && !fileName.includes('/'))).toBe(true)
})

test('a due day counts working days over a 调休 weekend, and is refused in a year without calendar', async () => {
  const { desk, round } = await sampleDesk('公示丁')
  expect((await register(desk, round, {})).dueOn).toBeNull()
  await desk.ask('objection.setDays', { days: 5, countFirstDay: false })
  // 2026: 2 月 14 日（周六）上班，15 至 23 日放假。
  const { dueOn, dueDays } = await register(desk, round, { receivedOn: '2026-02-12' })
  expect({ dueOn, dueDays }).toEqual({ dueOn: '2026-02-26', dueDays: 5 })
  await desk.ask('objection.setDays', { days: 5, countFirstDay: true })
  expect((await register(desk, round, { receivedOn: '2026-02-12' })).dueOn).toBe('2026-02-25')
  await onDay(desk, '2026-12-30', '公示丁')
  expect(await desk.refused('objection.add', { ...input(round), receivedOn: '2026-12-30' })).toMatch(
    /^BAD_INPUT 没有2027年的节假日安排，无法确定2027年1月1日是否为工作日/,
  )
  expect((await desk.ask('objection.book', { roundId: round.id })).objections).toHaveLength(3)
})

const input = ({ id }: RoundView): Input<'objection.add'> => ({
  roundId: id,
  applicationId: null,
  kind: 'objection',
  signed: 'named',
  person: PERSON,
  receivedOn: '2026-03-05',
  receivedHow: '书面',
  subject: '对公示金额有异议',
})

test('what cannot be right is refused with where and what', async () => {
  const { desk, round } = await sampleDesk('公示丁')
  const add = (given: object) => desk.refused('objection.add', { ...input(round), ...given })
  expect(await add({ person: ' ' })).toMatch(/^BAD_INPUT 实名的请填写提出人/)
  expect(await add({ signed: 'anonymous' })).toMatch(/^BAD_INPUT 匿名的不填提出人/)
  expect(await add({ subject: ' ' })).toMatch(/^BAD_INPUT 请填写事由/)
  expect(await add({ receivedOn: '2026-03-06' })).toMatch(/^BAD_INPUT 收到日期2026年3月6日晚于今天/)
  expect(await add({ applicationId: 'nobody' })).toMatch(/^NOT_FOUND 本批次没有这件申报/)
  const { id: objectionId } = await register(desk, round, {})
  const note = { objectionId, happenedOn: '2026-03-04', words: '已联系' }
  expect(await desk.refused('objection.note', note)).toMatch(/^BAD_INPUT 办理日期早于2026年3月5日/)
  await desk.ask('objection.note', { ...note, happenedOn: '2026-03-05' })
  await desk.signIn('科长丙')
  const close = { objectionId, happenedOn: '2026-03-05', ...CLOSE }
  expect(await desk.refused('objection.close', { ...close, effect: 'reopened' })).toMatch(/没有指明申报，不能退回复审/)
  const closed = await desk.ask('objection.close', close)
  expect(closed.steps.map(({ words, outcome }) => [words, outcome])).toEqual([
    ['已联系', null],
    ['经复核，原金额无误', 'rejected'],
  ])
  expect(await desk.refused('objection.close', close)).toMatch(/^CONFLICT 异议2026-1-01 已办结/)
})

test('a 下达通知 is refused before the 公示, within its period and while an objection is open', {
  timeout: 60_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const listId = await freeze(desk, round.id)
  await desk.ask('settings.save', OFFICE)
  const pay = async () => {
    const { path, input } = order(desk, round.id, listId, 'disbursement')
    const reply = await desk.reply('paper.export', input)
    expect(existsSync(path)).toBe(reply.ok)
    return reply.ok ? '' : `${reply.code} ${reply.message}`
  }
  expect(await pay()).toMatch(/^CONFLICT 还不能下达：名单“定稿2026-1-01”还没有出过公示/)
  const { problems } = await desk.ask('paper.preview', { roundId: round.id, listId, kind: 'disbursement' })
  expect(problems[0]).toMatch(/^下达之前：名单“定稿2026-1-01”还没有出过公示/)
  await issue(desk, round.id, listId, 'notice')
  await onDay(desk, '2026-03-13', '公示丁')
  expect(await pay()).toBe('CONFLICT 还不能下达：公示期至2026年3月13日，尚未届满')
  await onDay(desk, '2026-03-14', '公示丁')
  const { id: objectionId } = await register(desk, round, { kind: 'report', receivedOn: '2026-03-13' })
  expect(await pay()).toMatch(/^CONFLICT 还不能下达：还有 1 件未办结：举报2026-1-01/)
  expect((await desk.ask('objection.book', { roundId: round.id })).remaining).toHaveLength(1)
  await desk.signIn('科长丙')
  await desk.ask('objection.close', { objectionId, happenedOn: '2026-03-14', ...CLOSE })
  await desk.ask('settings.save', { ...OFFICE, signedOn: '2026-03-16' })
  expect(await pay()).toBe('')
  // A trial, which nobody may send, is still shown.
  await issue(desk, round.id, null, 'disbursement')
})

test('a reopened case voids the list and its papers, returns to review, and may come to the same again', {
  timeout: 60_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const listId = await freeze(desk, round.id)
  await desk.ask('settings.save', OFFICE)
  await issue(desk, round.id, listId, 'notice')
  const one = await caseOf(desk, round.id, ({ article, status }) => article === 'smart-glasses' && status === 'agreed')
  await onDay(desk, '2026-03-11', '公示丁')
  const { id: objectionId } = await register(desk, round, { applicationId: one.row.id, receivedOn: '2026-03-11' })
  await desk.signIn('科长丙')
  const words = '部分票据须重新核对'
  const upheld = { outcome: 'partly', effect: 'reopened', words } as const
  await desk.ask('objection.close', { objectionId, happenedOn: '2026-03-11', ...upheld })
  const [paper] = await desk.ask('paper.issued', { roundId: round.id })
  expect(paper?.invalidReason).toBe(`${one.row.applicationNo} 经异议2026-1-01退回复审`)
  const [list] = await desk.ask('list.all', { roundId: round.id })
  expect(list?.invalidReason).toBe(paper?.invalidReason)
  const back = await desk.ask('case.get', { caseId: one.row.id })
  expect(back.row).toMatchObject({ stale: true, reopened: true })
  expect(back.history.at(-1)?.text).toContain('异议2026-1-01 办理后退回复审')
  const refusal = await desk.refused('list.freeze', { roundId: round.id })
  expect(refusal).toBe(`CONFLICT 还不能定稿：${one.row.applicationNo} 经异议办理退回复审，请先重新拟定意见`)
  const { path, input: asked } = order(desk, round.id, listId, 'disbursement')
  expect(await desk.refused('paper.export', asked)).toMatch(/^CONFLICT 还不能下达：名单“定稿2026-1-01”已失效/)
  expect(existsSync(path)).toBe(false)
  await desk.signIn('审核员乙')
  const decided = await decide(desk, back, { opinion: back.decision?.opinion ?? '' })
  expect(decided.row).toMatchObject({ stale: false, reopened: false, status: 'agreed' })
  expect(await freeze(desk, round.id)).not.toBe(listId)
})

test('撤回名单 voids the list and leaves the cases as they are', { timeout: 60_000 }, async () => {
  const { desk, round } = await sampleDesk()
  await freeze(desk, round.id)
  const { id: objectionId } = await register(desk, round, { kind: 'complaint' })
  const withdrawn = { ...CLOSE, outcome: 'upheld', effect: 'withdrawn' } as const
  await desk.ask('objection.close', { objectionId, happenedOn: '2026-03-05', ...withdrawn })
  const [list] = await desk.ask('list.all', { roundId: round.id })
  expect(list?.invalidReason).toBe('投诉2026-1-01 办理后撤回名单')
  const rows = await desk.ask('case.list', { roundId: round.id })
  expect(rows.filter(({ reopened }) => reopened)).toEqual([])
})

test('clerk and chief register and handle, the chief alone closes, the house reads without names, experts nothing', async () => {
  const { desk, round } = await sampleDesk('公示丁')
  const { id: objectionId } = await register(desk, round, { subject: `${PERSON}认为金额偏低` })
  const note = { objectionId, happenedOn: '2026-03-05', words: '已联系' }
  const close = { objectionId, happenedOn: '2026-03-05', ...CLOSE }
  const path = join(tempFolder(), '台账.xlsx')
  const allowed = async (name: string) => {
    await desk.signIn(name)
    const replies = [
      await desk.reply('objection.book', { roundId: round.id }),
      await desk.reply('paper.issued', { roundId: round.id }),
      await desk.reply('objection.add', input(round)),
      await desk.reply('objection.note', note),
      await desk.reply('objection.setDays', { days: null, countFirstDay: false }),
      await desk.reply('objection.export', { roundId: round.id, saveToken: desk.writeToken(path) }),
      await desk.reply('objection.close', close),
    ]
    const [book] = replies
    return { may: replies.map(({ ok }) => (ok ? '1' : '0')).join(''), text: JSON.stringify(book) }
  }
  for (const name of ['审核员乙', '管理己', '审计戊']) {
    const { may, text } = await allowed(name)
    expect(may, name).toBe('1100000')
    expect(text, name).not.toContain(PERSON)
    expect(text, name).toContain('提出人认为金额偏低')
  }
  expect((await allowed('专家庚')).may).toBe('0000000')
  const clerk = await allowed('公示丁')
  expect(clerk.may).toBe('1111110')
  expect(clerk.text).toContain(PERSON)
  expect((await allowed('科长丙')).may).toBe('1111111')
  const log = await desk.ask('audit.list', { limit: 50 })
  expect(JSON.stringify(log)).not.toContain(PERSON)
  expect(log.find(({ action }) => action === '办结异议')?.detail).toBe(
    '异议2026-1-01 办理日期 2026-03-05，结论 不成立，对名单的影响 不影响名单',
  )
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  expect(book.worksheets.map(({ name }) => name)).toEqual(['异议台账'])
  expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain(PERSON)
})
