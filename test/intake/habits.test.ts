/** Habits of the bureau's own workbooks that once read as something else. */
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../shared/intake/articleText.ts'
import { readDay } from '../../shared/intake/dates.ts'
import { readFlag } from '../../shared/intake/factText.ts'
import { readHeader } from '../../shared/intake/headers.ts'
import { unitOfTitles } from '../../shared/intake/layout.ts'

describe('a time after the day never changes the day', () => {
  test.each([
    ['2026/3/1 14:30', '2026-03-01'],
    ['2026-3-2 10:00', '2026-03-02'],
    ['2026/12/1 08:30', '2026-12-01'],
    ['2026-3-5 00:00:00', '2026-03-05'],
    ['2026-03-05T14:30:00Z', '2026-03-05'],
    ['2026年3月5日14:30', '2026-03-05'],
    ['2026.3.5 下午 2:30', '2026-03-05'],
    ['２０２６／３／１　１４：３０', '2026-03-01'],
  ])('%s', (text, date) => {
    expect(readDay(text)).toMatchObject({ date })
  })
})

describe('the unit a header bracket states', () => {
  test.each([
    ['申报金额（人民币，万元）', '万元'],
    ['申报金额（人民币、万元）', '万元'],
    ['申报金额（人民币：万元）', '万元'],
    ['申报金额（以万元计）', '万元'],
    ['申报金额（￥万元）', '万元'],
    ['申报金额（RMB/万元）', '万元'],
    ['申报金额（人民币）', '元'],
    ['申报金额（单位：元）', '元'],
    ['申报金额（元/万元）', ''],
  ])('%s', (header, unit) => {
    expect(readHeader(header).unit).toBe(unit)
  })
})

test.each([
  ['单位：万元', '万元'],
  ['单位（万元）', '万元'],
  ['单位：人民币（万元）', '万元'],
  ['金额单位：万元', '万元'],
  ['金额：万元', '万元'],
  ['单位为万元', '万元'],
  ['申报单位：示例公司', ''],
])('the title row %s states %s', (title, unit) => {
  expect(unitOfTitles([title])).toBe(unit)
})

test('the name of the policy is not the name of its twelfth article', () => {
  expect(readArticle('促进时尚产业高质量发展若干措施').kind).toBe('unreadable')
  expect(readArticle('高质量发展')).toEqual({ kind: 'known', article: 'growth' })
  expect(readArticle('第十二条 高质量发展')).toEqual({ kind: 'known', article: 'growth' })
})

test('不涉及 and 待补 state nothing', () => {
  expect(['不涉及', '不适用', '待补'].map(readFlag)).toEqual([null, null, null])
})
