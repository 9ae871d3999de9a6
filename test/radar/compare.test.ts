import { expect, test } from 'vitest'
import { type Claim, comparable } from '../../shared/radar/claim.ts'
import { type Comparison, compare } from '../../shared/radar/compare.ts'
import { SHOWN_FROM, STRONG_FROM } from '../../shared/radar/evidence.ts'
import { findPairs } from '../../shared/radar/pairs.ts'
import { ours, theirs } from './claims.ts'

const CODE = '91440300MA5SAMPLE1'
const OTHER = '91440300MA5SAMPLF2'

function compared(a: Partial<Claim>, b: Partial<Claim>): Comparison {
  const [one, other] = [comparable(ours(a)), comparable(theirs(b))]
  const result = compare(one, other)
  expect(compare(other, one).score, 'the order makes no difference').toBe(result.score)
  return result
}

const shown = (a: Partial<Claim>, b: Partial<Claim>): boolean => compared(a, b).score >= SHOWN_FROM

const event = { eventName: '样例时装周', startDate: '2026-05-01' }
const purchase = { purchaseDate: '2026-03-05', purchaseFen: 12_345_600 }

test('the applicant alone is no pair; with the year it is shown, and not strong', () => {
  expect(shown({}, {})).toBe(false)
  const withYear = compared({}, { year: 2026 })
  expect(withYear.score).toBe(SHOWN_FROM)
  expect(withYear).toMatchObject({ strong: false, evidence: [{ short: '名称相同' }, { short: '批次或名单年度相同' }] })
  expect(shown({ year: 2026 }, { year: 2025 })).toBe(false)
})

test.each([
  ['event and day', { facts: event }, { facts: event }],
  ['event written by another hand into 项目名称', { facts: event }, { projectName: '“样例时装周”项目', year: 2026 }],
  [
    'platform and year',
    { facts: { platformName: '样例平台', investmentYear: 2025 } },
    { facts: { platformName: '样例平台', investmentYear: 2025 } },
  ],
  ['invoice', { facts: { invoiceNo: '0012345678' } }, { facts: { invoiceNo: '12345678' } }],
  ['contract', { facts: { contractNo: 'HT-2026-0088' } }, { facts: { contractNo: 'ht 2026/0088、HT20260088' } }],
  ['purchase', { facts: purchase }, { facts: purchase }],
  ['membership', { facts: { membershipClass: '综合类' } }, { facts: { membershipClass: '综合类' } }],
  ['output', { facts: { outputFen: 5, priorOutputFen: 4 } }, { facts: { outputFen: 5, priorOutputFen: 4 } }],
] as const)('the same applicant with the same %s is strong', (_what, a, b) => {
  const { score, strong } = compared(a, b)
  expect(score).toBeGreaterThanOrEqual(STRONG_FROM)
  expect(strong).toBe(true)
})

test.each([
  ['the event of the year before', { facts: event }, { facts: { ...event, startDate: '2025-05-02' } }],
  [
    'another edition',
    { facts: { eventName: '第三届样例时装周' } },
    { facts: { eventName: '第二届样例时装周' }, year: 2026 },
  ],
  ['another event of the year', { facts: event }, { facts: { eventName: '样例珠宝设计大赛' }, year: 2026 }],
  [
    'the platform of another year',
    { facts: { platformName: '样例平台', investmentYear: 2025 } },
    { facts: { platformName: '样例平台', investmentYear: 2024 } },
  ],
  ['a list older than the matter', { facts: event }, { facts: { eventName: '样例时装周' }, year: 2025 }],
  [
    'another purchase of the year',
    { projectName: '智能眼镜采购', facts: purchase },
    { projectName: '智能眼镜采购', year: 2026, facts: { purchaseDate: '2026-03-06', purchaseFen: 99 } },
  ],
  ['another class', { facts: { membershipClass: '综合类' } }, { facts: { membershipClass: '金融类' }, year: 2026 }],
  ['another subsidy of the year', { facts: event }, { projectName: '出口信用保险补贴', year: 2026 }],
] as const)('the same applicant with %s is not shown', (_what, a, b) => {
  expect(shown(a, b)).toBe(false)
})

