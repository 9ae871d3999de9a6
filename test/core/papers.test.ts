import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { writePaper } from '../../electron/core/papers.ts'
import { COMMAND_LINE, createCaseDatabase, createWorkspace } from '../../electron/core/workspace.ts'
import type { CASE_PAPER_KINDS } from '../../shared/contract/papers.ts'
import type { OfficeSettings, RoundView } from '../../shared/views.ts'
import { SETTINGS, sampleList } from '../fixtures/frozenList.ts'
import { pdfText } from '../pdf/pdfText.ts'
import { caseOf, type Desk, decide, RESOURCES, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'
import { panelDesk, table } from './scoringDesk.ts'

const OFFICE: OfficeSettings = { ...SETTINGS, startOn: '2026-03-09' }
const words = async (bytes: Uint8Array | null): Promise<string> =>
  (await pdfText(bytes ?? new Uint8Array())).join('').replace(/\s/g, '')

async function freeze(desk: Desk, round: RoundView): Promise<string> {
  await desk.signIn('审核员乙')
  await desk.ask('case.proposeMet', { roundId: round.id })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId: round.id, article, industry, applicationNos: chosen, reason: '抽签' })
  }
  await recheckAll(desk, round.id)
  return (await desk.ask('list.freeze', { roundId: round.id })).id
}

async function exported(desk: Desk, round: RoundView, listId: string, kind: 'notice' | 'correction' | 'disbursement') {
  const path = join(tempFolder(), `${kind}.pdf`)
  const { warnings } = await desk.ask('paper.export', {
    roundId: round.id,
    listId,
    kind,
    saveToken: desk.writeToken(path),
  })
  return { text: await words(readFileSync(path)), warnings }
}

test('a list made public, changed and frozen again is corrected by its differences only', {
  timeout: 60_000,
}, async () => {
  const { desk, round } = await sampleDesk()
  const first = await freeze(desk, round)
  await desk.ask('settings.save', OFFICE)
  // No false stop on the shipped sample, though every applicant's telephone and account is looked for.
  await exported(desk, round, first, 'notice')
  // What was approved is changed by nobody before the chief has returned it.
  const one = await caseOf(desk, round.id, ({ article, status }) => article === 'smart-glasses' && status === 'agreed')
  const refuse = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', kind: 'refuse', amountFen: null } as const
  await desk.signIn('审核员乙')
  expect(await desk.refused('case.decide', { ...refuse, opinion: '申报单位书面放弃' })).toMatch(/意见已锁定/)
  await desk.signIn('科长丙')
  await desk.ask('stage.act', { roundId: round.id, act: 'return', caseIds: [one.row.id], reason: '书面放弃' })
  await desk.signIn('甲')
  await decide(desk, one, { kind: 'refuse', opinion: '申报单位书面放弃' })
  const second = await freeze(desk, round)
  await desk.ask('settings.save', { ...OFFICE, startOn: '2026-03-16' })
  const { text } = await exported(desk, round, second, 'correction')
  expect(text).toContain('我局于2026年3月9日公示了')
  expect(text).toContain('取消1项')
  expect(text).toContain('自2026年3月16日至2026年3月20日，共5个工作日')
  expect(text).toContain('更正定稿2026-1-01')
  // 下达 waits for the end of the 公示期.
  desk.now = Date.UTC(2026, 2, 21, 1)
  await desk.signIn('科长丙')
  const { text: paid, warnings } = await exported(desk, round, second, 'disbursement')
  expect(paid).toContain('人民币')
  expect(warnings.join()).toContain('“成文日期”未填写')
  const log = await desk.signIn('科长丙').then(() => desk.ask('audit.list', { limit: 20 }))
  expect(log.filter(({ action }) => action === '导出').map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^定稿2026-1-02 文书编号 下达通知2026-1-01，类别 下达通知/),
    expect.stringMatching(
      /^定稿2026-1-02 文书编号 更正公示2026-1-01，类别 更正公示.*成文日期 2026-03-16，公示开始 2026-03-16，公示结束 2026-03-20/,
    ),
    expect.stringMatching(/^定稿2026-1-01 文书编号 公示2026-1-01，类别 公示.*成文日期 2026-03-09/),
  ])
})

