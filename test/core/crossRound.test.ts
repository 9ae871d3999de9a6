import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CaseView, RoundView } from '../../shared/views.ts'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { caseOf, type Desk, decide, recheckAll, sampleDesk, staffedDesk, tempFolder } from './coreHarness.ts'
import { glasses, importRows } from './glassesRows.ts'
import { demoRound, importList, LIMITS_HEADER, PAST_HEADER, past } from './listBooks.ts'

const CODE = '91350100M000100Y43'
const NAME = '示例眼镜甲有限公司'

/** 甲, chief and reviewer, with an empty second batch of 2026. */
async function secondBatch(): Promise<{ desk: Desk; round: RoundView }> {
  const desk = await staffedDesk()
  return { desk, round: await demoRound(desk, 2026, 2) }
}

async function onlyCase(desk: Desk, round: RoundView, no = 'N1'): Promise<CaseView> {
  return caseOf(desk, round.id, ({ applicationNo }) => applicationNo === no)
}

async function importPlatforms(desk: Desk, round: RoundView, rows: CellText[][]): Promise<void> {
  const header = ['申报编号', '申报条款', '申报单位', '所属产业', '平台名称', '首次/后续', '评审得分']
  const path = await writeBook(join(tempFolder(), '平台.xlsx'), { 平台: [header, ...rows] })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  await desk.ask('import.commit', { planId: plan.planId })
}

const pastList = (rows: CellText[][], source = '2026年第1批') =>
  ({ kind: 'own-round', source, header: PAST_HEADER, rows }) as const

test('an imported first batch uses up the yearly cap of 30万: 采购 200万 × 15% = 30万, 12万 granted before, 18万 left', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  expect((await onlyCase(desk, round)).assessment?.amountFen).toBe(30_000_000)
  // The list writes the name otherwise and gives no code.
  const { done } = await importList(
    desk,
    round.id,
    pastList([past('2026-1', '智能眼镜', '深圳市示例眼镜甲有限责任公司', 12)]),
  )
  expect(done).toMatchObject({ entries: 1, rejected: 0 })
  const { assessment } = await onlyCase(desk, round)
  expect(assessment?.amountFen).toBe(18_000_000)
  expect(assessment?.steps.find(({ id }) => id === 'annualCap')?.text).toContain(
    '本年度已计 12.00万元（“2026年第1批”名单第3行），剩余 18.00万元',
  )
})

test('what was granted in another year, or in a later batch, leaves the cap of this batch alone', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  const rows = [past('2025-1', '智能眼镜', NAME, 12), past('2026-3', '智能眼镜', NAME, 12)]
  await importList(desk, round.id, pastList(rows, '各批次汇总'))
  expect((await onlyCase(desk, round)).assessment?.amountFen).toBe(30_000_000)
})

test('a withdrawn list counts no longer, says why, and stays on record', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  const { done } = await importList(desk, round.id, pastList([past('2026-1', '智能眼镜', NAME, 12)]))
  const listId = done.listId ?? ''
  expect(await desk.refused('reference.withdraw', { roundId: round.id, listId, reason: ' ' })).toMatch(/撤回理由/)
  const lists = await desk.ask('reference.withdraw', { roundId: round.id, listId, reason: '用错了文件' })
  expect(lists).toMatchObject([{ id: listId, withdrawnReason: '用错了文件', entries: 1 }])
  expect((await onlyCase(desk, round)).assessment?.amountFen).toBe(30_000_000)
  expect(await desk.refused('reference.withdraw', { roundId: round.id, listId, reason: '再撤' })).toMatch(
    /^CONFLICT .*已经撤回/,
  )
})

test('a round of the database wins over an imported list of the same year and batch', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  await demoRound(desk, 2026, 1)
  const { plan } = await importList(desk, round.id, pastList([past('2026-1', '智能眼镜', NAME, 12)]))
  expect(plan.warnings.map(({ reason }) => reason).join()).toContain('2026年第1批在本机案卷中已有批次')
  expect((await onlyCase(desk, round)).assessment?.amountFen).toBe(30_000_000)
})

