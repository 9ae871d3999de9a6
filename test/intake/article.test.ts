import { describe, expect, test } from 'vitest'
import { readArticle, sheetArticle } from '../../shared/intake/articleText.ts'
import type { FieldName } from '../../shared/intake/fields.ts'
import { decideArticle } from '../../shared/intake/resolveArticle.ts'

const said = (text: string): string => {
  const reading = readArticle(text)
  return reading.kind === 'known'
    ? reading.article
    : reading.kind === 'ambiguous'
      ? reading.candidates.join('|')
      : reading.kind
}

test.each([
  ['platform', 'platform'],
  ['第九条', 'platform'],
  ['9', 'platform'],
  ['完善时尚行业支撑体系', 'platform'],
  ['第九条 公共服务平台', 'platform'],
  ['第十条', 'talent'],
  ['第十一条', 'exhibition|event'],
  ['原第十一条', 'exhibition'],
  ['第十一条（旧）', 'exhibition'],
  ['新第十一条', 'event'],
  ['修订后的第11条', 'event'],
  ['第十一条 重大活动', 'event'],
  ['第十二条', 'event|growth'],
  ['第１２条', 'event|growth'],
  ['12', 'event|growth'],
  ['十二', 'event|growth'],
  ['原第十二条', 'event'],
  ['旧第十二条', 'event'],
  ['修订前第十二条', 'event'],
  ['修订后第十二条', 'growth'],
  ['第十二条 支持培育时尚产业高质量发展', 'growth'],
  ['第十二条 重大活动', 'event'],
  ['原第十二条（现第十一条）', 'event'],
  ['《支持培育时尚产业重大活动》', 'event'],
  ['第十三条', 'gold-exchange'],
  ['Smart-Glasses', 'smart-glasses'],
  ['第十四条第一款', 'smart-glasses'],
  ['第八条', 'unreadable'],
  ['第二十条', 'unreadable'],
  ['原第十四条', 'unreadable'],
  ['新第十三条 重大活动', 'contradictory'],
  ['第九条 智能眼镜', 'contradictory'],
  ['时尚产业高质量发展专项资金', 'unreadable'],
  ['见附件', 'unreadable'],
  ['', 'blank'],
  ['/', 'blank'],
])('「%s」 says %s', (text, meaning) => expect(said(text)).toBe(meaning))

test('a sheet says an article only when all its titles agree', () => {
  expect(sheetArticle(['第十二条 高质量发展', '2026年度申报汇总'])).toBe('growth')
  expect(sheetArticle(['第十二条'])).toBeNull()
  expect(sheetArticle(['第九条 公共服务平台', '智能眼镜申报汇总'])).toBeNull()
  expect(sheetArticle(['龙岗区时尚产业高质量发展专项资金申报汇总表'])).toBeNull()
})

describe('an ambiguous number is decided, never guessed', () => {
  const decide = (text: string, fields: FieldName[], sheet: Parameters<typeof decideArticle>[2] = null) =>
    decideArticle(text, new Set(fields), sheet).article

  test('by the columns the row fills', () => {
    expect(decide('第十二条', ['filingDate'])).toBe('event')
    expect(decide('第十二条', ['outputFen', 'dataSource'])).toBe('growth')
    expect(decide('第十二条', ['eventName'])).toBe('event')
    expect(decide('第十一条', ['aiZone'])).toBe('event')
  })
  test('then by the sheet', () => {
    expect(decide('第十二条', [], 'growth')).toBe('growth')
    expect(decide('第十二条', ['requestedFen'], 'event')).toBe('event')
    expect(decide('第十一条', [], 'exhibition')).toBe('exhibition')
  })
  test('no evidence, both sides, or a contradiction stay 待核', () => {
    expect(decide('第十二条', [])).toBeNull()
    expect(decide('第十二条', ['filingDate', 'outputFen'])).toBeNull()
    expect(decide('第十二条', ['filingDate'], 'growth')).toBeNull()
    expect(decide('第十二条', ['filingDate', 'outputFen'], 'event')).toBeNull()
    expect(decide('第十二条', [], 'platform')).toBeNull()
    expect(decide('第十一条', ['eventName', 'startDate'])).toBeNull()
    expect(decide('第九条 智能眼镜', ['purchaseFen'], 'smart-glasses')).toBeNull()
    expect(decideArticle('第十二条', new Set(), null).warning).toMatch(
      /第十一条 支持培育时尚产业重大活动”或“第十二条.*待核/,
    )
  })
  test('a blank takes the sheet’s article, told, unless the row speaks against it', () => {
    expect(decideArticle('', new Set(), 'growth')).toMatchObject({
      article: 'growth',
      warning: expect.stringContaining('未填申报条款'),
    })
    expect(decide('', ['outputFen'])).toBeNull()
    expect(decide('', ['outputFen'], 'platform')).toBeNull()
    expect(decide('', ['outputFen'], 'growth')).toBe('growth')
  })
})