test('nothing made public yet is nothing to correct', async () => {
  const { desk, round } = await sampleDesk()
  const asked = { roundId: round.id, listId: null, kind: 'correction' } as const
  await desk.ask('case.proposeMet', { roundId: round.id })
  expect(await desk.refused('paper.preview', asked)).toMatch(/^NOT_FOUND 本批次没有导出过公示且已失效的名单/)
})

test('a telephone of any applicant in a project name stops the notice, whatever its spelling', async () => {
  const { desk, round } = await sampleDesk()
  const other = await caseOf(desk, round.id, ({ article }) => article === 'platform')
  const { phone = '' } = other.application.facts
  expect(phone).not.toBe('')
  const one = await caseOf(desk, round.id, ({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  const spelt = [...phone].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('、')
  const edits = [{ fact: 'projectName' as const, text: `应用（${spelt}）` }]
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '核对' })
  await desk.ask('case.proposeMet', { roundId: round.id })
  const refusal = await desk.refused('paper.preview', { roundId: round.id, listId: null, kind: 'notice' })
  expect(refusal).toMatch(new RegExp(`^FORBIDDEN 第\\d+页公示表第\\d+行${one.row.applicationNo}的“项目名称”含`))
  expect(refusal).not.toContain(phone)
})

test('masked words are accepted place by place, printed and logged; the application keeps its own', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, ({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  const text = '应用推广（联系人13800001234）'
  const edits = [{ fact: 'projectName' as const, text }]
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '核对' })
  await desk.ask('case.proposeMet', { roundId: round.id })
  await desk.signIn('科长丙')
  await desk.ask('settings.save', { ...OFFICE, issuer: '局（13900005678）' })
  const asked = { roundId: round.id, listId: null, kind: 'notice' } as const
  const leaks = await desk.ask('paper.leaks', asked)
  const [project, ...otherCells] = leaks.filter(({ cell }) => cell)
  const [issuer, ...others] = leaks.filter(({ cell }) => !cell)
  if (issuer === undefined || project === undefined) throw new Error('text and table stop the notice')
  expect([issuer.found, project.found, otherCells]).toEqual([
    [{ kind: '手机号', masked: '139****5678' }],
    [{ kind: '手机号', masked: '138****1234' }],
    [],
  ])
  expect(project.proposal).toBe('应用推广（联系人138****1234）')
  const shown = ({ place, proposal }: typeof project) => ({ ...asked, place, proposal })
  expect(await desk.refused('paper.acceptMask', shown(issuer))).toMatch(/^BAD_INPUT .*“公示信息”/)
  expect(await desk.refused('paper.acceptMask', { ...shown(project), proposal: '应用推广' })).toMatch(/^CONFLICT /)
  await desk.signIn('审核员乙')
  expect(await desk.refused('paper.acceptMask', shown(project))).toMatch(/^FORBIDDEN /)
  await desk.signIn('公示丁')
  expect(await desk.ask('paper.acceptMask', shown(project))).toEqual([issuer, ...others])
  expect(await desk.refused('paper.preview', asked)).toMatch(/^FORBIDDEN .*139\*\*\*\*5678/)
  await desk.ask('settings.save', OFFICE)
  const { pdf, warnings } = await desk.ask('paper.preview', asked)
  expect(await words(pdf)).toContain('应用推广（联系人138****1234）')
  expect(warnings.join()).toContain(`${one.row.applicationNo} 的“项目名称”印的是已采用的遮盖文字`)
  const ofRound = { roundId: round.id }
  const cell = { applicationNo: one.row.applicationNo, field: 'projectName' } as const
  expect(await desk.ask('paper.masks', ofRound)).toEqual([{ ...cell, printedAs: '应用推广（联系人138****1234）' }])
  await desk.signIn('审核员乙')
  expect(await desk.refused('paper.dropMask', { ...ofRound, ...cell })).toMatch(/^FORBIDDEN /)
  await desk.signIn('公示丁')
  expect(await desk.ask('paper.dropMask', { ...ofRound, ...cell })).toEqual([])
  expect(await desk.refused('paper.dropMask', { ...ofRound, ...cell })).toMatch(/^CONFLICT .*已经收回/)
  expect(await desk.refused('paper.preview', asked)).toMatch(/^FORBIDDEN .*138\*\*\*\*1234/)
  await desk.signIn('科长丙')
  const dropped = (await desk.ask('audit.list', { limit: 5 })).find(({ action }) => action === '收回遮盖文字')
  expect(dropped?.detail).toContain('138****1234')
  const [gated] = await desk.ask('paper.leaks', asked)
  expect(gated).toEqual(project)
  await desk.ask('paper.acceptMask', shown(project))
  await desk.signIn('甲')
  const kept = await desk.ask('case.get', { caseId: one.row.id })
  expect(kept.application.projectName).toBe(text)
  const again = [{ fact: 'projectName' as const, text: `${text}二期` }]
  await desk.ask('case.correct', { caseId: one.row.id, edits: again, reason: '核对' })
  expect(await desk.ask('paper.leaks', asked)).toMatchObject([{ proposal: '应用推广（联系人138****1234）二期' }])
})