test('the same grants brought in once more under another source are warned of before they count twice', async () => {
  const { desk, round } = await secondBatch()
  const rows = [past('2026-1', '智能眼镜', NAME, 12)]
  await importList(desk, round.id, pastList(rows, '档案室'))
  const { plan, done } = await importList(
    desk,
    round.id,
    pastList([...rows, past('2026-1', '智能眼镜', '乙', 1)], '财务科'),
  )
  expect(plan.warnings.map(({ reason }) => reason).join()).toContain('2026年第1批的资助在“档案室”名单中已有')
  await desk.ask('reference.withdraw', { roundId: round.id, listId: done.listId ?? '', reason: '重复' })
  const third = await importList(desk, round.id, pastList([past('2026-3', '智能眼镜', NAME, 12)], '第三份'))
  expect(third.plan.warnings).toEqual([])
})

test('a round is not made over an imported list of it, whose grants would silently count no longer', async () => {
  const { desk, round } = await secondBatch()
  const { done } = await importList(desk, round.id, pastList([past('2026-1', '智能眼镜', NAME, 12)]))
  const first = { year: 2026, batch: 1, budgetFen: 100, demoParameters: true, windowFrom: null, windowTo: null }
  expect(await desk.refused('round.create', first)).toMatch(/^CONFLICT 外来名单“2026年第1批”中已有2026年第1批的资助/)
  await desk.ask('reference.withdraw', { roundId: round.id, listId: done.listId ?? '', reason: '改在本机办理' })
  await desk.ask('round.create', first)
})

test('platform places an imported batch took this year are not given again: of two places one is left', async () => {
  const { desk, round } = await secondBatch()
  const rows = ['P1', 'P2'].map((no, at) => [no, '第九条', `示例平台${at}公司`, '眼镜', '平台', '首次', 90 - at])
  await importPlatforms(desk, round, rows)
  for (const no of ['P1', 'P2'])
    await decide(desk, await onlyCase(desk, round, no), { amountFen: 100, opinion: '同意' })
  const quotas = async () => {
    const { allocation } = await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })
    return allocation.rows.map(({ applicationNo, quota }) => [applicationNo, quota])
  }
  expect(await quotas()).toEqual([
    ['P1', 'in'],
    ['P2', 'in'],
  ])
  const taken = past('2026-1', '第九条', '示例平台旧公司', 50, { industry: '眼镜业', phase: '首次' })
  await importList(
    desk,
    round.id,
    pastList([taken, past('2026-1', '第九条', '别的产业公司', 50, { industry: '家具' })]),
  )
  expect(await quotas()).toEqual([
    ['P1', 'in'],
    ['P2', 'waiting'],
  ])
})

test('who ticked 首次 but stands in an imported round is warned of, and who ticked 后续 is not', async () => {
  const { desk, round } = await secondBatch()
  const rows = ['首次', '后续'].map((phase, at) => [`P${at}`, '第九条', '示例平台公司', '眼镜', `平台${at}`, phase, 90])
  await importPlatforms(desk, round, rows)
  const warningsOf = async (no: string) => (await onlyCase(desk, round, no)).assessment?.warnings ?? []
  expect(await warningsOf('P0')).not.toContainEqual(expect.stringContaining('与以前批次记录不一致'))
  await importList(desk, round.id, pastList([past('2025-1', '第九条', '示例平台公司', 50)], '2025年第1批'))
  expect(await warningsOf('P0')).toContainEqual('申报填写“首次”，与以前批次记录不一致，请核对')
  expect(await warningsOf('P1')).not.toContainEqual(expect.stringContaining('与以前批次记录不一致'))
})

