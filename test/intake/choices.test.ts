import { describe, expect, test } from 'vitest'
import { overridesOf, type SheetChoice } from '../../shared/intake/choices.ts'
import { headerKey, type RememberedHeader } from '../../shared/intake/headers.ts'
import { outlineImport, planImport } from '../../shared/intake/plan.ts'
import type { ImportPlan, RawSheet } from '../../shared/intake/sheet.ts'
import { applications, HEADERS, sheetOf, type Value } from './sheets.ts'

const HEADER = ['申报编号', '申报条款', '申报单位', '支持额度', '证件号码', '补充号码']
const ROW: Value[] = ['LG1', '第九条', '示例甲公司', 12.5, '440300199001011234', '13800138000 王']
const SHEET = sheetOf('汇总', [HEADER, ROW])

function plan(sheets: RawSheet[], choices: SheetChoice[] = [], remembered: RememberedHeader[] = []): ImportPlan {
  const book = { fileName: '汇总.xlsx', sha256: 'a'.repeat(64), sheets }
  const kept = new Map(remembered.map((each) => [each.header, each]))
  return planImport(book, { ...HEADERS, remembered: kept }, new Map(), { overrides: overridesOf(choices) })
}

function choice(part: Partial<SheetChoice>): SheetChoice {
  return { sheet: '汇总', leftOut: false, headerRow: null, columns: [], ...part }
}

const asAmount = (unit: '' | '元' | '万元') => choice({ columns: [{ column: 4, field: 'requestedFen', unit }] })

describe('what a person chooses', () => {
  test('an unknown header read as an amount in the unit chosen', () => {
    const chosen = plan([SHEET], [asAmount('万元')])
    expect(applications(chosen)[0]?.facts.requestedFen).toBe(12_500_000)
    expect(chosen.choices).toEqual(['“汇总”D 列“支持额度”读作“申报金额”，单位按“万元”'])
    expect(chosen.mapping[3]).toMatchObject({ from: 'choice', money: true, unit: '万元', unitFrom: 'choice' })
    expect(chosen.remember).toEqual([{ header: '支持额度', field: 'requestedFen', unit: '万元' }])
    const yuan = plan([SHEET], [asAmount('')])
    expect(applications(yuan)[0]?.facts.requestedFen).toBe(1250)
    expect(yuan.mapping[3]).toMatchObject({ unit: '元', unitFrom: 'none' })
  })

  test('a column not to be imported is not; a known header is never remembered', () => {
    const chosen = plan([SHEET], [choice({ columns: [{ column: 5, field: '', unit: '' }] })])
    expect(applications(chosen)[0]?.facts.idNumber).toBeUndefined()
    expect(chosen.mapping[4]).toMatchObject({ kind: 'ignored', from: 'choice', field: '' })
    expect(chosen.remember).toEqual([])
  })

  test('the unit of a known amount can be corrected alone; that is no other reading', () => {
    const sheet = sheetOf('汇总', [
      ['申报编号', '申报单位', '申报金额'],
      ['LG1', '示例甲公司', 3],
    ])
    const chosen = plan([sheet], [choice({ columns: [{ column: 3, field: 'requestedFen', unit: '万元' }] })])
    expect(applications(chosen)[0]?.facts.requestedFen).toBe(3_000_000)
    expect(chosen.choices).toEqual(['“汇总”C 列“申报金额”单位按“万元”'])
    expect(chosen.mapping[2]).toMatchObject({ from: 'table', unitFrom: 'choice' })
    expect(chosen.remember).toEqual([])
    expect(chosen.warnings.filter(({ reason }) => reason.includes('按“元”读取'))).toEqual([])
  })

  test('a sheet left out and another header row', () => {
    const other = sheetOf('附表', [['名单'], HEADER, ROW])
    const chosen = plan([SHEET, other], [choice({ leftOut: true }), choice({ sheet: '附表', headerRow: 2 })])
    expect(chosen.sheets.map(({ headerRow, accepted }) => [headerRow, accepted])).toEqual([
      [0, 0],
      [2, 1],
    ])
    expect(chosen.tops.map(({ leftOut }) => leftOut)).toEqual([true, false])
    expect(chosen.choices).toEqual(['“汇总”不导入', '“附表”表头行为第 2 行'])
  })

  test.each<[string, SheetChoice[], RegExp]>([
    ['a sheet the file does not have', [choice({ sheet: '别的' })], /没有工作表“别的”/],
    ['one sheet twice', [choice({}), choice({})], /工作表“汇总”的选择重复/],
    [
      'one column twice',
      [choice({ columns: [4, 4].map((column) => ({ column, field: 'requestedFen', unit: '' })) })],
      /D 列选择了两次/,
    ],
    ['a blank row as header', [choice({ headerRow: 40 })], /第 40 行没有文字，不能作表头/],
    ['a column without a name', [choice({ columns: [{ column: 9, field: 'phase', unit: '' }] })], /I 列.*没有列名/],
    [
      'one field from two columns',
      [choice({ columns: [{ column: 4, field: 'applicant', unit: '' }] })],
      /D 列“支持额度”与 C 列“申报单位”都读作“申报单位”/,
    ],
    ['a unit of money for a text', [choice({ columns: [{ column: 4, field: 'phase', unit: '元' }] })], /不是金额列/],
    ['nothing left', [choice({ leftOut: true })], /所有工作表都选择了不导入/],
    ['a header row that names nothing', [choice({ headerRow: 2 })], /没有一列读作“申报编号”|只有表头/],
  ])('refused: %s', (_, choices, words) => {
    expect(() => plan([SHEET], choices)).toThrow(words)
  })

  test('two columns the table reads alike stay a matter of their rows when only a unit is chosen', () => {
    const header = ['申报编号', '申报单位', '申报金额', '申请金额（万元）']
    const sheet = sheetOf('汇总', [header, ['LG1', '示例甲公司', 1, 1]])
    const chosen = plan([sheet], [choice({ columns: [{ column: 3, field: 'requestedFen', unit: '万元' }] })])
    expect(applications(chosen)[0]?.facts.requestedFen).toBe(1_000_000)
  })
})

