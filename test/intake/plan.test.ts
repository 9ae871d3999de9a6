import { describe, expect, test } from 'vitest'
import type { ColumnChoice, SheetOverride } from '../../shared/intake/layout.ts'
import type { RawCell } from '../../shared/intake/sheet.ts'
import { applications, mergedRow, planOf, planRows, sheetOf, type Value } from './sheets.ts'

const HEADER = ['申报编号', '申报条款', '申报单位', '申报金额（元）']
const ROW: Value[] = ['LG1', '第九条', '示例甲公司', 1000]
const formula = (value: number): RawCell => ({ kind: 'number', value, formula: true })

describe('header and columns', () => {
  test('the header is found below titles, also when hidden or shuffled, and unknown columns are listed', () => {
    const rows: Value[][] = [
      ['附件'],
      ['申报汇总'],
      ['备注', '申报金额', '员工人数', '申报单位', '申报编号'],
      [null, 5, 12, '示例甲公司', 'LG1'],
    ]
    const sheet = sheetOf('表', rows, { hiddenColumns: [2] })
    sheet.rows[1] = mergedRow(2, '单位：万元', 5)
    const plan = planOf([sheet])
    expect(plan.sheets[0]).toMatchObject({ headerRow: 3, rows: 1, accepted: 1 })
    expect(applications(plan)[0]?.facts.requestedFen).toBe(5_000_000)
    expect(plan.warnings.map(({ reason }) => reason)).toEqual([
      '不认识的列没有导入：“员工人数”',
      '这是隐藏的列，仍已读取',
      '未填申报条款，工作表名称和标题也没有写明是哪一条，条款待核，请审核员认定',
    ])
    const amount = { header: '申报金额', field: '申报金额', key: 'requestedFen', kind: 'field', unit: '万元' }
    expect(plan.mapping[1]).toMatchObject({ sheet: '表', column: 2, ...amount, unitFrom: 'title', from: 'table' })
  })

  test('units: header before title before 元, the last with a warning for each column', () => {
    const header = ['申报编号', '申报单位', '申报金额（元）', '上年度实际投入']
    const withTitle = planOf([sheetOf('第九条', [['单位：万元'], header, ['LG1', '甲', 7, 8]])])
    expect(applications(withTitle)[0]?.facts).toMatchObject({ requestedFen: 700, priorYearInvestmentFen: 8_000_000 })
    const without = planOf([sheetOf('第九条', [header, ['LG1', '甲', 7, 8]])])
    expect(applications(without)[0]?.facts.priorYearInvestmentFen).toBe(800)
    expect(without.warnings.filter(({ reason }) => reason.includes('按“元”读取')).map(({ column }) => column)).toEqual([
      '上年度实际投入',
    ])
    const twoUnits = planOf([sheetOf('第九条', [['单位：万元', '单位：元'], header, ['LG1', '甲', 7, 8]])])
    expect(applications(twoUnits)[0]?.facts.priorYearInvestmentFen).toBe(800)
  })

  test('a header two rows high: group headings complete names and units, single cells reach down', () => {
    const upper: RawCell = { kind: 'text', text: '上年度', formula: false }
    const money: RawCell = { kind: 'text', text: '金额（万元）', formula: false }
    const sheet = sheetOf('表', [
      ['2026年度申报汇总'],
      ['申报编号', '申报单位', upper, upper, money, money, '营业执照'],
      [null, null, '实际投入（元）', '产值', '申报金额', '审计确认金额', null],
      ['LG1', '甲', 10, 20, 30, 40, '√'],
    ])
    const [, header] = sheet.rows
    if (header !== undefined) sheet.rows[1] = { ...header, echoed: new Set([4, 6]) }
    const plan = planOf([sheet])
    expect(plan.sheets[0]).toMatchObject({ headerRow: 3, rows: 1, accepted: 1 })
    expect(applications(plan)[0]).toMatchObject({
      applicationNo: 'LG1',
      facts: { priorYearInvestmentFen: 1000, outputFen: 2000, requestedFen: 30_000_000, auditedFen: 40_000_000 },
      materials: { 营业执照: true },
    })
  })

  test('two columns of one field: equal or blank is fine, different is a problem', () => {
    const header = ['申报编号', '申报单位', '申报金额（元）', '申请金额（万元）']
    const plan = planRows(header, [
      ['LG1', '甲', 10000, 1],
      ['LG2', '乙', null, 1],
      ['LG3', '丙', 10000, 2],
    ])
    expect(applications(plan).map(({ facts }) => facts.requestedFen)).toEqual([1_000_000, 1_000_000])
    expect(plan.problems).toEqual([
      expect.objectContaining({ row: 4, column: '申请金额（万元）', reason: expect.stringContaining('两列') }),
    ])
  })

  test('a known or a yes-and-no column is a material; numbers and words are not', () => {
    const header = ['申报编号', '申报单位', '申报金额（元）', '营业执照', '是否提供绿色证书', '排序', '地区', '空列']
    const plan = planRows(header, [
      ['LG1', '甲', 1, '√', '有', 1, '龙岗', null],
      ['LG2', '乙', 1, '', '×', 0, '是', null],
    ])
    expect(applications(plan).map(({ materials }) => materials)).toEqual([
      { 营业执照: true, 绿色证书: true },
      { 绿色证书: false },
    ])
    expect(plan.warnings[0]?.reason).toBe('不认识的列没有导入：“排序”、“地区”、“空列”')
  })

  test('a platform row with only 实际投入 is warned about, never taken for 上年度', () => {
    const plan = planRows(['申报编号', '申报条款', '申报单位', '实际投入（元）'], [['LG1', '第九条', '甲', 5]])
    expect(applications(plan)[0]?.facts).toEqual({ actualInvestmentFen: 500 })
    expect(plan.warnings.at(-1)?.reason).toContain('没有当作上年度的投入')
  })
})