test('a member of the gold exchange rewarded in an imported round is not rewarded once more', async () => {
  const { desk, round } = await secondBatch()
  const header = ['申报编号', '申报条款', '申报单位', '统一社会信用代码', '所属产业', '会员类别', '取得日期']
  const row = ['G1', '黄金交易所', '示例黄金公司', CODE, '黄金珠宝', '综合类', '2026-01-05']
  const path = await writeBook(join(tempFolder(), '黄金.xlsx'), { 黄金: [header, row] })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  await desk.ask('import.commit', { planId: plan.planId })
  const listed = past('2025-1', '上海黄金交易所会员资格', '示例黄金公司', 50, { code: CODE, industry: '黄金珠宝' })
  await importList(desk, round.id, pastList([listed], '2025年第1批'))
  const { assessment } = await onlyCase(desk, round, 'G1')
  expect(assessment?.outcome).toBe('unmet')
  expect(assessment?.conditions.map(({ text }) => text).join()).toContain('每家只奖励一次')
})

test('a decision is saved against the same caps as a whole assessment, whatever spelling leads to the grant', async () => {
  const { desk, round } = await secondBatch()
  // The list has the code under another name; a second row has that name alone.
  const rows = [
    past('2026-1', '智能眼镜', '示例更名公司', 6, { code: CODE }),
    past('2026-1', '智能眼镜', '示例更名公司', 4),
  ]
  await importRows(desk, round.id, [glasses('N1', NAME, 1_000_000, CODE), glasses('N2', NAME, 2_000_000, CODE)])
  await importList(desk, round.id, pastList(rows))
  expect((await onlyCase(desk, round, 'N1')).assessment?.amountFen).toBe(15_000_000)
  expect((await onlyCase(desk, round, 'N2')).assessment?.amountFen).toBe(5_000_000)
  await decide(desk, await onlyCase(desk, round, 'N1'), { amountFen: 10_000_000, opinion: '核减' })
  expect((await onlyCase(desk, round, 'N2')).assessment?.amountFen).toBe(10_000_000)
  expect(await desk.ask('round.assess', { roundId: round.id })).toMatchObject({ changed: 0 })
})

test('a batch frozen anew ends a later list when only the platform places went another way', async () => {
  const desk = await staffedDesk()
  const [first, second] = [await demoRound(desk, 2026, 1), await demoRound(desk, 2026, 2)]
  await importPlatforms(desk, second, [
    ['P1', '第九条', '示例平台1公司', '眼镜', '平台', '首次', 90],
    ['P2', '第九条', '示例平台2公司', '眼镜', '平台', '首次', 80],
  ])
  for (const no of ['P1', 'P2'])
    await decide(desk, await onlyCase(desk, second, no), { amountFen: 100, opinion: '同意' })
  await importPlatforms(desk, first, [['A1', '第九条', '示例平台旧公司', '眼镜', '平台', '首次', 90]])
  await decide(desk, await onlyCase(desk, first, 'A1'), { amountFen: 100, opinion: '同意' })
  await desk.signIn('科长丙')
  await recheckAll(desk, second.id)
  const early = await desk.ask('list.freeze', { roundId: second.id })
  expect(early.content.items.map(({ status }) => status)).toEqual(['granted', 'granted'])
  await recheckAll(desk, first.id)
  await desk.ask('list.freeze', { roundId: first.id })
  const [fallen] = await desk.ask('list.all', { roundId: second.id })
  expect(fallen?.invalidReason).toMatch(/较早的2026年第1批重新定稿，本批次的名额或资金分配随之有变/)
})

test('an imported list ends a valid list it overtakes, and leaves one it does not touch', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  await decide(desk, await onlyCase(desk, round))
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  await importList(desk, round.id, pastList([past('2026-1', '智能眼镜', '无关公司', 12)]))
  expect((await desk.ask('round.get', { roundId: round.id })).frozenListNo).toBe('定稿2026-2-01')
  await importList(desk, round.id, pastList([past('2026-1', '智能眼镜', NAME, 12)]))
  const [fallen] = await desk.ask('list.all', { roundId: round.id })
  expect(fallen?.invalidReason).toBe('导入了以往批次资助名单“2026年第1批”，本批次的机审结论随之有变')
})

/** One listed 智能眼镜 case that is met but for the list; the desk's day is 2026-03-05. */
async function listedCase(
  from: string | null,
  to: string | null,
): Promise<{ desk: Desk; round: RoundView; one: CaseView }> {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  const row = [1, NAME, CODE, '虚报材料', from, to, '示例罚字〔2025〕1号']
  await importList(desk, round.id, limits([row]))
  return { desk, round, one: await onlyCase(desk, round) }
}

