import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RadarPair } from '../../shared/radar/radarView.ts'
import type { CaseView, RoundView } from '../../shared/views.ts'
import { readBook } from '../cli/commandLine.ts'
import { caseOf, type Desk, decide, recheckAll, staffedDesk, tempFolder } from './coreHarness.ts'
import { glasses, importRows } from './glassesRows.ts'
import { demoRound, importList } from './listBooks.ts'

const NAME = '示例眼镜甲有限公司'
const HEADER = ['受补贴单位', '补贴项目', '采购日期', '采购额（元）', '补贴金额（元）', '年度']

/** 甲, chief and reviewer, with one claim of 20万元 bought on 2 February in 2026年第2批. */
async function deskWithClaim(): Promise<{ desk: Desk; round: RoundView }> {
  const desk = await staffedDesk()
  const round = await demoRound(desk, 2026, 2)
  await importRows(desk, round.id, [glasses('N1', NAME, 200_000)])
  return { desk, round }
}

/** 区商务局 paid for the same purchase: other spelling, no code. */
async function importSamePurchase(desk: Desk, round: RoundView): Promise<string> {
  const row = ['深圳市示例眼镜甲有限责任公司', '智能眼镜采购', '2026-02-02', 200_000, 30_000, 2026]
  const { done } = await importList(desk, round.id, {
    ...{ kind: 'other-bureau', source: '区商务局', header: HEADER },
    rows: [row, ['示例眼镜乙有限公司', '智能眼镜采购', '2026-02-03', 1, 1, 2026]],
  })
  return done.listId ?? ''
}

const claim = (desk: Desk, round: RoundView, no = 'N1'): Promise<CaseView> =>
  caseOf(desk, round.id, ({ applicationNo }) => applicationNo === no)

async function onlyPair(desk: Desk, round: RoundView): Promise<RadarPair> {
  const { pairs } = await desk.ask('radar.view', { roundId: round.id })
  const [pair, ...rest] = pairs
  if (pair === undefined || rest.length > 0) throw new Error(`${pairs.length} pairs`)
  return pair
}

async function matterOf(
  desk: Desk,
  round: RoundView,
  no = 'N1',
): Promise<{ outcome: string; text: string } | undefined> {
  const { assessment } = await claim(desk, round, no)
  const found = assessment?.conditions.find(({ id }) => id === 'not-granted-before')
  return found === undefined ? undefined : { outcome: found.outcome, text: found.text }
}

const rule = (round: RoundView, pair: RadarPair, ruling: 'same' | 'different', reason: string) => ({
  ...{ roundId: round.id, applicationId: pair.applicationId, otherKey: pair.other.key, ruling, reason },
})

test('with nothing to compare with, the condition does not appear and the radar is empty', async () => {
  const { desk, round } = await deskWithClaim()
  expect(await matterOf(desk, round)).toBeUndefined()
  expect(await desk.ask('radar.view', { roundId: round.id })).toMatchObject({
    pairs: [],
    related: [],
    compared: { applications: 1, grants: 0, ownRounds: 0, otherBureaus: 0 },
  })
})

test('a purchase another bureau paid for is 待核 and names list, row, amount, year and reasons', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  expect(await matterOf(desk, round)).toEqual({
    outcome: 'unknown',
    text: expect.stringMatching(
      /^疑似同一事项已获资助：“区商务局”名单第3行 深圳市示例眼镜甲有限责任公司，2026年，30,000\.00 元（采购日期 2026年2月2日、采购额 200,000\.00 元相同；名称相同，一方没有信用代码；事项年度同为 2026年）/,
    ),
  })
  const pair = await onlyPair(desk, round)
  expect(pair).toMatchObject({
    strong: true,
    ruling: null,
    other: { kind: 'other-bureau', place: { sheet: '名单', row: 3 } },
  })
})

test('同一事项 refuses the claim, a later 不同事项 lets it go on, and each says who and why', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  const pair = await onlyPair(desk, round)
  expect(await desk.refused('radar.rule', rule(round, pair, 'same', '  '))).toBe('BAD_INPUT 请写明认定理由')
  await desk.ask('radar.rule', rule(round, pair, 'same', '发票与合同一致'))
  expect((await claim(desk, round)).assessment?.outcome).toBe('unmet')
  expect((await matterOf(desk, round))?.text).toMatch(
    /^经认定为同一事项，不重复资助：“区商务局”名单第3行.*；甲2026-03-05认定，理由：发票与合同一致$/,
  )
  expect(await desk.refused('radar.rule', rule(round, pair, 'same', '发票与合同一致 '))).toMatch(/^CONFLICT .*没有变动/)
  await desk.ask('radar.rule', rule(round, pair, 'different', '分属两批设备'))
  expect((await claim(desk, round)).assessment?.outcome).toBe('met')
  expect((await matterOf(desk, round))?.text).toMatch(/^经认定为不同事项：.*理由：分属两批设备$/)
  expect((await onlyPair(desk, round)).ruling).toMatchObject({ ruling: 'different', rulerName: '甲' })
  const log = (await desk.ask('audit.list', { limit: 20 })).find(({ action }) => action === '认定同一事项')
  expect(log?.detail).toMatch(/^N1 认定 不同事项，对方 “区商务局”名单第3行.*，理由 分属两批设备$/)
  expect(desk.unexpected).toEqual([])
})

