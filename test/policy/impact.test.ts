import { expect, test } from 'vitest'
import {
  asksFirst,
  type ImpactInput,
  impactBetween,
  impactQuestion,
  impactSentence,
} from '../../shared/policy/impact.ts'
import type { Assessment, Outcome } from '../../shared/review/assessment.ts'

function found(outcome: Outcome, amountFen: number | null): Assessment {
  const words = { article: 'platform' as const, articleNo: '第九条', articleHash: '', conditions: [], steps: [] }
  return { ...words, outcome, amountFen, warnings: [], demo: false }
}

function one(no: number, before: Assessment, after: Assessment, decided = false): ImpactInput {
  const head = { applicationNo: `LG${no}`, applicant: `示例${no}有限公司` }
  return { ...head, before, after, decided, becomesStale: decided }
}

test('only a case whose outcome or amount differs counts; the amounts of 符合 are told apart from the rest', () => {
  const impact = impactBetween(
    [
      one(1, found('met', 100_0000), found('met', 80_0000)),
      one(2, found('unset', null), found('met', 50_0000)),
      one(3, found('unmet', 40_0000), found('unmet', 90_0000)),
      one(4, found('met', 70_0000), found('met', 70_0000)),
      one(5, found('met', 10_0000), found('unknown', 10_0000)),
    ],
    null,
  )
  expect(impact.cases.map(({ applicationNo }) => applicationNo)).toEqual(['LG1', 'LG2', 'LG3', 'LG5'])
  expect(impact).toMatchObject({ differenceFen: 80_0000, metDifferenceFen: 20_0000, running: false })
  expect(impactSentence(impact)).toBe('将影响 4 件，机审金额合计 +0.80 万元（其中符合条件的 +0.20 万元）')
})

test('a round is running once a case is decided or a list is frozen, and what is lost is named', () => {
  const untouched = [one(1, found('met', 1), found('met', 1), true)]
  expect(impactBetween(untouched, null)).toMatchObject({ running: true, staleDecisions: 1 })
  expect(impactBetween([], '定稿2026-1-01').running).toBe(true)
  expect(impactSentence(impactBetween(untouched, '定稿2026-1-01'))).toBe(
    '不改变任何一件的结论或金额；1 件已拟定的意见须重新审核；“定稿2026-1-01”将失效，须重新定稿',
  )
})

test('the question names the first five cases and how many have an opinion', () => {
  const cases = (count: number) =>
    Array.from({ length: count }, (_, at) => one(at + 1, found('met', 2_0000), found('met', 1_0000), at === 0))
  expect(impactQuestion(impactBetween(cases(5), null))).toContain('涉及 LG1、LG2、LG3、LG4、LG5，其中 1 件已有意见。')
  expect(impactQuestion(impactBetween(cases(6), null))).toContain('涉及 LG1、LG2、LG3、LG4、LG5 等 6 件，其中 1 件')
  expect(impactQuestion(impactBetween([], null))).not.toContain('涉及')
})

test('a decision to be looked at again is listed and named, also where outcome and amount stay', () => {
  const impact = impactBetween(
    [one(1, found('met', 1), found('met', 1), true), one(2, found('met', 1), found('met', 1))],
    null,
  )
  expect(impact.cases).toMatchObject([{ applicationNo: 'LG1', decided: true, becomesStale: true }])
  expect(impactQuestion(impact)).toContain('1 件已拟定的意见须重新审核。涉及 LG1，其中 1 件已有意见。')
})

test('only a running round in which something is touched is asked about', () => {
  const changed = (decided: boolean) => impactBetween([one(1, found('met', 2), found('met', 1), decided)], null)
  const kept = { ...one(1, found('met', 1), found('met', 1), true), becomesStale: false }
  expect(asksFirst(changed(true))).toBe(true)
  expect(asksFirst(changed(false))).toBe(false)
  expect(asksFirst(impactBetween([kept], null))).toBe(false)
  expect(asksFirst(impactBetween([kept], '定稿2026-1-01'))).toBe(true)
})
