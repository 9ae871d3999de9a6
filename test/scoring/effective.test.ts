import { describe, expect, test } from 'vitest'
import { effectiveScore } from '../../shared/scoring/effective.ts'
import { caseResult } from '../../shared/scoring/result.ts'
import { schemeOf } from './scheme.ts'

function effective(settings: Parameters<typeof schemeOf>[0], points: string[], imported: string | null = null) {
  const scheme = schemeOf(settings)
  const ballots = points.map((c1, at) => ({ expertId: `专家${at}`, points: { c1 } }))
  return effectiveScore(scheme, caseResult(scheme, ballots), imported)
}

describe('合格线 60 分', () => {
  const line = { passLine: '60' }

  test('低于：59.99 不合格；两位平均 59.995 显示 60，但不合格，并写出精确值', () => {
    expect(effective(line, ['59.99']).review).toEqual({
      outcome: 'failed',
      text: '评审得分 59.99 分，低于合格线 60 分',
    })
    expect(effective(line, ['59.99', '60']).review).toEqual({
      outcome: 'failed',
      text: '评审得分 60 分（精确值 11999/200），低于合格线 60 分',
    })
  })

  test('恰好 60 和高于 60 合格', () => {
    expect(effective(line, ['60']).review?.outcome).toBe('passed')
    expect(effective(line, ['59', '61']).review?.outcome).toBe('passed')
    expect(effective(line, ['60.01']).review?.text).toBe('评审得分 60.01 分，达到合格线 60 分')
  })

  test('还没有评分，或评分人数不够：未完成，不是不合格', () => {
    expect(effective(line, []).review).toEqual({ outcome: 'incomplete', text: '评审未完成：还没有专家评分' })
    expect(effective({ ...line, required: 2 }, ['10']).review).toEqual({
      outcome: 'incomplete',
      text: '评审未完成：已有 1 位专家评分，须有 2 位，结果未定',
    })
  })

  test('没有设合格线就没有这一条', () => {
    expect(effective({}, ['0']).review).toBeNull()
    expect(effectiveScore(null, null, '10').review).toBeNull()
  })

  test('只有导入的评审得分时按它判断，并写明来源', () => {
    expect(effective(line, [], '72').review?.text).toBe('评审得分 72 分（导入的评审得分），达到合格线 60 分')
    expect(effective(line, [], '59').review?.outcome).toBe('failed')
  })
})

describe('有效得分', () => {
  test('专家评分到齐就用专家的，否则用导入的，都没有就没有', () => {
    expect(effective({}, ['80', '81'], '70').score).toEqual({ text: '80.5', exact: null })
    expect(effective({ required: 3 }, ['80', '81'], '70')).toMatchObject({ from: 'imported', score: { text: '70' } })
    expect(effective({}, []).score).toBeNull()
    expect(effectiveScore(null, null, '88.5').score).toEqual({ text: '88.5', exact: null })
  })

  test('显示值只是四舍五入时，精确值跟着走', () => {
    expect(effective({}, ['80', '85', '86']).score).toEqual({ text: '83.67', exact: { num: 251n, den: 3n } })
  })

  test('两者不同提示；导入的就是四舍五入后的同一个得分，不提示', () => {
    expect(effective({}, ['80', '85', '86'], '85').warning).toBe(
      '专家评分得 83.67 分，导入的评审得分是 85 分，两者不同；以专家评分为准，请核对',
    )
    expect(effective({}, ['80', '85', '86'], '83.67').warning).toBe('')
    expect(effective({}, ['80', '85', '86'], '83.667').warning).toBe('')
    expect(effective({}, ['80', '85', '86'], '84').warning).not.toBe('')
    expect(effective({}, ['80'], null).warning).toBe('')
    expect(effective({ required: 2 }, ['80'], '85').warning).toBe('')
  })
})
