import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical.ts'
import type { FrozenListView, RoundView } from '../../shared/views.ts'
import { writeBook } from '../cli/commandLine.ts'
import { addPerson, caseOf, type Desk, decide, recheckAll, sampleDesk, tempFolder } from './coreHarness.ts'
import { glasses, importRows } from './glassesRows.ts'

const glassesCase = ({ article, outcome }: { article: string | null; outcome: string | null }): boolean =>
  article === 'smart-glasses' && outcome === 'met'

const isOpen = ({ status, article }: { status: string; article: string | null }): boolean =>
  status === 'pending' && article === 'smart-glasses'

/** Proposes by machine, rules every tie for the smaller numbers, and leaves 科长丙 signed in. */
async function readyToFreeze(desk: Desk, round: RoundView): Promise<void> {
  await desk.ask('case.proposeMet', { roundId: round.id })
  await desk.signIn('科长丙')
  const { allocation } = await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })
  for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', { roundId: round.id, article, industry, applicationNos: chosen, reason: '抽签' })
  }
}

async function frozenDesk(): Promise<{ desk: Desk; round: RoundView; list: FrozenListView }> {
  const { desk, round } = await sampleDesk()
  await readyToFreeze(desk, round)
  await recheckAll(desk, round.id)
  return { desk, round, list: await desk.ask('list.freeze', { roundId: round.id }) }
}

/** A second round of the year with the demo parameters; 科长丙 makes it. */
async function secondBatch(desk: Desk): Promise<RoundView> {
  const open = { windowFrom: null, windowTo: null }
  return desk.ask('round.create', { year: 2026, batch: 2, budgetFen: 1_000_000_000, demoParameters: true, ...open })
}

test('nothing agreed, own proposals and ties each stop a freeze, in words', async () => {
  const { desk, round } = await sampleDesk('科长丙')
  const freeze = (): Promise<string> => desk.refused('list.freeze', { roundId: round.id })
  expect(await freeze()).toMatch(/^CONFLICT 还不能定稿：.*没有拟同意的申报/)
  await desk.ask('case.proposeMet', { roundId: round.id })
  expect(await freeze()).toMatch(/^FORBIDDEN 名单中有 \d+ 件由您本人拟定/)
  await desk.signIn('审核员乙')
  expect(await freeze()).toMatch(/^FORBIDDEN /)
  await desk.signIn('甲')
  // Three platforms of one industry with one score: two places, three tied.
  const platforms = (await desk.ask('case.list', { roundId: round.id })).filter(
    ({ article, status }) => article === 'platform' && status === 'agreed',
  )
  for (const { id } of platforms.slice(0, 3)) {
    const edits = [{ fact: 'industry', text: '眼镜' } as const, { fact: 'score', text: '88' } as const]
    const one = await desk.ask('case.correct', { caseId: id, edits, reason: '核对' })
    await decide(desk, one, { amountFen: 1_000_000, opinion: '同意' })
  }
  await desk.signIn('科长丙')
  expect(await freeze()).toMatch(/并列/)
  const [tie] = (await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })).allocation.ties
  const caseId = platforms[0]?.id ?? ''
  await desk.ask('case.recuse', { caseId, accountId: null, reason: '亲属任职' })
  const ruling = {
    industry: tie?.industry ?? '',
    applicationNos: tie?.applicationNos.slice(0, 2) ?? [],
    reason: '抽签',
  }
  expect(await desk.refused('cohort.ruleTie', { roundId: round.id, article: 'platform', ...ruling })).toMatch(
    /^FORBIDDEN .*声明回避/,
  )
})

test('a change after the decision stops the freeze until somebody looks again', async () => {
  const { desk, round } = await sampleDesk()
  await readyToFreeze(desk, round)
  await desk.signIn('审核员乙')
  const one = await caseOf(desk, round.id, glassesCase)
  const edits = [{ fact: 'purchaseFen' as const, text: '1万元' }]
  const corrected = await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '发票' })
  expect(corrected.row.stale).toBe(true)
  await desk.signIn('科长丙')
  expect(await desk.refused('list.freeze', { roundId: round.id })).toMatch(
    new RegExp(`${one.row.applicationNo} 在拟定后资料或结论有变`),
  )
  await desk.signIn('审核员乙')
  await decide(desk, corrected)
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
})

