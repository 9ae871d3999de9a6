import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CaseRow, CaseView } from '../../shared/views.ts'
import { SAMPLE, writeBook } from '../cli/commandLine.ts'
import { caseOf, decide, sampleDesk, tempFolder } from './coreHarness.ts'
import { GLASSES_HEADER, glasses, importRows } from './glassesRows.ts'

const isMet = (row: CaseRow): boolean => row.outcome === 'met' && row.status === 'pending'
const isNo =
  (no: string) =>
  (row: CaseRow): boolean =>
    row.applicationNo === no

test('commit applies the plan that was shown, once', async () => {
  const { desk, round } = await sampleDesk()
  const preview = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  expect(preview).toMatchObject({ created: 0, changed: 0, unchanged: 52, rejected: 0 })
  const { plan, done } = await importRows(desk, round.id, [glasses('N1', '示例甲公司', 100_000), glasses('', '乙', 1)])
  expect(done).toEqual({ created: 1, changed: 0, unchanged: 0, rejected: 1 })
  const stored = await caseOf(desk, round.id, isNo('N1'))
  const planned = plan.rows.find((row) => row.kind === 'new')
  expect(stored.application).toEqual(planned?.kind === 'new' ? planned.application : null)
  expect(stored.assessment).not.toBeNull()
  expect(await desk.refused('import.commit', { planId: plan.planId })).toMatch(/^CONFLICT 这份核对结果已失效/)
  expect(await desk.refused('import.commit', { planId: preview.planId })).toMatch(/^CONFLICT /)
})

test('a plan shown before a correction is refused, whichever field was corrected', async () => {
  const { desk, round } = await sampleDesk()
  await importRows(desk, round.id, [glasses('N1', '示例甲公司', 100_000), glasses('N2', '示例乙公司', 100_000)])
  const changed = [glasses('N1', '示例甲公司', 150_000), glasses('N2', '示例乙公司', 100_000)]
  const path = await writeBook(join(tempFolder(), '再次.xlsx'), { 智能眼镜: [GLASSES_HEADER, ...changed] })
  for (const { no, fact } of [
    { no: 'N1', fact: 'purchaseFen' },
    { no: 'N1', fact: 'purpose' },
    { no: 'N2', fact: 'purchaseFen' },
  ] as const) {
    const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
    const one = await caseOf(desk, round.id, isNo(no))
    const text = fact === 'purpose' ? '个人消费' : String(Math.floor(desk.now / 1000))
    await desk.ask('case.correct', { caseId: one.row.id, edits: [{ fact, text }], reason: '核对原件' })
    desk.pass(1)
    expect(await desk.refused('import.commit', { planId: plan.planId }), `${no} ${fact}`).toMatch(/^CONFLICT 预览之后/)
    expect((await caseOf(desk, round.id, isNo(no))).application.facts[fact]).not.toBe(15_000_000)
  }
})

test('importing again without a column keeps what the column said', async () => {
  const { desk, round } = await sampleDesk()
  await importRows(desk, round.id, [glasses('N1', '示例甲公司', 100_000)])
  const path = await writeBook(join(tempFolder(), '少一列.xlsx'), {
    智能眼镜: [GLASSES_HEADER.slice(0, 7), glasses('N1', '示例甲公司', 100_000).slice(0, 7)],
  })
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  expect(plan).toMatchObject({ unchanged: 1, changed: 0 })
})

test('agreeing takes the computed amount; anything else needs its reason', async () => {
  const { desk, round } = await sampleDesk()
  const met = await caseOf(desk, round.id, isMet)
  const computedFen = met.assessment?.amountFen ?? null
  expect((await decide(desk, met)).decision).toMatchObject({ kind: 'agree', amountFen: computedFen, overridden: false })
  const caseId = met.row.id
  const assessmentId = met.assessmentId ?? ''
  const no = async (kind: 'agree' | 'refuse' | 'hold' | 'supplement', amountFen: number | null, opinion: string) =>
    desk.refused('case.decide', { caseId, assessmentId, kind, amountFen, opinion })
  expect(await no('agree', 1, '')).toMatch(/^BAD_INPUT 金额与计算结果不同/)
  for (const kind of ['refuse', 'hold', 'supplement'] as const) {
    expect(await no(kind, null, ' \n')).toMatch(/^BAD_INPUT 请填写意见/)
  }
  const overridden = await decide(desk, met, { amountFen: 100, opinion: '现场核查后调整' })
  expect(overridden.decision).toMatchObject({ amountFen: 100, computedFen, overridden: true, reviewer: '审核员乙' })
  expect(overridden.row).toMatchObject({ overridden: true, proposedFen: 100, computedFen })
  expect((await decide(desk, met, { kind: 'refuse', opinion: '撤回' })).decision).toMatchObject({
    amountFen: null,
    overridden: true,
  })
  expect(overridden.history.length).toBeLessThan(
    (await caseOf(desk, round.id, isNo(met.row.applicationNo))).history.length,
  )
})