const limits = (rows: CellText[][], source = '示例失信名单') =>
  ({ kind: 'restricted', source, header: LIMITS_HEADER, rows }) as const

const restriction = ({ assessment }: CaseView) => assessment?.conditions.find(({ id }) => id === 'not-restricted')

test.each([
  { days: '未注明期限', from: null, to: null, outcome: 'unmet' },
  { days: '起始日的前一天', from: '2026-03-06', to: null, outcome: 'met' },
  { days: '起始日当天', from: '2026-03-05', to: null, outcome: 'unmet' },
  { days: '期间内', from: '2026-01-01', to: '2026年12月31日', outcome: 'unmet' },
  { days: '截止日当天', from: '2026-01-01', to: '2026-03-05', outcome: 'unmet' },
  { days: '截止日的次日', from: '2026-01-01', to: '2026-03-04', outcome: 'met' },
  { days: '长期', from: '20260101', to: '长期', outcome: 'unmet' },
])('a 失信 entry holds by its days, today in China: $days → $outcome', async ({ from, to, outcome }) => {
  const { one } = await listedCase(from, to)
  expect(restriction(one)?.outcome).toBe(outcome)
  expect(one.assessment?.outcome).toBe(outcome)
  if (outcome === 'unmet') {
    const words = restriction(one)?.text ?? ''
    const span = from === null ? '未注明期限' : to === null || to === '长期' ? '起，未注明截止' : '2026-01-01至2026-'
    for (const part of [span, '示例失信名单', '第3行', '虚报材料', '示例罚字〔2025〕1号']) expect(words).toContain(part)
  }
})

test('what held on 申报日期 stops the case, though it has ended since', async () => {
  const { desk, one } = await listedCase('2026-02-01', '2026-02-28')
  expect(restriction(one)?.outcome).toBe('met')
  const edits = [{ fact: 'submittedOn', text: '2026-02-28' } as const]
  const then = await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '补录' })
  expect(restriction(then)?.outcome).toBe('unmet')
})

test('who was listed after applying is stopped as well', async () => {
  const { desk, one } = await listedCase('2026-03-01', null)
  const edits = [{ fact: 'submittedOn', text: '2026-02-15' } as const]
  const then = await desk.ask('case.correct', { caseId: one.row.id, edits, reason: '补录' })
  expect(restriction(then)?.outcome).toBe('unmet')
})

test('a listed case cannot be agreed to, one by one or in bulk, until the chief lifts it; then it is marked', async () => {
  const { desk, round, one } = await listedCase(null, null)
  await desk.signIn('审核员乙')
  const { row, assessmentId } = one
  const agree = { caseId: row.id, assessmentId: assessmentId ?? '', kind: 'agree', amountFen: 100 } as const
  expect(await desk.refused('case.decide', { ...agree, opinion: '仍同意' })).toMatch(
    /^FORBIDDEN .*只有科长可以解除限制/,
  )
  const lift = { caseId: row.id, assessmentId: assessmentId ?? '', reason: '已履行义务，有证明' }
  expect(await desk.refused('case.liftRestriction', lift)).toMatch(/^FORBIDDEN /)
  await desk.signIn('科长丙')
  expect(await desk.refused('case.decide', { ...agree, opinion: '科长也不行' })).toMatch(/^FORBIDDEN /)
  const lifted = await desk.ask('case.liftRestriction', lift)
  const words = '科长科长丙已于2026-03-05解除限制，理由：已履行义务，有证明'
  expect(restriction(lifted)).toMatchObject({ outcome: 'met' })
  expect(restriction(lifted)?.text).toContain(words)
  expect(lifted.assessment?.warnings).toContain(`申报单位在失信/限制名单内，${words}`)
  expect(lifted.history.map(({ text }) => text).join()).toContain('解除失信/限制名单的限制')
  await desk.signIn('审核员乙')
  expect(await desk.ask('case.proposeMet', { roundId: round.id })).toEqual({ agreed: 1, refused: 0 })
  const decided = await onlyCase(desk, round)
  expect(decided.decision).toMatchObject({ overridden: true, amountFen: 30_000_000 })
  expect(decided.decision?.opinion).toContain(words)
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  const list = await desk.ask('list.freeze', { roundId: round.id })
  expect(list.content.items).toMatchObject([
    { status: 'granted', overridden: true, opinion: expect.stringContaining(words) },
  ])
})