test('codes: equal is enough, two different ones speak against equal names, one mistyped digit does not', () => {
  expect(
    compared({ creditCode: CODE, name: '样例甲乙' }, { creditCode: CODE, name: '全然不同', facts: {} }).score,
  ).toBe(42)
  expect(compared({ creditCode: CODE, facts: event }, { creditCode: OTHER, facts: event }).evidence).toContainEqual(
    expect.objectContaining({ kind: 'nameOtherCode' }),
  )
  const mistyped = compared({ creditCode: CODE }, { creditCode: '91440300MA5SAMPLE7' })
  expect(mistyped.evidence).toContainEqual(expect.objectContaining({ text: '名称相同，信用代码相差一位' }))
})

test('a similar name is shown only with something specific, and is never strong', () => {
  const near = { name: '深圳市样例珠保有限公司' }
  expect(compared(near, { facts: event, year: 2026 }).score).toBeLessThan(SHOWN_FROM)
  const sameEvent = compared({ ...near, facts: event }, { facts: event })
  expect(sameEvent.score).toBeGreaterThanOrEqual(STRONG_FROM)
  expect(sameEvent.strong).toBe(false)
  expect(
    shown({ ...near, facts: { membershipClass: '综合类' } }, { facts: { membershipClass: '综合类' }, year: 2026 }),
  ).toBe(false)
  const codes = { creditCode: CODE }
  expect(shown({ ...near, ...codes, facts: event }, { creditCode: OTHER, facts: event }), 'two codes, two firms').toBe(
    false,
  )
})

test('one invoice or contract under two applicants is shown, and never strong', () => {
  for (const facts of [{ invoiceNo: '23442000000012345678' }, { contractNo: 'HT-2026-0088' }]) {
    const result = compared({ facts }, { name: '无关家具有限公司', facts, projectName: '别的事项' })
    expect(result.score).toBe(SHOWN_FROM)
    expect(result.strong).toBe(false)
  }
  for (const invoiceNo of ['无', '1', '0000', '不涉及', '11111111']) {
    expect(shown({ facts: { invoiceNo } }, { name: '无关家具有限公司', facts: { invoiceNo } }), invoiceNo).toBe(false)
  }
})

test('persons: the number decides, the name asks, and a namesake with another number is another person', () => {
  const honour = { honour: '样例工匠', honourYear: 2025 }
  const person = { article: 'talent', name: '样小例' } as const
  const a = { ...person, facts: { ...honour, personName: '样小例', idNumber: '440307199001010011' } }
  expect(compared(a, { ...a, article: null }).strong).toBe(true)
  expect(shown(a, { ...a, facts: { ...a.facts, idNumber: '440307198501010012' } })).toBe(false)
  expect(shown(a, { name: '样小例', facts: honour })).toBe(true)
  expect(shown(a, { name: '样小例', facts: { ...honour, honourYear: 2024 } })).toBe(false)
  const evidence = compared(a, { ...a, article: null })
    .evidence.map(({ text }) => text)
    .join()
  expect(evidence, 'no sentence carries a personal number').not.toContain('44030719')
})

test('an employer who claims for two persons makes no pair of them', () => {
  const claim = (personName: string, idNumber: string) => {
    return { article: 'talent', facts: { personName, idNumber, honour: '样例工匠', honourYear: 2025 } } as const
  }
  expect(shown(claim('样小例', '1'), claim('样大例', '2'))).toBe(false)
})

test('two applicants who both claim one event are shown', () => {
  const host = ours({ article: 'event', facts: event })
  const coHost = ours({ article: 'event', facts: event, name: '无关会展有限公司' })
  expect(findPairs([host, coHost], [])).toMatchObject([{ score: SHOWN_FROM, strong: false }])
  expect(findPairs([host], [theirs({ ...coHost, article: null, kind: 'other-bureau' })]), 'an exhibitor').toEqual([])
})

test('two applications of the round are told once, by the later one, and never with themselves', () => {
  const [first, second] = [ours({ facts: event }), ours({ facts: event })]
  const pairs = findPairs([first, second], [])
  expect(pairs.map(({ application, other }) => [application.key, other.key])).toEqual([[second.key, first.key]])
})