test('whoever decided a case earlier cannot freeze it, even after somebody else decided it anew', async () => {
  const { desk, round } = await sampleDesk('科长丙')
  const one = await caseOf(desk, round.id, glassesCase)
  await decide(desk, one, { amountFen: 100, opinion: '先核减' })
  await desk.signIn('审核员乙')
  await decide(desk, one)
  await readyToFreeze(desk, round)
  expect(await desk.refused('list.freeze', { roundId: round.id })).toMatch(/^(FORBIDDEN|CONFLICT) .*本人/)
  expect(await desk.ask('list.all', { roundId: round.id })).toEqual([])
})

test('a frozen list has the hash of its content and cannot be frozen twice', async () => {
  const { desk, round, list } = await frozenDesk()
  const { hash, ...content } = list.content
  expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(hash)
  expect(list).toMatchObject({ hash, listNo: '定稿2026-1-01', frozenBy: '科长丙', invalidReason: null })
  expect(list.content.items).toHaveLength(52)
  expect(await desk.refused('list.freeze', { roundId: round.id })).toMatch(
    /^CONFLICT 本批次已有有效名单“定稿2026-1-01”/,
  )
  const [view] = await desk.ask('round.list', {})
  expect(view?.frozenListNo).toBe('定稿2026-1-01')
})

test('whoever froze a list cannot decide its cases afterwards', async () => {
  const { desk, round } = await frozenDesk()
  const one = await caseOf(desk, round.id, glassesCase)
  const { row, assessmentId } = one
  const decision = { kind: 'agree', amountFen: 100, opinion: '改' } as const
  const locked = await desk.refused('case.decide', { caseId: row.id, assessmentId: assessmentId ?? '', ...decision })
  expect(locked).toMatch(/^CONFLICT 这件申报现处“公示”，意见已锁定；要改请由科长退回/)
  await desk.ask('stage.act', { roundId: round.id, act: 'return', caseIds: [row.id], reason: '金额有误' })
  const refusal = await desk.refused('case.decide', { caseId: row.id, assessmentId: assessmentId ?? '', ...decision })
  expect(refusal).toMatch(/^CONFLICT 本人/)
  // Returning it made the list fall; the refused decision changed nothing more.
  expect((await desk.ask('list.all', { roundId: round.id }))[0]?.invalidReason).toBe(`${row.applicationNo}退回经办`)
})

test('a decision, a correction, other rules and a changed import each make the list 已失效; its papers say so', async () => {
  const changes: { why: RegExp; by: string; act(desk: Desk, round: RoundView): Promise<unknown> }[] = [
    {
      why: /的意见有更改/,
      by: '审核员乙',
      act: async (desk, round) => decide(desk, await caseOf(desk, round.id, isOpen), { amountFen: 1, opinion: '改' }),
    },
    {
      why: /申报资料有更正/,
      by: '审核员乙',
      act: async (desk, round) => {
        const { row } = await caseOf(desk, round.id, glassesCase)
        const edits = [{ fact: 'contact' as const, text: '示例联系人新' }]
        return desk.ask('case.correct', { caseId: row.id, edits, reason: '改' })
      },
    },
    {
      why: /批次预算或计算设置有更改/,
      by: '科长丙',
      act: (desk, round) =>
        desk.ask('round.setRules', { roundId: round.id, budgetFen: round.budgetFen + 100, rules: round.rules }),
    },
    {
      why: /导入“改.xlsx”更改了 1 件/,
      by: '审核员乙',
      act: async (desk, round) => {
        const { row } = await caseOf(desk, round.id, glassesCase)
        const cells = [row.applicationNo, row.applicant, '改后的项目名称']
        const sheet = { 表: [['申报编号', '申报单位', '项目名称'], cells] }
        const path = await writeBook(join(tempFolder(), '改.xlsx'), sheet)
        const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
        return desk.ask('import.commit', { planId: plan.planId })
      },
    },
  ]
  for (const { why, by, act } of changes) {
    const { desk, round, list } = await frozenDesk()
    await desk.signIn(by)
    await act(desk, round)
    const [kept] = await desk.ask('list.all', { roundId: round.id })
    expect(kept?.invalidReason ?? '', String(why)).toMatch(why)
    expect(kept).toMatchObject({ hash: list.hash, content: list.content })
    const out = join(tempFolder(), '汇总.xlsx')
    const paper = { roundId: round.id, listId: list.id, kind: 'summary', saveToken: desk.writeToken(out) } as const
    expect((await desk.ask('paper.export', paper)).warnings.join()).toMatch(/本名单已失效：/)
    expect((await desk.ask('round.get', { roundId: round.id })).frozenListNo).toBeNull()
  }
})

