import { describe, expect, test } from 'vitest'
import type { Application, ArticleKey, Facts } from '../../shared/application.ts'
import type { RoundRules } from '../../shared/cohort/allocation.ts'
import { type WhyNot, whyNot } from '../../shared/explain/whyNot.ts'
import { mulDivFloor } from '../../shared/money.ts'
import { dice } from '../oracle/dice.ts'
import { anyFen, randomApplication, randomRounding } from '../oracle/randomApplication.ts'
import { type Case, type Done, explainedRound } from './round.ts'

const WAN = 1_000_000
const AGREED: Done = { kind: 'agree', amountFen: null }
const BY_HAND = /只能由审核员“人工调整”写入，须写明理由/

function claim(article: ArticleKey, facts: Facts, applicationNo = 'LG1', industry = '眼镜'): Application {
  const head = { applicationNo, article, articleText: '', applicant: '示例有限公司', creditCode: '', projectName: '' }
  return { ...head, industry, facts: { requestedFen: 100_000 * WAN, ...facts }, materials: {} }
}

/** Asks about LG1 alone in a round that has enough. */
function ask(application: Application, otherFen: number, rules: Partial<RoundRules> = {}, done: Done = AGREED): WhyNot {
  return askIn([{ application, done }], otherFen, 1_000_000 * WAN, rules)
}

function askIn(
  cases: Case[],
  otherFen: number,
  budgetFen: number,
  rules: Partial<RoundRules> = {},
  places = 2,
): WhyNot {
  const found = explainedRound(cases, budgetFen, rules, places).get('LG1')
  if (found === undefined) throw new Error('LG1 is missing')
  return whyNot(found.explanation, otherFen)
}

const event = (auditedFen: number, more: Facts = {}) => claim('event', { eventKind: '展会', auditedFen, ...more })

describe('比例: 第十一条 30%', () => {
  const base = event(1_000 * WAN)
  test('above: names the rate and what the audited amount must reach, rounded up to the 分', () => {
    const answer = ask(base, 500 * WAN)
    expect(answer).toMatchObject({ side: 'above', level: 'rate', amountFen: 300 * WAN })
    expect(answer.needs[0]).toBe('按 30% 反推，审计确认金额须达 16,666,666.67 元（1,666.666667 万元）')
    expect(answer.needs.at(-1)).toMatch(BY_HAND)
  })
  test('at: one 分 of base less or more decides it', () => {
    expect(ask(event(1_666_666_667), 500 * WAN)).toMatchObject({ side: 'same', level: null, needs: [] })
    expect(ask(event(1_666_666_666), 500 * WAN)).toMatchObject({ side: 'above', amountFen: 49_999_99 * 100 })
  })
  test('below: no step comes down to it, and only another base would', () => {
    const answer = ask(base, 150 * WAN)
    expect(answer).toMatchObject({ side: 'below', level: 'base' })
    expect(answer.text).toContain('每一步的金额都比它高')
    expect(answer.needs[0]).toBe('按 30% 反推，审计确认金额只有 5,000,000.00 元（500.00 万元）时才是这个数')
  })
  test('above every step: more than the base itself', () => {
    const answer = ask(event(100 * WAN), 400 * WAN)
    expect(answer).toMatchObject({ side: 'above', level: 'base' })
    expect(answer.text).toContain('起每一步的金额都比它低')
    expect(answer.needs[0]).toContain('审计确认金额须达 13,333,333.34 元')
  })
  test('a later cap that would stop it too is named', () => {
    expect(ask(base, 600 * WAN).needs).toContain('还受第十一条的单项上限 5,000,000.00 元（500.00 万元）的限制')
  })
})

describe('单项上限: 第十一条 500万元', () => {
  test.each([
    ['above the cap', 500 * WAN + 100, 'cap'],
    ['at what the rate gave', 600 * WAN, 'cap'],
    ['above what the rate gave', 600 * WAN + 100, 'rate'],
    ['below the cap', 500 * WAN - 100, 'base'],
  ])('%s', (_, other, level) => {
    const answer = ask(event(2_000 * WAN), other)
    expect(answer.level).toBe(level)
    if (level === 'cap') expect(answer.needs[0]).toMatch(/^第十一条的单项上限为 5,000,000.00 元/)
  })
  test('at the cap there is nothing to explain', () => {
    expect(ask(event(2_000 * WAN), 500 * WAN).side).toBe('same')
  })
})