test('a case without a computed amount cannot be agreed to blindly, nor one whose article is not settled', async () => {
  const { desk, round } = await sampleDesk()
  const open = await caseOf(desk, round.id, ({ outcome, computedFen }) => outcome === 'unknown' && computedFen === null)
  const caseId = open.row.id
  const agree = { caseId, kind: 'agree', amountFen: null, opinion: '同意' } as const
  expect(await desk.refused('case.decide', { ...agree, assessmentId: open.assessmentId ?? '' })).toMatch(
    /^BAD_INPUT 机审没有算出金额/,
  )
  const edits = [{ fact: 'article', text: '' }] as const
  const unsettled = await desk.ask('case.correct', { caseId, edits: [...edits], reason: '条款待核' })
  expect(unsettled.application.article).toBeNull()
  const again = { ...agree, assessmentId: unsettled.assessmentId ?? '', amountFen: 100 }
  expect(await desk.refused('case.decide', again)).toMatch(/^BAD_INPUT 申报条款还没有确定/)
})

test('a decision on an overtaken assessment is refused and not kept', async () => {
  const { desk, round } = await sampleDesk()
  const met = await caseOf(desk, round.id, ({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  const edits = [{ fact: 'purchaseFen', text: '1万元' }] as const
  await desk.ask('case.correct', { caseId: met.row.id, edits: [...edits], reason: '发票金额' })
  const stale = { caseId: met.row.id, assessmentId: met.assessmentId ?? '', amountFen: null, opinion: '' }
  expect(await desk.refused('case.decide', { ...stale, kind: 'agree' })).toMatch(/^CONFLICT .*机审结论已更新/)
  expect((await caseOf(desk, round.id, isNo(met.row.applicationNo))).decision).toBeNull()
  expect(await desk.refused('case.decide', { ...stale, caseId: 'nobody', kind: 'agree' })).toMatch(/^NOT_FOUND /)
})

test('a correction keeps old and new with the reason and assesses again', async () => {
  const { desk, round } = await sampleDesk()
  const met = await caseOf(desk, round.id, ({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')
  const caseId = met.row.id
  const correct = (fact: 'purchaseFen' | 'purpose' | 'article', text: string, reason = '发票金额') =>
    desk.ask('case.correct', { caseId, edits: [{ fact, text }], reason })
  const small = await correct('purchaseFen', '1万元')
  expect(small.assessment?.amountFen).toBe(150_000)
  expect(JSON.stringify(small.history)).toMatch(/采购额/)
  expect(JSON.stringify(small.history)).toMatch(/10,000\.00/)
  expect(JSON.stringify(small.history)).toContain('发票金额')
  expect((await correct('purpose', '个人消费')).assessment?.outcome).toBe('unmet')
  expect((await correct('article', 'exhibition')).assessment?.outcome).toBe('repealed')
  const refused = (fact: 'purchaseFen' | 'startDate' | 'article', text: string, reason = '理由') =>
    desk.refused('case.correct', { caseId, edits: [{ fact, text }], reason })
  expect(await refused('purchaseFen', '三万')).toMatch(/^BAD_INPUT 采购额/)
  expect(await refused('startDate', '2026-02-30')).toMatch(/^BAD_INPUT 开始日期/)
  expect(await refused('article', '第十四条')).toMatch(/^BAD_INPUT 没有这一条款/)
  expect(await refused('purchaseFen', '1万元')).toMatch(/^BAD_INPUT 没有改动/)
  expect(await refused('purchaseFen', '2万元', '  ')).toMatch(/^BAD_INPUT 请写明更正理由/)
})

test('the yearly cap follows what people decided on the earlier numbers', async () => {
  const { desk, round } = await sampleDesk()
  // 15% of each: 24万, 24万, 24万; 30万 a year.
  await importRows(
    desk,
    round.id,
    [1, 2, 3].map((at) => glasses(`N${at}`, '示例丙眼镜有限公司', 1_600_000)),
  )
  const amounts = async (): Promise<(number | null | undefined)[]> => {
    const rows = await desk.ask('case.list', { roundId: round.id })
    return ['N1', 'N2', 'N3'].map((no) => rows.find(isNo(no))?.computedFen)
  }
  const first = (): Promise<CaseView> => caseOf(desk, round.id, isNo('N1'))
  expect(await amounts()).toEqual([24_000_000, 6_000_000, 0])
  await decide(desk, await first(), { amountFen: 10_000_000, opinion: '核减' })
  expect(await amounts()).toEqual([24_000_000, 20_000_000, 0])
  await decide(desk, await first(), { kind: 'refuse', opinion: '不予支持' })
  expect(await amounts()).toEqual([24_000_000, 24_000_000, 6_000_000])
  await decide(desk, await first(), { amountFen: 30_000_000, opinion: '核增' })
  expect(await amounts()).toEqual([24_000_000, 0, 0])
  const stored = await desk.ask('round.assess', { roundId: round.id })
  expect(stored.changed).toBe(0)
})

test('批量拟定 agrees to what is met, refuses what is unmet or repealed in words, and leaves the rest', async () => {
  const { desk, round } = await sampleDesk()
  const before = await desk.ask('case.list', { roundId: round.id })
  const count = (...outcomes: string[]): number =>
    before.filter(({ outcome }) => outcomes.includes(outcome ?? '')).length
  const done = await desk.ask('case.proposeMet', { roundId: round.id })
  expect(done).toEqual({ agreed: count('met'), refused: count('unmet', 'repealed') })
  for (const { id, outcome, status } of await desk.ask('case.list', { roundId: round.id })) {
    const expected = outcome === 'met' ? 'agreed' : outcome === 'unknown' ? 'pending' : 'refused'
    expect(status).toBe(expected)
    if (status !== 'refused') continue
    expect((await desk.ask('case.get', { caseId: id })).decision?.opinion.length).toBeGreaterThan(5)
  }
  expect(await desk.ask('case.proposeMet', { roundId: round.id })).toEqual({ agreed: 0, refused: 0 })
})

test('an unsent opinion is kept per person, across a restart, and gone once decided', async () => {
  const { desk, round } = await sampleDesk()
  const met = await caseOf(desk, round.id, isMet)
  const caseId = met.row.id
  const draft = { opinion: '先记一笔', chosen: 'agree' as const, adjusting: true, amountFen: 4_500 }
  await desk.ask('case.saveDraft', { caseId, ...draft })
  desk.restart()
  await desk.signIn('科长丙')
  expect((await desk.ask('case.get', { caseId })).draft).toBeNull()
  await desk.signIn('审核员乙')
  expect((await desk.ask('case.get', { caseId })).draft).toMatchObject(draft)
  await decide(desk, met)
  expect((await desk.ask('case.get', { caseId })).draft).toBeNull()
  expect(await desk.refused('case.saveDraft', { caseId: 'nobody', ...draft })).toMatch(/^NOT_FOUND /)
})

test('every application keeps the name it was handed in with, and the same file again changes nothing', async () => {
  const { desk, round } = await sampleDesk()
  const rows = [glasses('N1', '深圳市示例甲珠宝有限公司', 100_000), glasses('N2', '示例甲珠宝有限责任公司', 100_000)]
  await importRows(desk, round.id, rows)
  expect((await caseOf(desk, round.id, isNo('N2'))).row.applicant).toBe('示例甲珠宝有限责任公司')
  const path = await writeBook(join(tempFolder(), '再次.xlsx'), { 智能眼镜: [GLASSES_HEADER, ...rows] })
  const again = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(path) })
  expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 2 })
})

test('the same decision said again is not recorded twice', async () => {
  const { desk, round } = await sampleDesk()
  const one = await caseOf(desk, round.id, isMet)
  await decide(desk, one, { kind: 'agree' })
  const decided = await caseOf(desk, round.id, isNo(one.row.applicationNo))
  const again = {
    caseId: one.row.id,
    assessmentId: decided.assessmentId ?? '',
    kind: 'agree',
    amountFen: null,
    opinion: '',
  } as const
  expect(await desk.refused('case.decide', again)).toMatch(/^CONFLICT .*没有变动/)
})
