import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { listExplainer } from '../../electron/core/explain.ts'
import { requireList } from '../../electron/core/jobs/freezeRound.ts'
import { createWorkspace } from '../../electron/core/workspace.ts'
import type { ChainNode } from '../../shared/explain/chain.ts'
import { caseOf, type Desk, decide, RESOURCES, recheckAll, sampleDesk } from './coreHarness.ts'

/** Where a chain does not join, read from the paper down. */
function gaps(chain: readonly ChainNode[]): string[] {
  const ground = ['condition', 'clause', 'oldClause', 'parameter', 'source']
  const money = chain.filter(({ level }) => !ground.includes(level))
  return money.flatMap(({ level, beforeFen }, at) => {
    const wanted = money[at + 1]?.afterFen ?? null
    return beforeFen === wanted ? [] : [`${level} starts at ${beforeFen}, not ${wanted}`]
  })
}

const ask = (desk: Desk, caseId: string, otherFen: number | null = null) =>
  desk.ask('case.explain', { caseId, listId: null, otherFen })

/** 乙 has proposed every met case of the sample, one of them by hand; the chief is signed in. */
async function proposed() {
  const { desk, round } = await sampleDesk('审核员乙')
  await desk.ask('case.proposeMet', { roundId: round.id })
  const event = await caseOf(desk, round.id, ({ article, status }) => article === 'event' && status === 'agreed')
  const byHand = await decide(desk, event, { amountFen: 100_000_000, opinion: '按决算扣减' })
  await desk.signIn('科长丙')
  return { desk, round, byHand }
}

test('every case of the sample has a chain that joins, down to the file, sheet and row it came from', async () => {
  const { desk, round } = await proposed()
  for (const { id, applicationNo } of await desk.ask('case.list', { roundId: round.id })) {
    const { explanation } = await ask(desk, id)
    const { chain } = explanation
    expect(gaps(chain), applicationNo).toEqual([])
    const source = chain.find(({ level }) => level === 'source')
    expect(source?.text, applicationNo).toMatch(/^“2026-1-申报汇总\.xlsx”工作表“.+”第 \d+ 行$/)
    expect(
      chain.filter(({ text, label }) => text === '' || label === ''),
      applicationNo,
    ).toEqual([])
    expect(JSON.stringify(explanation), applicationNo).not.toMatch(/undefined|138\d{8}|62220\d{8}/)
  }
})

test('a frozen list is explained as it was frozen, whatever happens to the case afterwards', async () => {
  const { desk, round, byHand } = await proposed()
  await desk.ask('round.setRules', { roundId: round.id, budgetFen: 300_000_000, rules: round.rules })
  const { ties } = (await desk.ask('cohort.view', { roundId: round.id, budgetFen: null })).allocation
  for (const { article, industry, openPlaces, applicationNos } of ties) {
    const chosen = applicationNos.slice(0, openPlaces)
    await desk.ask('cohort.ruleTie', {
      roundId: round.id,
      article,
      industry,
      applicationNos: chosen,
      reason: '会议议定',
    })
  }
  await recheckAll(desk, round.id)
  const list = await desk.ask('list.freeze', { roundId: round.id })
  const { applicationNo } = byHand.row
  const explained = async () => {
    const { explanation } = await desk.ask('list.explain', { listId: list.id, applicationNo, otherFen: null })
    return explanation
  }
  const before = await explained()
  expect(before.chain.slice(0, 3).map(({ label }) => label)).toEqual(['名单', '按比例核减', '人工调整'])
  expect(before.chain[0]?.clause).toBe(list.listNo)
  expect(before.chain[1]?.text).toMatch(/系数 3,000,000\.00÷[\d,.]+（约 [\d.]+%）/)
  expect(before.chain[2]).toMatchObject({ afterFen: 100_000_000, text: expect.stringMatching(/审核员乙.*按决算扣减/) })

  await desk.signIn('审核员乙')
  const edits = [{ fact: 'auditedFen' as const, text: '200万元' }]
  await desk.ask('case.correct', { caseId: byHand.row.id, edits, reason: '审计报告更正' })
  expect(await explained()).toEqual(before)
  const { explanation } = await ask(desk, byHand.row.id)
  const audited = explanation.chain.find(({ level, label }) => level === 'source' && label === '审计确认金额')
  expect(audited?.text).toMatch(
    /^列“审计确认金额”：2,000,000\.00 元；更正：.+ 元 → 2,000,000\.00 元（审核员乙 .+，审计报告更正）$/,
  )

  const db = openDatabase(desk.path, { readonly: false })
  const ws = createWorkspace(db, RESOURCES)
  const { list: frozen } = requireList(ws, list.id)
  const explain = listExplainer(ws, frozen)
  const whole = new Map(frozen.items.map(({ applicationNo }) => [applicationNo, explain(applicationNo)]))
  expect(explain('LG9')).toBeNull()
  db.close()
  for (const item of list.content.items) {
    const { chain = [], amountFen = null } = whole.get(item.applicationNo) ?? {}
    expect(gaps(chain), item.applicationNo).toEqual([])
    if (item.status !== 'open') expect(amountFen, item.applicationNo).toBe(item.allocatedFen)
  }
  expect(await desk.refused('list.explain', { listId: list.id, applicationNo: 'LG9', otherFen: null })).toMatch(
    /^NOT_FOUND /,
  )
})

