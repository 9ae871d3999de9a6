/** Habits of the bureau's own workbooks that once read as something else. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readArticle } from '../../shared/intake/articleText.ts'
import { readDay } from '../../shared/intake/dates.ts'
import { parseFactText, readFlag } from '../../shared/intake/factText.ts'
import { headerMeaning, parseHeaderTable, readHeader } from '../../shared/intake/headers.ts'
import { unitOfTitles } from '../../shared/intake/layout.ts'
import { planImport } from '../../shared/intake/plan.ts'
import type { RawRow } from '../../shared/intake/sheet.ts'
import { applications, planRows } from './sheets.ts'

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
  ['申报单位：万元公司', ''],
])('the title row %s states %s', (title, unit) => {
  expect(unitOfTitles([title])).toBe(unit)
})

test('the name of the policy is not the name of its twelfth article', () => {
  for (const tail of ['若干措施', '的若干措施', '实施细则', '扶持', '资金', '项目', '专项资金实施细则（2026年）', '']) {
    for (const head of ['促进时尚产业高质量发展', '时尚产业高质量发展', '关于推动时尚产业高质量发展']) {
      expect(readArticle(head + tail).kind, head + tail).toBe('unreadable')
    }
  }
  expect(readArticle('支持培育时尚产业高质量发展')).toEqual({ kind: 'known', article: 'growth' })
  expect(readArticle('第十二条（高质量发展）')).toEqual({ kind: 'known', article: 'growth' })
  expect(readArticle('高质量发展')).toEqual({ kind: 'known', article: 'growth' })
  expect(readArticle('第十二条 高质量发展')).toEqual({ kind: 'known', article: 'growth' })
})

test('不涉及 and 待补 state nothing, with a warning; a crossed box is no', () => {
  expect(['不涉及', '不适用', '待补', '✖'].map(readFlag)).toEqual([null, null, null, false])
  // A ticked box in Word looks like ☒: whether it means yes is for a person to say.
  expect(readFlag('☒')).toBeUndefined()
  for (const fact of ['aiGroup', 'filingDate', 'purpose'] as const) {
    expect(parseFactText(fact, '不涉及', '')).toEqual({ ok: true, value: null, warnings: ['“不涉及”按未填处理'] })
  }
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
  expect(() => plan(['序号', '项目编号', '企业名称', '申请金额（元）'])).toThrow(/“申报”第3行是另一种表头/)
  expect(plan(['合 计', '共2家', '', '12'])).toMatchObject({ accepted: 2, sheets: [{ skipped: 1 }] })
})

test.each([
  ['条款编号', 'articleText'],
  ['机构名称', 'applicant'],
  ['社会统一信用代码', 'creditCode'],
  ['细分行业', 'industry'],
  ['申报资助额（万元）', 'requestedFen'],
  ['申报性质', 'phase'],
  ['银行帐户', 'bankAccount'],
  ['去年产值', 'outputFen'],
  ['认定金额', 'auditedFen'],
  ['专家评审分', 'score'],
  ['是否设有AI+组别', 'aiGroup'],
  ['AI+组别设置情况', 'aiGroup'],
  ['是否设立人工智能展区', 'aiZone'],
  ['是否首次申报', 'phase'],
])('the header %s is %s', (header, field) => {
  expect(headerMeaning(header, table)).toEqual({ kind: 'field', field })
})

test('编号 carries 申报编号 only where nothing else does, and the sheet says so', () => {
  const alone = planRows(['编号', '申报单位', '申报金额（元）'], [['A1', '甲', 1]])
  expect(applications(alone).map(({ applicationNo }) => applicationNo)).toEqual(['A1'])
  expect(alone.warnings).toContainEqual(
    expect.objectContaining({ column: '编号', reason: expect.stringContaining('代替') }),
  )
  const beside = planRows(['流水号', '申报编号', '申报单位', '申报金额（元）'], [['7', 'A1', '甲', 1]])
  expect(applications(beside).map(({ applicationNo }) => applicationNo)).toEqual(['A1'])
})

test('a header that names a fact is never a material; 是否首次申报 answers 首次/后续', () => {
  const plan = planRows(
    ['申报编号', '申报单位', '申报条款', '现场是否看到AI+组别', '是否首次申报'],
    [
      ['A1', '甲', '第十三条', '是', '是'],
      ['A2', '乙', '第十三条', '否', '否'],
    ],
  )
  expect(applications(plan).map(({ materials, facts }) => [materials, facts.phase])).toEqual([
    [{}, '首次'],
    [{}, '后续'],
  ])
})