describe('rows', () => {
  test('notes, totals, blanks, headings and repeated headers are skipped and listed', () => {
    const plan = planRows(HEADER, [
      ROW,
      [],
      ['一、黄金珠宝产业'],
      [...HEADER],
      ['LG2', '第九条', '示例乙公司', 1],
      [null, null, '小 计', 2],
      ['合计（共2家）', null, null, 1001],
      ['注：请勿修改表头'],
      [null, '填表人：示例', null, '审核人：示例'],
      ['以下空白'],
      [],
      ['第1页 共1页'],
      [],
    ])
    expect(plan.sheets[0]).toMatchObject({ rows: 12, accepted: 2, rejected: 0, skipped: 10 })
    expect(plan.rows.flatMap((row) => (row.kind === 'skipped' ? [`${row.row} ${row.reason}`] : []))).toEqual([
      '3 空行',
      '4 分组标题',
      '5 重复的表头',
      '7 合计行',
      '8 合计行',
      '9 注释或签署行',
      '10 注释或签署行',
      '11 注释或签署行',
      '12 空行',
      '13 注释或签署行',
    ])
  })

  test('a row that only has its serial number is skipped; a merged echo is no datum', () => {
    const sheet = sheetOf('表', [['序号', ...HEADER], [1, ...ROW], [2]])
    const [, data] = sheet.rows
    if (data !== undefined) {
      data.cells.set(6, { kind: 'number', value: 9, formula: false })
      sheet.rows[1] = { ...data, echoed: new Set([5]) }
    }
    const plan = planOf([sheet])
    expect(plan.rows.map(({ kind }) => kind)).toEqual(['new', 'skipped'])
    expect(applications(plan)[0]?.facts.requestedFen).toBeUndefined()
  })

  test('an applicant whose name sounds like a note or a sum is an applicant', () => {
    const plan = planRows(HEADER, [
      ['LG1', '9', '合计科技（深圳）有限公司', 1],
      ['LG2', '9', '说明书印刷公司', 1],
      ['LG3', '9', '合计', 1],
    ])
    expect(applications(plan).map(({ applicant }) => applicant)).toEqual(['合计科技（深圳）有限公司', '说明书印刷公司'])
    expect(plan.rows.at(-1)).toMatchObject({ kind: 'skipped' })
  })

  test('a bad row tells sheet, row, column, value and reason and does not stop the good ones', () => {
    const plan = planRows(HEADER, [
      ROW,
      ['LG2', '第九条', '示例乙公司', '约50万'],
      [null, '9', '示例丙公司', 1],
      ['LG4', '9', null, 1],
    ])
    expect(plan).toMatchObject({ accepted: 1, rejected: 3 })
    expect(plan.problems[0]).toEqual({
      sheet: '申报汇总',
      row: 3,
      column: '申报金额（元）',
      value: '约50万',
      reason: '不是准确的数，请填写确数',
    })
    expect(plan.problems[1]).toMatchObject({ row: 4, column: '申报编号', value: '' })
    expect(plan.problems[2]).toMatchObject({ row: 5, column: '申报单位', value: '' })
  })

  test('a missing amount is an unknown fact; a person’s name stands for the applicant', () => {
    const plan = planRows(
      ['申报编号', '申报条款', '申报单位', '姓名', '申报金额（元）'],
      [['LG1', '第十条', null, '示例匠人', null]],
    )
    expect(applications(plan)[0]).toMatchObject({
      applicant: '示例匠人',
      article: 'talent',
      facts: { personName: '示例匠人' },
    })
    expect(applications(plan)[0]?.facts).not.toHaveProperty('requestedFen')
  })

  test('a number used twice: the later row is refused and names the first', () => {
    const plan = planOf([sheetOf('甲表', [HEADER, ROW]), sheetOf('乙表', [HEADER, ['ＬＧ1', '9', '示例乙公司', 1]])])
    expect(plan).toMatchObject({ accepted: 1, rejected: 1 })
    expect(plan.problems[0]).toMatchObject({
      sheet: '乙表',
      row: 2,
      column: '申报编号',
      value: 'LG1',
      reason: expect.stringContaining('“甲表”第 2 行'),
    })
  })

  test('a numeric 申报编号 is its digits; a formula is used and told; errors are problems', () => {
    const plan = planRows(HEADER, [
      [2026110001, '9', '甲', formula(12.5)],
      ['LG2', '9', '乙', { kind: 'error', text: '#REF!', formula: true }],
    ])
    expect(applications(plan)[0]).toMatchObject({ applicationNo: '2026110001', facts: { requestedFen: 1250 } })
    expect(plan.warnings.map(({ reason }) => reason)).toContain('单元格是公式，用的是文件里保存的计算结果')
    expect(plan.problems[0]?.reason).toContain('#REF!')
  })

  test('personal numbers are masked in problems', () => {
    const plan = planRows(
      ['申报编号', '申报单位', '证件号码', '银行账号'],
      [['LG1', '甲', '440307199001011000', '6.22208E+18']],
    )
    expect(plan.problems[0]?.value).toBe('6.2******18')
    expect(JSON.stringify(plan.problems)).not.toContain('6.22208E+18')
  })
})