describe('年度上限: 第十四条 30万元', () => {
  const glasses = (applicationNo: string, wan: number) =>
    claim('smart-glasses', { purchaseFen: wan * WAN, purpose: '产业端应用' }, applicationNo)
  const two = (): Case[] => [
    { application: glasses('LG0', 100), done: { kind: 'agree', amountFen: 15 * WAN }, applicantKey: '甲' },
    { application: glasses('LG1', 160), done: AGREED, applicantKey: '甲' },
  ]
  test('above what is left: names what used it', () => {
    const answer = askIn(two(), 24 * WAN, 1_000 * WAN)
    expect(answer).toMatchObject({ side: 'above', level: 'annualCap', amountFen: 15 * WAN })
    expect(answer.needs[0]).toBe(
      '第十四条的年度上限 30.00万元，本年度 LG0 已用 15.00万元，剩余额度为 150,000.00 元（15.00 万元），须达 240,000.00 元（24.00 万元）才够',
    )
  })
  test('at and below', () => {
    expect(askIn(two(), 15 * WAN, 1_000 * WAN).side).toBe('same')
    expect(askIn(two(), 14 * WAN, 1_000 * WAN)).toMatchObject({ side: 'below', level: 'base' })
  })
})

describe('申报金额', () => {
  const asked = event(1_000 * WAN, { requestedFen: 200 * WAN })
  test('above, at, below', () => {
    expect(ask(asked, 250 * WAN)).toMatchObject({ level: 'requested', side: 'above' })
    expect(ask(asked, 250 * WAN).needs[0]).toBe(
      '申报金额为 2,000,000.00 元（200.00 万元），须达 2,500,000.00 元（250.00 万元）才够',
    )
    expect(ask(asked, 200 * WAN).side).toBe('same')
    expect(ask(asked, 199 * WAN)).toMatchObject({ level: 'base', side: 'below' })
  })
})

describe('取整', () => {
  const odd = event(333_333_33)
  test('舍尾 to 元: the 角 and 分 that fell away', () => {
    const answer = ask(odd, 99_999_99)
    expect(answer).toMatchObject({ side: 'above', level: 'rounding', amountFen: 99_999_00 })
    expect(answer.needs[0]).toBe('取整到元（舍尾取整）后只会是 99,999.00 元（9.9999 万元）')
  })
  test('四舍五入 up: an amount between both', () => {
    const rules: Partial<RoundRules> = { rounding: { unitFen: 1_000_000, mode: '四舍五入' } }
    expect(ask(odd, 99_999_99, rules)).toMatchObject({ side: 'below', level: 'rounding', amountFen: 10 * WAN })
    expect(ask(odd, 10 * WAN, rules).side).toBe('same')
    expect(ask(odd, 10 * WAN + 100, rules)).toMatchObject({ side: 'above', level: 'rate' })
  })
  test('an amount that is no whole unit is said to be none', () => {
    const answer = ask(odd, 100_000_50, { rounding: { unitFen: 10_000, mode: '舍尾' } })
    expect(answer.needs).toContain('金额取整到百元（舍尾取整），计算结果不会是 100,000.50 元（10.00005 万元）')
  })
})