test('papers of single cases come as one PDF with one paper a case, and each export is logged', async () => {
  const { desk, round } = await sampleDesk()
  await desk.ask('case.proposeMet', { roundId: round.id })
  const rows = await desk.ask('case.list', { roundId: round.id })
  const chosen = rows.slice(0, 3)
  const order = { kind: 'review', caseIds: chosen.map(({ id }) => id), dueOn: null } as const
  const { pdf, warnings } = await desk.ask('paper.previewCase', order)
  const pages = await pdfText(pdf ?? new Uint8Array())
  expect(pages).toHaveLength(3)
  pages.forEach((page, at) => {
    expect(page).toContain(chosen[at]?.applicationNo)
    expect(page.replace(/\s/g, '')).toContain('试算')
  })
  expect(warnings.join()).not.toContain('undefined')
  const path = join(tempFolder(), '个案.pdf')
  await desk.ask('paper.exportCase', { ...order, saveToken: desk.writeToken(path) })
  expect(existsSync(path)).toBe(true)
  await desk.signIn('科长丙')
  const last = (await desk.ask('audit.list', { limit: 5 })).find(({ action }) => action === '导出')
  expect(last).toMatchObject({ who: '审核员乙', action: '导出' })
  expect(last?.detail).toContain('文书 个案审核表')
})

test('score sheets come as one set for each expert on paper, with the name on it; without one as a blank set', async () => {
  const { desk, roundId } = await panelDesk()
  const [first, second] = (await table(desk, roundId)).rows
  const order = { kind: 'scoring' as const, caseIds: [first?.id ?? '', second?.id ?? ''], dueOn: null }
  const sheets = async () => pdfText((await desk.ask('paper.previewCase', order)).pdf ?? new Uint8Array())
  const { panel } = await table(desk, roundId)
  const seats = panel.map(({ id, name }) => ({ id, name }))
  const experts = [...seats, { id: null, name: '示例纸评' }]
  await desk.ask('scoring.setPanel', { roundId, article: 'platform', experts })
  const named = (await sheets()).map((page) => /评审专家：(\S+?)(?=申报编号|\s|$)/.exec(page)?.[1])
  expect(named).toEqual(['纸面专家', '纸面专家', '示例纸评', '示例纸评'])
  const online = panel.filter(({ onPaper }) => !onPaper).map(({ id, name }) => ({ id, name }))
  await desk.ask('scoring.setPanel', { roundId, article: 'platform', experts: online })
  const blank = await sheets()
  expect(blank).toHaveLength(2)
  expect(blank.join()).not.toContain('评审专家：')
})