test('an export goes to the file chosen for writing, is logged, and never over the database', async () => {
  const { desk, round, list } = await frozenDesk()
  const paper = { roundId: round.id, listId: list.id, kind: 'approval' } as const
  const read = desk.readToken(join(tempFolder(), 'a.xlsx'))
  expect(await desk.refused('paper.export', { ...paper, saveToken: read })).toMatch(/^BAD_INPUT 请重新选择文件/)
  const over = desk.writeToken(desk.path)
  expect(await desk.refused('paper.export', { ...paper, saveToken: over })).toMatch(/^BAD_INPUT .*正是案件数据库/)
  await desk.ask('paper.export', { ...paper, saveToken: desk.writeToken(join(tempFolder(), '审批.xlsx')) })
  const [newest] = await desk.ask('audit.list', { limit: 1 })
  expect(newest).toMatchObject({ who: '科长丙', action: '导出' })
  expect(newest?.detail).toContain(list.hash.slice(0, 16))
})

test('the second batch of the year counts what the first was granted against the yearly cap', async () => {
  const { desk, round, list } = await frozenDesk()
  const granted = list.content.items.filter(({ status }) => status === 'granted')
  const glassesItem = granted.find(({ article, allocatedFen }) => article === 'smart-glasses' && allocatedFen > 0)
  if (glassesItem === undefined) throw new Error('the sample grants no smart-glasses')
  const second = await secondBatch(desk)
  await importRows(desk, second.id, [glasses('N1', glassesItem.applicant, 20_000_000, glassesItem.creditCode)])
  const one = await caseOf(desk, second.id, () => true)
  expect(one.assessment?.amountFen).toBe(30_000_000 - glassesItem.allocatedFen)
  const capped = one.assessment?.steps.find(({ id }) => id === 'annualCap')
  expect(capped?.text).toContain(glassesItem.applicationNo)
  // An invalid list grants nothing; frozen again it counts again.
  await desk.ask('round.setRules', { roundId: round.id, budgetFen: round.budgetFen, rules: round.rules })
  await desk.ask('round.assess', { roundId: second.id })
  expect((await caseOf(desk, second.id, () => true)).assessment?.amountFen).toBe(30_000_000)
})

test('platform places taken by the first batch are not given again in the second', async () => {
  const { desk, list } = await frozenDesk()
  const taken = list.content.items.filter(({ article, status }) => article === 'platform' && status === 'granted')
  const full = taken.find(({ industry }) => taken.filter((one) => one.industry === industry).length === 2)?.industry
  if (full === undefined) throw new Error('the sample fills no industry')
  const second = await secondBatch(desk)
  await desk.signIn('审核员乙')
  const header = ['申报编号', '申报条款', '申报单位', '所属产业', '平台名称', '首次/后续', '评审得分']
  const rows = [full, '内衣'].map((industry, at) => [
    `P${at}`,
    '第九条',
    `示例平台${at}公司`,
    industry,
    '平台',
    '首次',
    90,
  ])
  const path = await writeBook(join(tempFolder(), '平台.xlsx'), { 平台: [header, ...rows] })
  const plan = await desk.ask('import.preview', { roundId: second.id, fileToken: desk.readToken(path) })
  await desk.ask('import.commit', { planId: plan.planId })
  for (const no of ['P0', 'P1']) {
    const one = await caseOf(desk, second.id, ({ applicationNo }) => applicationNo === no)
    await decide(desk, one, { amountFen: 1_000_000, opinion: '同意' })
  }
  const { rows: waterfall } = await desk.ask('cohort.view', { roundId: second.id, budgetFen: null })
  expect(waterfall.map(({ applicationNo, quota }) => [applicationNo, quota])).toEqual([
    ['P0', 'waiting'],
    ['P1', 'in'],
  ])
})

