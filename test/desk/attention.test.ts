import { describe, expect, test } from 'vitest'
import { blockersOf } from '../../shared/desk/approval.ts'
import { attentionCounts, attentionRows, type DeskCase } from '../../shared/desk/attention.ts'
import { yuanGrouped } from '../../shared/money.ts'

const agreed = { kind: 'agree', opinion: '', overridden: false, deciderName: '乙' } as const

const one = (given: Partial<DeskCase>): DeskCase => ({
  caseId: 'c1',
  applicationNo: 'LG1',
  applicant: '示例公司',
  article: 'platform',
  articleNo: '第九条',
  industry: '家具',
  stage: '公示',
  decision: agreed,
  computedFen: 10_000_00,
  amountFen: 10_000_00,
  quota: null,
  stale: false,
  warnings: [],
  restriction: '',
  split: '',
  matches: [],
  ...given,
})

const kinds = (given: Partial<DeskCase>) => attentionRows([one(given)], yuanGrouped).map(({ kind }) => kind)

describe('what needs the chief', () => {
  test('a settled case needs nothing', () => expect(kinds({})).toEqual([]))

  test.each<[string, Partial<DeskCase>, string[]]>([
    ['a tie', { quota: 'tied' }, ['tie']],
    ['a place on the waiting list', { quota: 'waiting' }, ['waiting']],
    ['facts that changed', { stale: true }, ['stale']],
    ['a case sent back after an objection', { stage: '异议处理' }, ['reopened']],
    ['experts who differ', { split: '极差 12 分，超过 10 分' }, ['split']],
    ['a person on a 失信 list', { restriction: '在失信/限制名单内：…' }, ['restricted']],
    ['a warning of an agreed case', { warnings: ['审计金额大于实际投入'] }, ['warning']],
    ['a warning of a refused one', { warnings: ['…'], decision: { ...agreed, kind: 'refuse' } }, []],
    ['a case before the re-check', { stage: '复核' }, ['recheck']],
    ['a case that was not submitted', { stage: '拟定' }, ['proposed']],
    ['a case before the approval', { stage: '审定' }, ['approval']],
  ])('%s', (_, given, expected) => expect(kinds(given)).toEqual(expected))

  test('a pair nobody ruled on and one ruled the same matter are rows of their own; 不同事项 is settled', () => {
    const matches = [
      { key: 'c1 a', ruling: null, text: '与甲' },
      { key: 'c1 b', ruling: 'same', text: '与乙' },
      { key: 'c1 c', ruling: 'different', text: '与丙' },
    ] as const
    const rows = attentionRows([one({ matches })], yuanGrouped)
    expect(rows.map(({ kind, pair }) => [kind, pair])).toEqual([
      ['same', 'c1 b'],
      ['match', 'c1 a'],
    ])
    expect(kinds({ matches, decision: { ...agreed, kind: 'refuse' } })).toEqual([])
  })

  test('an override says the machine amount, who changed it and why', () => {
    const decision = { ...agreed, overridden: true, opinion: '按合同核减' }
    expect(attentionRows([one({ decision })], yuanGrouped)[0]?.reason).toBe('机审 10,000.00 元，乙作了调整：按合同核减')
  })

  test('gravest first, then the larger amount', () => {
    const rows = attentionRows(
      [
        one({ caseId: 'a', applicationNo: 'LG1', stage: '复核' }),
        one({ caseId: 'b', applicationNo: 'LG2', stage: '复核', amountFen: 20_000_00 }),
        one({ caseId: 'c', applicationNo: 'LG3', quota: 'tied' }),
      ],
      yuanGrouped,
    )
    expect(rows.map(({ applicationNo }) => applicationNo)).toEqual(['LG3', 'LG2', 'LG1'])
    expect(attentionCounts(rows)).toMatchObject({ tie: 1, recheck: 2, approval: 0 })
    expect(rows.map(({ acts }) => acts)).toEqual([[], ['pass', 'return'], ['pass', 'return']])
  })
})

test('what keeps the list from being frozen is counted, and leads to its rows', () => {
  const cases = [
    one({ stage: '拟定' }),
    one({ stage: '复核' }),
    one({ stage: '审定' }),
    one({ stage: '拟定', stale: true }),
  ]
  expect(blockersOf(cases, 1, ['较早的批次已失效'])).toEqual([
    { text: '1 组并列待定，须裁定', kind: 'tie' },
    { text: '1 件在拟定后资料或结论有变，须重新拟定', kind: 'stale' },
    { text: '2 件已拟定但还没有提交复核', kind: 'proposed' },
    { text: '1 件还没有复核', kind: 'recheck' },
    { text: '较早的批次已失效', kind: null },
  ])
})