describe('梯度和定额', () => {
  const growth = (outputWan: number, priorWan: number) =>
    claim('growth', { outputFen: outputWan * WAN, priorOutputFen: priorWan * WAN })
  test('a rate of the growth is taken back to the growth', () => {
    const answer = ask(growth(6_000, 5_000), 9 * WAN)
    expect(answer).toMatchObject({ level: 'tier', side: 'above', amountFen: 8 * WAN })
    expect(answer.needs[0]).toBe('按 0.8% 反推，产值增长额须达 11,250,000.00 元（1,125.00 万元）')
  })
  test('the cap of a tier, and a tier that is not reached', () => {
    expect(ask(growth(9_900, 1_000), 60 * WAN)).toMatchObject({ level: 'cap', amountFen: 50 * WAN })
    expect(ask(growth(9_900, 1_000), 60 * WAN).needs[0]).toMatch(/^第十二条的本档上限为 500,000.00 元/)
    const none = ask(growth(6_000, 5_990), 1 * WAN)
    expect(none).toMatchObject({ level: 'tier', amountFen: 0 })
    expect(none.needs[0]).toBe('没有达到任何一档；须先达到“梯度奖励”中的一档，才有奖励')
  })
  test('a fixed amount does not follow any figure', () => {
    const gold = claim('gold-exchange', { membershipClass: '综合类' })
    expect(ask(gold, 60 * WAN)).toMatchObject({ level: 'fixed', side: 'above' })
    expect(ask(gold, 60 * WAN).needs[0]).toMatch(/^“奖励标准”是定额 500,000.00 元.+不随申报的数字按比例变化$/)
    expect(ask(gold, 50 * WAN).side).toBe('same')
    expect(ask(gold, 40 * WAN)).toMatchObject({ level: 'fixed', side: 'below' })
  })
})

describe('拟定意见', () => {
  const base = event(1_000 * WAN)
  test.each([
    ['lowered by hand, the machine’s own amount', 200, 300, 'above'],
    ['lowered, between', 200, 250, 'above'],
    ['lowered, below', 200, 150, 'below'],
    ['raised by hand, the machine’s own amount', 400, 300, 'below'],
    ['raised, above', 400, 450, 'above'],
  ])('%s', (_, decided, other, side) => {
    const answer = ask(base, other * WAN, {}, { kind: 'agree', amountFen: decided * WAN })
    expect(answer).toMatchObject({ level: 'decision', side })
    expect(answer.text).toContain('人工调整为')
    expect(answer.text).toContain('据实核定')
  })
  test('a refusal is where every amount parts', () => {
    expect(ask(base, 300 * WAN, {}, { kind: 'refuse' })).toMatchObject({
      level: 'decision',
      side: 'above',
      amountFen: 0,
    })
  })
  test('without a decision the machine’s amount is compared', () => {
    expect(ask(base, 300 * WAN, {}, null)).toMatchObject({ side: 'same', amountFen: 300 * WAN })
    expect(ask(base, 301 * WAN, {}, null)).toMatchObject({ side: 'above', level: 'rate' })
  })
})

describe('名额和核减', () => {
  const platform = (applicationNo: string, score: string) =>
    claim('platform', { auditedFen: 100 * WAN, score, phase: '首次' }, applicationNo)
  const three = (own: string): Case[] => [
    { application: platform('LG1', own), done: AGREED },
    { application: platform('LG2', '90'), done: AGREED },
    { application: platform('LG3', '80'), done: AGREED },
  ]
  test('候补: the places are taken', () => {
    const answer = askIn(three('70'), 30 * WAN, 1_000 * WAN)
    expect(answer).toMatchObject({ level: 'quota', side: 'above', amountFen: 0 })
    expect(answer.text).toContain('每年 2 个名额，本批次 3 件竞争，本件得分 70：名额已由得分更高的申报占满')
    expect(askIn(three('80'), 30 * WAN, 1_000 * WAN).text).toContain('得分并列，名额须由科长裁定')
    expect(askIn(three('95'), 30 * WAN, 1_000 * WAN).side).toBe('same')
  })
  test('核减: names the factor and the budget it would take', () => {
    const cases: Case[] = [
      { application: event(1_000 * WAN), done: AGREED },
      { application: { ...event(1_000 * WAN), applicationNo: 'LG2' }, done: AGREED },
    ]
    const answer = askIn(cases, 300 * WAN, 450 * WAN)
    expect(answer).toMatchObject({ level: 'allocation', side: 'above', amountFen: 225 * WAN })
    expect(answer.text).toContain('系数 4,500,000.00÷6,000,000.00（约 75%）')
    expect(answer.needs[0]).toBe(
      '同样的应资助合计下，可用预算须达 6,000,000.00 元（600.00 万元）（现为 4,500,000.00 元（450.00 万元））',
    )
    expect(askIn(cases, 225 * WAN, 450 * WAN).side).toBe('same')
    expect(askIn(cases, 200 * WAN, 450 * WAN)).toMatchObject({ side: 'below', level: 'base' })
    expect(askIn(cases, 310 * WAN, 450 * WAN)).toMatchObject({ side: 'above', level: 'rate' })
  })
})