test('为什么不是 names the step, and 待核 cases say what is open', async () => {
  const { desk, round } = await proposed()
  const event = await caseOf(desk, round.id, ({ article, computedFen, outcome, overridden }) => {
    return article === 'event' && computedFen !== null && computedFen < 450_000_000 && outcome === 'met' && !overridden
  })
  const { whyNot } = await ask(desk, event.row.id, 500_000_000)
  expect(whyNot?.needs.join('')).toMatch(/按 30% 反推，审计确认金额须达 16,666,666\.67 元/)
  const open = await caseOf(desk, round.id, ({ computedFen, outcome }) => computedFen === null && outcome === 'unknown')
  expect((await ask(desk, open.row.id, 100)).whyNot).toMatchObject({ side: 'none', level: null })
  expect(await desk.refused('case.explain', { caseId: 'nobody', listId: null, otherFen: null })).toMatch(/^NOT_FOUND /)
})

test('a parameter in the chain says its value, basis, who entered it and when', async () => {
  const { desk } = await sampleDesk('科长丙')
  const open = { windowFrom: null, windowTo: null }
  const head = { year: 2026, batch: 2, budgetFen: 1_200_000_000, demoParameters: false }
  const round = await desk.ask('round.create', { ...head, ...open })
  const fileToken = desk.readToken(`${RESOURCES}/templates/sample/2026-1-申报汇总.xlsx`)
  const { planId } = await desk.ask('import.preview', { roundId: round.id, fileToken })
  await desk.ask('import.commit', { planId })
  const basis = '局务会纪要〔2026〕3号'
  const entry = { key: 'gold-exchange.amounts', text: '综合类=40万元\n自营类=20万元\n金融类=10万元', basis }
  await desk.ask('policy.setParameter', { roundId: round.id, ...entry, effectiveFrom: '2026-01-01' })
  const gold = await caseOf(desk, round.id, ({ article }) => article === 'gold-exchange')
  const { explanation } = await ask(desk, gold.row.id)
  expect(explanation.chain.find(({ level, text }) => level === 'parameter' && text.includes('综合类'))?.text).toMatch(
    /综合类=40万元；自营类=20万元；金融类=10万元（本局录入，科长丙 2026-03-05 \d\d:\d\d 录入，自2026年1月1日起）；依据：局务会纪要〔2026〕3号$/,
  )
})

test('重算核对 through the contract: every stored finding is the same, for everyone of the office', async () => {
  const { desk } = await sampleDesk('审计戊')
  expect(await desk.ask('audit.replay', { roundId: null })).toMatchObject({
    checked: 52,
    same: 52,
    different: 0,
    told: [],
  })
  await desk.signIn('专家庚')
  expect(await desk.refused('audit.replay', { roundId: null })).toMatch(/^FORBIDDEN /)
})

test('what people typed is explained without personal numbers', async () => {
  const { desk, round } = await sampleDesk('审核员乙')
  const event = await caseOf(desk, round.id, ({ article, outcome }) => article === 'event' && outcome === 'met')
  const one = await decide(desk, event, {
    amountFen: 100_000_000,
    opinion: '经办人138 0013 8000来电，身份证11010119900307003８',
  })
  const said = JSON.stringify((await ask(desk, one.row.id)).explanation)
  expect(said).toContain('138****8000来电，身份证1****38')
  expect(said).not.toContain('0013 8000')
})