test('a list that came while another round was at work stops the case, though its stored finding still says met', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [glasses('N1', NAME, 2_000_000, CODE)])
  const other = await demoRound(desk, 2026, 3)
  await importList(desk, other.id, limits([[1, NAME, CODE, '虚报材料', null, null, '']]))
  const one = await onlyCase(desk, round)
  expect(one.assessment?.outcome).toBe('met')
  expect(await desk.ask('case.proposeMet', { roundId: round.id })).toEqual({ agreed: 0, refused: 0 })
  await expect(decide(desk, one)).rejects.toThrow(/FORBIDDEN .*只有科长可以解除限制/)
  await desk.ask('round.assess', { roundId: round.id })
  expect((await onlyCase(desk, round)).assessment?.outcome).toBe('unmet')
})

test('a first 失信 list that names somebody else leaves what was decided as it stands', async () => {
  const { desk, round } = await secondBatch()
  await importRows(desk, round.id, [
    glasses('N1', NAME, 2_000_000, CODE),
    glasses('N2', '示例眼镜乙有限公司', 2_000_000),
  ])
  await decide(desk, await onlyCase(desk, round), {})
  const before = await onlyCase(desk, round)
  await importList(desk, round.id, limits([[1, '示例无关有限公司', '', '示例', '2026-01-01', '', '']]))
  const after = await onlyCase(desk, round)
  expect(after.assessmentId).not.toBe(before.assessmentId)
  expect(restriction(after)).toMatchObject({ outcome: 'met' })
  expect(after.row).toMatchObject({ stale: false, status: 'agreed' })
  await importList(desk, round.id, limits([[1, NAME, '', '示例', '2026-01-01', '', '']], '示例失信名单二'))
  expect((await onlyCase(desk, round)).row.stale).toBe(true)
})

test('lifted, then a second entry appears: the case is stopped again, and the valid list falls', async () => {
  const { desk, round, one } = await listedCase(null, null)
  const lift = { caseId: one.row.id, assessmentId: one.assessmentId ?? '', reason: '已履行义务' }
  const lifted = await desk.ask('case.liftRestriction', lift)
  await decide(desk, lifted)
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  const { done } = await importList(desk, round.id, limits([[1, NAME, CODE, '再次失信', null, null, '']], '另一份名单'))
  const stopped = await onlyCase(desk, round)
  expect(restriction(stopped)).toMatchObject({ outcome: 'unmet', text: expect.stringContaining('再次失信') })
  expect((await desk.ask('round.get', { roundId: round.id })).frozenListNo).toBeNull()
  const { assessmentId } = stopped
  const agree = {
    caseId: one.row.id,
    assessmentId: assessmentId ?? '',
    kind: 'agree',
    amountFen: null,
    opinion: '同意',
  } as const
  expect(await desk.refused('case.decide', agree)).toMatch(/^FORBIDDEN /)
  // With the second list withdrawn, what the chief said of the first entry holds again.
  await desk.ask('reference.withdraw', { roundId: round.id, listId: done.listId ?? '', reason: '误列' })
  expect(restriction(await onlyCase(desk, round))?.outcome).toBe('met')
})