test('nobody in 回避 rules on the matter of that case', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  const pair = await onlyPair(desk, round)
  await desk.ask('case.recuse', { caseId: pair.applicationId, accountId: null, reason: '亲属任职' })
  expect(await desk.refused('radar.rule', rule(round, pair, 'different', '分属两批设备'))).toMatch(
    /^FORBIDDEN .*声明回避/,
  )
})

test('a ruling counts no longer once the claim was corrected, and can be given again in the same words', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  const pair = await onlyPair(desk, round)
  await desk.ask('radar.rule', rule(round, pair, 'different', '分属两批设备'))
  const { applicationId: caseId } = pair
  const edits = [{ fact: 'purchaseItem', text: '智能眼镜 B 型' } as const]
  await desk.ask('case.correct', { caseId, edits, reason: '发票更正' })
  // What was bought is not compared, so the ruling stands.
  expect((await onlyPair(desk, round)).ruling).toMatchObject({ ruling: 'different' })
  await desk.ask('case.correct', { caseId, edits: [{ fact: 'invoiceNo', text: '20260202' }], reason: '补发票' })
  expect(await onlyPair(desk, round)).toMatchObject({ ruling: null, outdated: { ruling: 'different' } })
  expect(await matterOf(desk, round)).toEqual({
    outcome: 'unknown',
    text: expect.stringContaining('认定后资料有变，请重新认定'),
  })
  await desk.ask('radar.rule', rule(round, pair, 'different', '分属两批设备'))
  expect(await onlyPair(desk, round)).toMatchObject({ ruling: { ruling: 'different' }, outdated: null })
})

test('a ruling on a list that is withdrawn counts no longer', async () => {
  const { desk, round } = await deskWithClaim()
  const listId = await importSamePurchase(desk, round)
  const pair = await onlyPair(desk, round)
  await desk.ask('radar.rule', rule(round, pair, 'same', '同一采购'))
  await desk.ask('reference.withdraw', { roundId: round.id, listId, reason: '用错了文件' })
  expect(await matterOf(desk, round)).toBeUndefined()
  expect((await claim(desk, round)).assessment?.outcome).toBe('met')
  expect((await desk.ask('radar.view', { roundId: round.id })).pairs).toEqual([])
  expect(await desk.refused('radar.rule', rule(round, pair, 'same', '再认定'))).toMatch(/^NOT_FOUND .*名单可能已撤回/)
})

test('a ruling voids the valid list', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  await desk.ask('radar.rule', rule(round, await onlyPair(desk, round), 'different', '两批'))
  await desk.signIn('审核员乙')
  await decide(desk, await claim(desk, round))
  await desk.signIn('科长丙')
  await recheckAll(desk, round.id)
  await desk.ask('list.freeze', { roundId: round.id })
  await desk.ask('radar.rule', rule(round, await onlyPair(desk, round), 'same', '复核发现同一张发票'))
  const [list] = await desk.ask('list.all', { roundId: round.id })
  expect(list?.invalidReason).toBe('N1 的同一事项认定有更改')
})

test('of two applications of the round ruled 同一事项 the larger number is refused, whichever was named first', async () => {
  const { desk, round } = await deskWithClaim()
  const twin = glasses('N2', NAME, 200_000)
  twin[8] = '2026-02-02'
  await importRows(desk, round.id, [twin])
  expect(await matterOf(desk, round, 'N2'), 'not paid yet, so nothing to ask').toBeUndefined()
  const pair = await onlyPair(desk, round)
  expect([pair.application.applicationNo, pair.other.applicationNo]).toEqual(['N2', 'N1'])
  const turned = {
    roundId: round.id,
    applicationId: pair.other.key.replace('application:', ''),
    otherKey: pair.application.key,
    ruling: 'same',
    reason: '重复申报',
  } as const
  await desk.ask('radar.rule', turned)
  expect(await matterOf(desk, round, 'N2')).toMatchObject({
    outcome: 'unmet',
    text: expect.stringContaining('N1 示例眼镜甲'),
  })
  expect((await claim(desk, round, 'N1')).assessment?.outcome).toBe('met')
  expect(await desk.refused('radar.rule', { ...turned, otherKey: pair.other.key })).toMatch(
    /^BAD_INPUT 不能与这件申报自身比较/,
  )
})