describe('what was chosen before', () => {
  const kept: RememberedHeader = { header: headerKey('支持 额度'), field: 'requestedFen', unit: '万元' }

  test('is read again under the same header and says so', () => {
    const again = plan([SHEET], [], [kept])
    expect(applications(again)[0]?.facts.requestedFen).toBe(12_500_000)
    expect(again.mapping[3]).toMatchObject({ from: 'remembered', unit: '万元', unitFrom: 'remembered' })
    expect(again.warnings.map(({ reason }) => reason)).toContain('沿用上次的选择，读作“申报金额”，请核对')
    expect(again.remember).toEqual([])
  })

  test('finds a header row that is otherwise unknown', () => {
    const sheet = sheetOf('汇总', [
      ['流水', '谁', '多少'],
      ['LG1', '示例甲公司', 5],
    ])
    expect(() => plan([sheet])).toThrow(/没有找到表头/)
    const remembered: RememberedHeader[] = [
      { header: '流水', field: 'applicationNo', unit: '' },
      { header: '谁', field: 'applicant', unit: '' },
      { header: '多少', field: 'requestedFen', unit: '元' },
    ]
    expect(applications(plan([sheet], [], remembered))).toHaveLength(1)
  })

  test('yields to the unit the file states, to the table, and to another column of that field', () => {
    const titled = sheetOf('汇总', [['单位：元'], HEADER, ROW])
    expect(applications(plan([titled], [], [kept]))[0]?.facts.requestedFen).toBe(1250)
    const known: RememberedHeader = { header: '申报单位', field: 'bank', unit: '' }
    expect(plan([SHEET], [], [known]).mapping[2]).toMatchObject({ key: 'applicant', from: 'table' })
    const both = sheetOf('汇总', [
      [...HEADER, '申报金额（元）'],
      [...ROW, 7],
    ])
    const read = plan([both], [], [kept])
    expect(applications(read)[0]?.facts.requestedFen).toBe(700)
    expect(read.mapping[3]).toMatchObject({ kind: 'unknown', from: 'none' })
  })

  test('a new choice goes before it and is remembered in its place', () => {
    const again = plan([SHEET], [asAmount('元')], [kept])
    expect(applications(again)[0]?.facts.requestedFen).toBe(1250)
    expect(again.remember).toEqual([{ header: '支持额度', field: 'requestedFen', unit: '元' }])
    const none = plan([SHEET], [choice({ columns: [{ column: 4, field: '', unit: '' }] })], [kept])
    expect(none.remember).toEqual([{ header: '支持额度', field: '', unit: '' }])
  })

  test('a header chosen in two ways is not kept', () => {
    const two = [SHEET, { ...SHEET, name: '另一张', rows: sheetOf('', [HEADER, ['LG2', ...ROW.slice(1)]]).rows }]
    const choices = [asAmount('元'), { ...asAmount('万元'), sheet: '另一张' }]
    expect(plan(two, choices).remember).toEqual([])
  })
})

describe('what the window shows of a file', () => {
  test('samples are distinct, and numbers of persons are masked wherever they stand', () => {
    const sheet = sheetOf('汇总', [HEADER, ROW, ROW, ['LG2', '第九条', '示例乙公司', 8, null, '无']])
    const samples = plan([sheet]).mapping.map((each) => each.samples)
    expect(samples[2]).toEqual(['示例甲公司', '示例乙公司'])
    expect(samples[4]).toEqual(['440*************34'])
    expect(samples[5]).toEqual(['138******00 王', '无'])
    expect(JSON.stringify(plan([sheet]).tops)).not.toContain('13800138000')
    expect(JSON.stringify(plan([sheet]).tops)).not.toContain('440300199001011234')
  })

  test('the outline of a refused file has sheets, first rows and columns, and nothing to import', () => {
    const book = {
      fileName: '汇总.xlsx',
      sha256: 'a'.repeat(64),
      sheets: [
        sheetOf('表', [
          ['甲', '乙'],
          ['LG1', 5],
        ]),
      ],
    }
    const outline = outlineImport(book, HEADERS, '没有找到表头')
    expect(outline).toMatchObject({ refusal: '没有找到表头', rows: [], mapping: [], accepted: 0 })
    expect(outline.tops).toEqual([
      {
        sheet: '表',
        leftOut: false,
        rows: [
          { row: 1, text: '甲 | 乙' },
          { row: 2, text: 'LG1 | 5' },
        ],
      },
    ])
    const overrides = overridesOf([choice({ sheet: '表', headerRow: 1 })])
    expect(outlineImport(book, HEADERS, '', { overrides }).mapping.map(({ header }) => header)).toEqual(['甲', '乙'])
  })
})