test('an amount that was not worked out says what is open', () => {
  const answer = ask(claim('event', { eventKind: '展会' }), 100, {}, null)
  expect(answer).toMatchObject({ side: 'none', level: null, amountFen: null })
  expect(answer.text).toMatch(/^没有算出金额：.*认定金额/)
  expect(answer.needs).toEqual([expect.stringMatching(BY_HAND)])
})

test('what 反推 says is exact: that base gives the amount and one 分 less does not, in 20,000 draws', () => {
  let tried = 0
  for (let seed = 0; seed < 20_000; seed += 1) {
    const toss = dice(3_000_000 + seed)
    const application = randomApplication(toss, 'LG1')
    const rounding = randomRounding(toss)
    const found = explainedRound([{ application, done: null }], 0, { rounding, capAtRequested: false }).get('LG1')
    const rate = found?.input.limits.rate ?? null
    const { amountFen = null } = found?.explanation ?? {}
    if (found === undefined || rate === null || amountFen === null) continue
    const other = amountFen + rounding.unitFen * (1 + toss.roll(50)) + (toss.chance(20) ? toss.roll(100) : 0)
    const answer = whyNot(found.explanation, other)
    const sentence = answer.needs.find((text) => text.includes('反推')) ?? ''
    const [, yuan = ''] = /须达 ([\d,.]+) 元/.exec(sentence) ?? []
    if (yuan === '') continue
    const need = Number(yuan.replace(/[,.]/g, ''))
    const gives = (baseFen: number) => {
      const exact = mulDivFloor(baseFen, rate.num, rate.den)
      const below = exact - (exact % rounding.unitFen)
      const up = rounding.mode === '四舍五入' && exact % rounding.unitFen >= rounding.unitFen / 2
      return up ? below + rounding.unitFen : below
    }
    const whole = other % rounding.unitFen === 0
    expect(whole ? gives(need) : mulDivFloor(need, rate.num, rate.den), `seed ${seed}`).toBeGreaterThanOrEqual(other)
    expect(whole ? gives(need - 1) : mulDivFloor(need - 1, rate.num, rate.den), `seed ${seed}`).toBeLessThan(other)
    tried += 1
  }
  expect(tried).toBeGreaterThan(2_000)
})

test('any amount gets an answer that is true of the chain, in 5,000 draws', () => {
  for (let seed = 0; seed < 5_000; seed += 1) {
    const toss = dice(4_000_000 + seed)
    const done = toss.pick<Done>([AGREED, null, { kind: 'agree', amountFen: anyFen(toss) }, { kind: 'refuse' }])
    const application = randomApplication(toss, 'LG1')
    const found = explainedRound([{ application, done }], anyFen(toss), { rounding: randomRounding(toss) }).get('LG1')
    if (found === undefined) throw new Error('LG1 is missing')
    const { chain, amountFen } = found.explanation
    const other = toss.chance(30) ? (toss.pick([chain[0], ...chain])?.afterFen ?? 0) : anyFen(toss)
    const answer = whyNot(found.explanation, other)
    const where = `seed ${seed} ${other}`
    expect(answer.side, where).toBe(
      amountFen === null ? 'none' : other === amountFen ? 'same' : other > amountFen ? 'above' : 'below',
    )
    expect(answer.text, where).not.toMatch(/undefined|null|NaN/)
    expect(answer.needs.join(''), where).not.toMatch(/undefined|null|NaN/)
    if (answer.level === null) continue
    const at = chain.find(({ level, label }) => level === answer.level && label === answer.label)
    expect(at?.afterFen, where).not.toBe(null)
    expect(at?.afterFen, where).not.toBe(other)
  }
})