test('one invoice under another applicant is shown for a look, and stops nothing', async () => {
  const desk = await staffedDesk()
  const round = await demoRound(desk, 2026, 2)
  await importRows(desk, round.id, [glasses('N1', NAME, 200_000)])
  const { row } = await claim(desk, round)
  await desk.ask('case.correct', {
    ...{ caseId: row.id, edits: [{ fact: 'invoiceNo', text: '23442000000012345678' }], reason: '补录发票号码' },
  })
  await importList(desk, round.id, {
    ...{ kind: 'other-bureau', source: '市商务局', header: ['受补贴单位', '发票号码', '补贴金额（元）'] },
    rows: [['无关贸易有限公司', '23442000000012345678', 9]],
  })
  expect((await onlyPair(desk, round)).evidence[0]).toMatchObject({ short: '发票相同' })
  expect(await matterOf(desk, round)).toEqual({ outcome: 'met', text: '没有同一事项的资助记录' })
})

test('a saved decision sees the same findings as an assessment of the whole round', async () => {
  const { desk, round } = await deskWithClaim()
  // More cases than a single look-up reads: the whole round goes another way than one case.
  const more = Array.from({ length: 60 }, (_none, at) => glasses(`M${at}`, `示例其他${at}店`, 1000 + at, ''))
  await importRows(desk, round.id, more)
  await importSamePurchase(desk, round)
  const whole = await claim(desk, round)
  await desk.ask('case.correct', { caseId: whole.row.id, edits: [{ fact: 'contact', text: '某人' }], reason: '补录' })
  const pair = await onlyPair(desk, round)
  await desk.ask('radar.rule', rule(round, pair, 'different', '两批'))
  const single = await matterOf(desk, round)
  expect(await desk.ask('round.assess', { roundId: round.id })).toMatchObject({ changed: 0 })
  expect(single?.outcome).toBe('met')
})

test('the exported workbook holds pairs, reasons and rulings, with personal numbers masked, and is logged', async () => {
  const { desk, round } = await deskWithClaim()
  await importSamePurchase(desk, round)
  for (const [no, name] of [
    ['N2', '示例眼镜丙店'],
    ['N3', '示例眼镜丁店'],
  ] as const) {
    await importRows(desk, round.id, [glasses(no, name, 300_000, '')])
    const { row } = await claim(desk, round, no)
    const edits = [{ fact: 'phone', text: '13800138000' } as const]
    await desk.ask('case.correct', { caseId: row.id, edits, reason: '补录' })
  }
  await desk.ask('radar.rule', rule(round, await onlyPair(desk, round), 'same', '=同一采购'))
  const path = join(tempFolder(), '查重.xlsx')
  expect(await desk.ask('radar.export', { roundId: round.id, saveToken: desk.writeToken(path) })).toEqual({ pairs: 1 })
  const book = await readBook(path)
  const text = (sheet: string) => JSON.stringify(book.getWorksheet(sheet)?.getSheetValues())
  expect(text('疑似重复')).toMatch(/N1.*区商务局.*采购日期金额相同.*同一事项.*=同一采购.*甲/)
  expect(text('关联单位')).toMatch(/联系电话.*138\*\*\*\*8000.*N2.*N3/)
  expect(text('关联单位')).not.toContain('13800138000')
  const [last] = await desk.ask('audit.list', { limit: 1 })
  const logged = /^2026-2 类别 查重表，名单件数 1，文件 查重.xlsx，文件校验码 [0-9a-f]{16}$/
  expect(last).toMatchObject({ action: '导出', detail: expect.stringMatching(logged) })
})

test('who only looks may see the radar, and may neither rule nor export', async () => {
  const desk = await staffedDesk(['审计戊'])
  const round = await demoRound(desk, 2026, 2)
  await desk.signIn('审计戊')
  await desk.ask('radar.view', { roundId: round.id })
  const ruling = { roundId: round.id, applicationId: 'x', otherKey: 'entry:y', ruling: 'same', reason: '试' } as const
  expect(await desk.refused('radar.rule', ruling)).toMatch(/^FORBIDDEN/)
  const saveToken = desk.writeToken(join(tempFolder(), '查重.xlsx'))
  expect(await desk.refused('radar.export', { roundId: round.id, saveToken })).toMatch(/^FORBIDDEN/)
})

test('a list book with nobody of ours changes no finding', async () => {
  const { desk, round } = await deskWithClaim()
  await importList(desk, round.id, {
    ...{ kind: 'other-bureau', source: '区科创局', header: HEADER },
    rows: [['示例眼镜丙有限公司', '智能眼镜采购', '2026-02-02', 200_000, 30_000, 2026]],
  })
  expect(await matterOf(desk, round)).toEqual({ outcome: 'met', text: '没有同一事项的资助记录' })
})
