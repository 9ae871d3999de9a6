/** Habits of the bureau's own workbooks that once read as something else. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../shared/intake/articleText.ts'
import { readDay } from '../../shared/intake/dates.ts'
import { readFlag } from '../../shared/intake/factText.ts'
import { parseHeaderTable, readHeader } from '../../shared/intake/headers.ts'
import { unitOfTitles } from '../../shared/intake/layout.ts'
import { planImport } from '../../shared/intake/plan.ts'
import type { RawRow } from '../../shared/intake/sheet.ts'

const table = parseHeaderTable(readFileSync(join(import.meta.dirname, '../../templates/excel/headers.yaml'), 'utf8'))

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
    ['2026/3/1 上午', '2026-03-01'],
    ['2026/3/1 14时30分', '2026-03-01'],
    ['2026年3月1日 9点', '2026-03-01'],
  ])('%s', (text, date) => {
    expect(readDay(text)).toMatchObject({ date })
  })
})

test('a stray number after the day does not join it', () => {
  expect(readDay('2026/3/1 4')).toBeNull()
  expect(readDay('2026年3月1 4日')).toBeNull()
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
    ['申报金额（按万元计）', '万元'],
    ['申报金额（万元）（人民币）', '万元'],
    ['申报金额（元）（万元）', ''],
    ['申报金额（人民币、元、万元）', ''],
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

test('a second table with another header stops the file; the very same header again is skipped', () => {
  const row = (at: number, texts: string[]): RawRow => ({
    row: at,
    hidden: false,
    cells: new Map(texts.map((text, column) => [column + 1, { kind: 'text', text, formula: false }])),
  })
  const header = ['申报编号', '申报单位', '申报条款', '申报金额（万元）']
  const one = ['A1', '示例甲公司', '第十四条', '12']
  const plan = (lower: string[]) =>
    planImport(
      {
        fileName: '申报.xlsx',
        sha256: '0',
        sheets: [
          {
            name: '申报',
            hidden: false,
            hiddenColumns: [],
            rows: [row(1, header), row(2, one), row(3, lower), row(4, ['A2', '示例乙公司', '第十四条', '2000000'])],
          },
        ],
      },
      table,
      new Map(),
    )
  expect(plan(header)).toMatchObject({ accepted: 2, sheets: [{ skipped: 1 }] })
  expect(() => plan(['申报编号', '申报单位', '申报条款', '申报金额（元）'])).toThrow(/“申报”第3行是另一种表头/)
})