test('a letter needs its reason; no personal number stands on any paper', async () => {
  const { desk, round } = await sampleDesk()
  await desk.ask('case.proposeMet', { roundId: round.id })
  const agreed = await caseOf(desk, round.id, ({ status }) => status === 'agreed')
  const refused = await caseOf(desk, round.id, ({ status }) => status === 'refused')
  const ask = (kind: (typeof CASE_PAPER_KINDS)[number], caseId: string) => ({ kind, caseIds: [caseId], dueOn: null })
  expect(await desk.refused('paper.previewCase', ask('refusal', agreed.row.id))).toMatch(/没有拟定“不予支持”/)
  expect(await desk.refused('paper.previewCase', ask('supplement', agreed.row.id))).toMatch(/没有需要补正的事项/)
  expect(await desk.refused('paper.previewCase', ask('review', 'nobody'))).toMatch(/^NOT_FOUND/)
  for (const kind of ['review', 'refusal'] as const) {
    const { pdf } = await desk.ask('paper.previewCase', ask(kind, refused.row.id))
    const text = await words(pdf)
    expect(text).toContain(refused.row.applicationNo)
    const { phone = '-', bankAccount = '-', idNumber = '-' } = refused.application.facts
    for (const secret of [phone, bankAccount, idNumber].filter((one) => one !== '-')) expect(text).not.toContain(secret)
  }
  const { pdf } = await desk.ask('paper.previewCase', ask('refusal', refused.row.id))
  const [first] =
    refused.assessment?.conditions.filter(({ outcome }) => outcome === 'unmet' || outcome === 'repealed') ?? []
  expect(await words(pdf)).toContain(first?.clause.replace(/\s/g, ''))
})

test('who only audits or scores makes no case papers', async () => {
  const { desk, round } = await sampleDesk()
  const { row } = await caseOf(desk, round.id, () => true)
  for (const name of ['审计戊', '专家庚']) {
    await desk.signIn(name)
    const asked = { kind: 'review' as const, caseIds: [row.id], dueOn: null }
    expect(await desk.refused('paper.previewCase', asked)).toMatch(/^FORBIDDEN /)
  }
})

test('a real notice signed with the wrong year or beginning on a day off nobody confirmed is not written; one that nobody may post only says so', async () => {
  const db = createCaseDatabase(join(tempFolder(), '评审.db'), COMMAND_LINE, { cliOperated: true })
  onTestFinished(() => closeDatabase(db))
  const ws = createWorkspace(db, RESOURCES)
  const path = join(tempFolder(), '公示.pdf')
  const wrong = { ...SETTINGS, signedOn: '2025-03-03' }
  await expect(writePaper(ws, sampleList(), 'notice', wrong, path)).rejects.toThrow(
    /^公示前后不一致，已停止导出：成文日期2025年3月3日早于名单定稿日期2026年3月2日，请核对年份/,
  )
  expect(existsSync(path)).toBe(false)
  const dayOff = { ...SETTINGS, startOn: '2026-03-07' } as const
  await expect(writePaper(ws, sampleList(), 'notice', dayOff, path)).rejects.toThrow(
    /2026年3月7日是休息日：请在“公示信息”中勾选/,
  )
  expect(existsSync(path)).toBe(false)
  await writePaper(ws, sampleList(), 'notice', { ...dayOff, dayOffStart: '2026-03-07' }, path)
  expect(existsSync(path)).toBe(true)
  rmSync(path)
  const { warnings } = await writePaper(ws, sampleList({ demo: true }), 'notice', wrong, path)
  expect(warnings[0]).toContain('请核对年份')
  await writePaper(ws, sampleList(), 'notice', SETTINGS, path)
  expect(existsSync(path)).toBe(true)
})
