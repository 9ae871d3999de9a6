import { expect, test } from 'vitest'
import { readPoints, readScheme, sameCriteria, schemeLines } from '../../shared/scoring/scheme.ts'
import { schemeOf, typedScheme } from './scheme.ts'

test('what cannot be a scheme is refused in words that name the line', () => {
  const refused = (settings: Parameters<typeof typedScheme>[0]) => () => readScheme(typedScheme(settings), false)
  expect(refused({ criteria: [] })).toThrow('评审办法至少要有一项指标')
  expect(refused({ criteria: ['25', '零'] })).toThrow('第 2 项指标“样例指标2”的满分“零”应是数字')
  expect(refused({ criteria: ['0'] })).toThrow('应大于 0')
  expect(refused({ criteria: ['10', '10'], weights: ['60', '30'] })).toThrow('权重合计 90%，应为 100%')
  expect(refused({ criteria: ['10', '10'], weights: ['100'] })).toThrow(
    '“样例指标2”没有权重：要么每项都填权重，要么都不填',
  )
  expect(refused({ passLine: '100.5' })).toThrow('合格线 100.5 分高于满分 100 分')
  expect(refused({ criteria: ['10', '10'], weights: ['50', '50'], passLine: '60' })).not.toThrow()
  expect(refused({ method: 'trimmed' })).toThrow('去掉最高、最低分须设定从几人评分起，不少于 3 人')
  expect(refused({ method: 'trimmed', trimFrom: 2 })).toThrow('不少于 3 人')
  expect(refused({ disagreementAbove: '-1' })).toThrow('分歧提示“-1”应是数字')
})

test('weights of thirds that add up to 100 in writing are taken exactly', () => {
  const scheme = schemeOf({ criteria: ['100', '100', '100'], weights: ['33.3', '33.3', '33.4%'] })
  expect(scheme.criteria.map(({ weight }) => weight)).toEqual(['33.3', '33.3', '33.4'])
})

test('points: full-width digits are read, too many, too fine, missing or unknown ones are refused', () => {
  const scheme = schemeOf({ criteria: ['25', '25'] })
  expect(readPoints(scheme, { c1: '２４．５', c2: '25.00分' })).toEqual({ c1: '24.5', c2: '25' })
  expect(() => readPoints(scheme, { c1: '25.01', c2: '1' })).toThrow('“样例指标1”满分 25，不能打 25.01 分')
  expect(() => readPoints(scheme, { c1: '1.234', c2: '1' })).toThrow('最多 2 位小数')
  expect(() => readPoints(scheme, { c1: '1' })).toThrow('“样例指标2”还没有打分')
  expect(() => readPoints(scheme, { c1: '1', c2: '1', c3: '1' })).toThrow('评分项目与现行评审办法不符')
  expect(() => readPoints(scheme, { c1: '-1', c2: '1' })).toThrow('应是数字')
})

test('a scheme as sentences says what is set and what is not', () => {
  expect(schemeLines(schemeOf({ criteria: ['25', '25'] }))).toEqual([
    '评审指标：样例指标1 25 分；样例指标2 25 分',
    '总分：各项得分之和，满分 50 分',
    '得分：平均分；按分数精确计算和排序，显示时四舍五入到 2 位小数',
    '评分人数：未设定，有一位评分即有结果',
    '合格线：未设定',
    '分歧提示：未设定',
    '标准化得分：不显示',
  ])
})

test('only other criteria put scores aside: another pass line or method does not', () => {
  expect(sameCriteria(schemeOf({}), schemeOf({ passLine: '60', method: 'trimmed', trimFrom: 5 }))).toBe(true)
  expect(sameCriteria(schemeOf({}), schemeOf({ criteria: ['90'] }))).toBe(false)
  expect(sameCriteria(schemeOf({}), null)).toBe(false)
})