test('a list is not frozen on findings an earlier batch has overtaken, and a later list falls with them', async () => {
  const { desk, round } = await sampleDesk()
  await readyToFreeze(desk, round)
  const glassesRow = await caseOf(desk, round.id, glassesCase)
  const { applicant, creditCode } = glassesRow.application
  const second = await secondBatch(desk)
  await desk.signIn('审核员乙')
  await importRows(desk, second.id, [glasses('N1', applicant, 20_000_000, creditCode)])
  await decide(desk, await caseOf(desk, second.id, () => true))
  await desk.signIn('科长丙')
  await recheckAll(desk, second.id)
  const early = await desk.ask('list.freeze', { roundId: second.id })
  expect(early.allocatedFen).toBe(30_000_000)
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  const [fallen] = await desk.ask('list.all', { roundId: second.id })
  expect(fallen?.invalidReason).toMatch(/较早的2026年第1批重新定稿/)
  expect(await desk.refused('list.freeze', { roundId: second.id })).toMatch(/N1 的机审结论不是最新的，请先重新机审/)
  await desk.ask('round.assess', { roundId: second.id })
  expect(await desk.refused('list.freeze', { roundId: second.id })).toMatch(/N1 在拟定后资料或结论有变/)
})

test('a batch is not frozen while the fallen list of an earlier batch leaves its grants out of the caps', async () => {
  const { desk, round } = await sampleDesk()
  await readyToFreeze(desk, round)
  const one = await caseOf(desk, round.id, glassesCase)
  const { applicant, creditCode } = one.application
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  const second = await secondBatch(desk)
  await desk.signIn('审核员乙')
  await importRows(desk, second.id, [glasses('N1', applicant, 20_000_000, creditCode)])
  const edits = [{ fact: 'phone', text: '0755-28900000' } as const]
  await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '更换联系电话' })
  await desk.ask('round.assess', { roundId: second.id })
  await decide(desk, await caseOf(desk, second.id, () => true))
  await desk.signIn('科长丙')
  expect(await desk.refused('list.freeze', { roundId: second.id })).toMatch(
    /还不能定稿：2026年第1批的名单已失效，它占用的年度上限和名额无从计入，请先将它重新定稿/,
  )
})

test('the sample round is made once', async () => {
  const { desk } = await sampleDesk('科长丙')
  expect(await desk.refused('round.createSample', {})).toMatch(/^CONFLICT 2026年第1批已经存在/)
  const open = { windowFrom: '2026-03-02', windowTo: '2026-03-01' }
  const round = { year: 2026, batch: 3, budgetFen: 0, demoParameters: false, ...open }
  expect(await desk.refused('round.create', round)).toMatch(/^BAD_INPUT 申报截止日/)
  expect(await desk.ask('round.list', {})).toHaveLength(1)
})

test('after a change by another chief the first one freezes the next list, and not the one who changed it', async () => {
  const { desk, round } = await frozenDesk()
  await desk.signIn('甲')
  await addPerson(desk, '科长庚', ['chief'])
  await desk.signIn('科长庚')
  const one = await caseOf(desk, round.id, isOpen)
  await decide(desk, one, { amountFen: 100, opinion: '材料已补齐' })
  expect(await desk.refused('list.freeze', { roundId: round.id })).toMatch(/^FORBIDDEN 名单中有 1 件/)
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  expect((await desk.ask('list.freeze', { roundId: round.id })).listNo).toBe('定稿2026-1-02')
})
