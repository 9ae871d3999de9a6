import { describe, expect, test } from 'vitest'
import { type Ratio, ratio, rootText, roundedText, scoreWords } from '../../shared/scoring/ratio.ts'
import { type Ballot, caseResult } from '../../shared/scoring/result.ts'
import { schemeOf } from './scheme.ts'

/** Ballots on one criterion of 100 points; null is 回避. */
function ballots(...points: (string | null)[]): Ballot[] {
  return points.map((each, at) => ({ expertId: `专家${at + 1}`, points: each === null ? null : { c1: each } }))
}

const text = (value: Ratio | null) => (value === null ? null : `${value.num}/${value.den}`)

describe('平均分', () => {
  test('三位专家 80、85、86：251/3 分，显示 83.67', () => {
    const { score, complete, text: words } = caseResult(schemeOf({}), ballots('80', '85', '86'))
    expect(text(score)).toBe('251/3')
    expect(score === null ? '' : roundedText(score)).toBe('83.67')
    expect(complete).toBe(true)
    expect(words).toBe('3 位专家评分，取平均')
  })

  test('四个各 25 分的指标：总分是各项之和', () => {
    const scheme = schemeOf({ criteria: ['25', '25', '25', '25'] })
    const points = { c1: '20', c2: '22.5', c3: '19.25', c4: '25' }
    expect(text(caseResult(scheme, [{ expertId: '甲', points }]).score)).toBe('347/4')
  })

  test('有权重时按百分制折算：满分 50 打 40、权重 60%，满分 10 打 9、权重 40%，得 84 分', () => {
    const scheme = schemeOf({ criteria: ['50', '10'], weights: ['60', '40'] })
    expect(text(caseResult(scheme, [{ expertId: '甲', points: { c1: '40', c2: '9' } }]).score)).toBe('84/1')
  })
})

describe('去掉一个最高分、一个最低分', () => {
  const scheme = schemeOf({ method: 'trimmed', trimFrom: 5 })

  test('五位 70、80、82、84、99：去掉 70 和 99，得 82', () => {
    const result = caseResult(scheme, ballots('82', '99', '70', '84', '80'))
    expect(text(result.score)).toBe('82/1')
    expect(result.dropped).toEqual({ high: '专家2', low: '专家3' })
    expect(result.text).toBe('5 位专家评分，去掉一个最高分、一个最低分后平均')
  })

  test('恰为最少人数 5 人时去掉，4 人时不去并说明', () => {
    expect(caseResult(scheme, ballots('60', '80', '80', '80', '100')).dropped).not.toBeNull()
    const four = caseResult(scheme, ballots('60', '80', '80', '100'))
    expect(four.dropped).toBeNull()
    expect(text(four.score)).toBe('80/1')
    expect(four.text).toBe('4 位专家评分，不足 5 人，没有去掉最高、最低分，按全部平均')
  })

  test('并列最高只去掉一个：90、90、80、70、60 得 80', () => {
    expect(text(caseResult(scheme, ballots('90', '90', '80', '70', '60')).score)).toBe('80/1')
  })

  test('五位打分全同：去掉的是两个人，得分不变', () => {
    const result = caseResult(scheme, ballots('77', '77', '77', '77', '77'))
    expect(text(result.score)).toBe('77/1')
    expect(result.dropped?.high).not.toBe(result.dropped?.low)
  })

  test('回避的不算人数：五位中一位回避，只有四份评分，不去', () => {
    const result = caseResult(scheme, ballots('60', '80', null, '80', '100'))
    expect(result.dropped).toBeNull()
    expect(result.abstained).toBe(1)
    expect(text(result.score)).toBe('80/1')
  })
})

describe('评分人数', () => {
  test('须有 3 位：2 位时没有结果，第 3 位到齐；回避不抵一位', () => {
    const scheme = schemeOf({ required: 3 })
    const two = caseResult(scheme, ballots('80', '90', null))
    expect([two.complete, two.text]).toEqual([false, '已有 2 位专家评分，1 位回避，须有 3 位，结果未定'])
    expect(caseResult(scheme, ballots('80', '90', null, '85')).complete).toBe(true)
  })

  test('没有设定人数：一位即有结果，没有人评分则没有', () => {
    expect(caseResult(schemeOf({}), ballots('80')).complete).toBe(true)
    const none = caseResult(schemeOf({}), ballots(null))
    expect([none.complete, none.score, none.text]).toEqual([false, null, '还没有专家评分，1 位回避'])
  })
})

describe('分歧', () => {
  test('极差和标准差：60、80、100 相差 40，标准差 16.33', () => {
    const { range, deviation, disagrees } = caseResult(schemeOf({}), ballots('60', '80', '100'))
    expect([text(range), deviation, disagrees]).toEqual(['40/1', '16.33', false])
  })

  test('设定 20 分：恰好相差 20 不提示，20.01 提示；一位评分谈不上分歧', () => {
    const scheme = schemeOf({ disagreementAbove: '20' })
    expect(caseResult(scheme, ballots('60', '80')).disagrees).toBe(false)
    expect(caseResult(scheme, ballots('60', '80.01')).disagrees).toBe(true)
    const one = caseResult(scheme, ballots('60'))
    expect([one.range, one.deviation, one.disagrees]).toEqual([null, null, false])
  })
})

test('显示四舍五入到两位，半数进一；精确值另写在旁边', () => {
  expect(roundedText(ratio(1n, 200n))).toBe('0.01')
  expect(roundedText(ratio(-1n, 200n))).toBe('-0.01')
  expect(roundedText(ratio(1n, 201n))).toBe('0')
  expect(scoreWords(ratio(251n, 3n))).toBe('83.67 分（精确值 251/3）')
  expect(scoreWords(ratio(335n, 4n))).toBe('83.75 分')
  expect(rootText(ratio(2n))).toBe('1.41')
  expect(rootText(ratio(1n, 4n))).toBe('0.5')
})