describe('sheets', () => {
  test('a sheet without a header is skipped and told, a hidden one is read and told', () => {
    const plan = planOf([
      sheetOf('填表说明', [['一、请如实填写']]),
      sheetOf('第九条', [HEADER, ROW], { hidden: true }),
      sheetOf('空表', []),
    ])
    expect(plan.sheets.map(({ name, headerRow, rows, article }) => [name, headerRow, rows, article])).toEqual([
      ['填表说明', 0, 0, null],
      ['第九条', 1, 1, 'platform'],
      ['空表', 0, 0, null],
    ])
    expect(plan.warnings.map(({ sheet, row }) => [sheet, row])).toEqual([
      ['填表说明', 0],
      ['第九条', 1],
    ])
  })

  test('hidden rows are read and told; so is a sheet that only has its header', () => {
    const sheet = sheetOf('第九条', [HEADER, ROW, ['LG2', '9', '示例乙公司', 1]])
    sheet.rows[2] = { row: 3, cells: new Map(sheet.rows[2]?.cells), hidden: true }
    const plan = planOf([sheet, sheetOf('第十条', [HEADER])])
    expect(plan.accepted).toBe(2)
    expect(plan.warnings.map(({ sheet: name, reason }) => `${name} ${reason}`)).toEqual([
      '第九条 有 1 行被隐藏或筛选掉，仍已读取：第 3 行',
      '第十条 只有表头，没有申报数据',
    ])
  })

  test('a last row of a million costs nothing', () => {
    const sheet = sheetOf('第九条', [HEADER, ROW])
    sheet.rows.push({
      row: 1_048_576,
      hidden: false,
      cells: new Map([[1, { kind: 'text', text: '注：完', formula: false }]]),
    })
    expect(planOf([sheet]).sheets[0]).toMatchObject({ rows: 3, accepted: 1, skipped: 2 })
  })

  test('choices of the window: header row, a column’s field and unit, a sheet left out', () => {
    const rows: Value[][] = [
      ['编码', '名字', '钱'],
      ['LG1', '示例甲公司', 3],
    ]
    const sheet = sheetOf('表', rows)
    const columns = new Map<number, ColumnChoice>([
      [1, { target: { kind: 'field', field: 'applicationNo' } }],
      [2, { target: { kind: 'field', field: 'applicant' } }],
      [3, { target: { kind: 'field', field: 'requestedFen' }, unit: '万元' }],
    ])
    const overrides = new Map<string, SheetOverride>([
      ['表', { headerRow: 1, columns }],
      ['多余', { excluded: true }],
    ])
    const plan = planOf([sheet, sheetOf('多余', [HEADER, ROW])], [], { overrides })
    expect(applications(plan)).toEqual([
      expect.objectContaining({ applicationNo: 'LG1', facts: { requestedFen: 3_000_000 } }),
    ])
    expect(plan.warnings.some(({ sheet: name, reason }) => name === '多余' && reason.includes('排除'))).toBe(true)
  })
})