test('lifting needs a listed case, a reason, the finding that was seen, and is done once', async () => {
  const { desk, round, one } = await listedCase(null, null)
  await importRows(desk, round.id, [glasses('N2', '未列名公司', 1_000_000, '91350100M000100Y44')])
  const free = await onlyCase(desk, round, 'N2')
  const ask = (view: CaseView, reason: string) =>
    desk.refused('case.liftRestriction', { caseId: view.row.id, assessmentId: view.assessmentId ?? '', reason })
  expect(await ask(free, '无须')).toMatch(/^BAD_INPUT 申报单位不在失信\/限制名单内/)
  expect(await ask(one, ' ')).toMatch(/^BAD_INPUT 请写明解除限制的理由/)
  await importList(desk, round.id, limits([[1, NAME, CODE, '再次失信', null, null, '']], '另一份名单'))
  expect(await ask(one, '已核')).toMatch(/^CONFLICT .*看过新的结论再解除/)
  const again = await onlyCase(desk, round)
  await desk.ask('case.liftRestriction', {
    caseId: again.row.id,
    assessmentId: again.assessmentId ?? '',
    reason: '已核',
  })
  expect(await ask(await onlyCase(desk, round), '再解除')).toMatch(/^BAD_INPUT 这件的限制已经解除/)
})

test('only a chief brings in or takes back a 失信 list; other lists also the reviewer', async () => {
  const { desk, round } = await sampleDesk('审核员乙')
  await expect(importList(desk, round.id, limits([[1, NAME, CODE, '', null, null, '']]))).rejects.toThrow(
    /FORBIDDEN 失信\/限制名单会停住申报，只有科长可以导入和撤回/,
  )
  await importList(desk, round.id, pastList([past('2025-1', '第九条', '示例平台公司', 50)], '2025年第1批'))
  await desk.signIn('科长丙')
  const { done } = await importList(desk, round.id, limits([[1, NAME, CODE, '', null, null, '']]))
  await desk.signIn('审核员乙')
  const withdraw = { roundId: round.id, listId: done.listId ?? '', reason: '误' }
  expect(await desk.refused('reference.withdraw', withdraw)).toMatch(/^FORBIDDEN /)
  await desk.signIn('公示丁')
  expect(await desk.ask('reference.lists', {})).toHaveLength(2)
  expect(await desk.refused('reference.withdraw', withdraw)).toMatch(/^FORBIDDEN /)
})

test('an entry of another person of the same name does not stop the case', async () => {
  const { desk, round } = await secondBatch()
  const header = ['申报编号', '申报条款', '申报单位', '姓名', '证件号码', '称号', '认定年度']
  const row = ['T1', '高技能人才', '张示例', '张示例', '11010119900101001X', '行业工匠', 2025]
  const path = await writeBook(join(tempFolder(), '人才.xlsx'), { 人才: [header, row] })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  await desk.ask('import.commit', { planId: plan.planId })
  const list = (idNumber: string, source: string) =>
    ({
      kind: 'restricted',
      source,
      header: ['姓名', '证件号码', '列入原因'],
      rows: [['张示例', idNumber, '失信']],
    }) as const
  await importList(desk, round.id, list('110101199001010028', '甲名单'))
  expect(restriction(await onlyCase(desk, round, 'T1'))?.outcome).toBe('met')
  await importList(desk, round.id, list('11010119******0028', '遮挡的甲名单'))
  expect(restriction(await onlyCase(desk, round, 'T1'))?.outcome).toBe('met')
  await importList(desk, round.id, list('11010119900101001X', '乙名单'))
  expect(restriction(await onlyCase(desk, round, 'T1'))?.outcome).toBe('unmet')
})

test('a listed person is stopped also when the employer hands in, and when the list hides digits of the number', async () => {
  const { desk, round } = await secondBatch()
  const header = ['申报编号', '申报条款', '申报单位', '统一社会信用代码', '姓名', '证件号码', '称号', '认定年度']
  const row = ['T1', '高技能人才', NAME, CODE, '张示例', '11010119900101001X', '行业工匠', 2025]
  const path = await writeBook(join(tempFolder(), '人才.xlsx'), { 人才: [header, row] })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  await desk.ask('import.commit', { planId: plan.planId })
  const hidden = { kind: 'restricted', header: ['姓名', '证件号码'], rows: [['张示例', '1101****001X']] } as const
  await importList(desk, round.id, { ...hidden, source: '公开的名单' })
  expect(restriction(await onlyCase(desk, round, 'T1'))?.outcome).toBe('unmet')
})
