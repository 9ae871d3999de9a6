import { describe, expect, test } from 'vitest'
import type { FactName } from '../../shared/application.ts'
import { parseFactText, readCell } from '../../shared/intake/factText.ts'

/** The value read, or the reason why none was. */
function read(fact: FactName, text: string, unit = ''): unknown {
  const result = parseFactText(fact, text, unit)
  return result.ok ? result.value : `✗ ${result.reason}`
}
const warned = (fact: FactName, text: string, unit = ''): string => {
  const result = parseFactText(fact, text, unit)
  return result.ok ? result.warnings.join() : ''
}

describe('amounts', () => {
  test.each([
    ['48.4756', '万元', 48475600],
    ['１２８．０２６５', '万元', 128026500],
    [' 426.7549 ', '万元', 426754900],
    ['4,097,599.00', '元', 409759900],
    ['4，097，599.00', '元', 409759900],
    ['５５２１１６２．００', '元', 552116200],
    ['3 000', '元', 300000],
    ['¥1,000', '元', 100000],
    ['0', '元', 0],
    ['1000', '', 100000],
    ['12', '亿元', 120000000000],
    ['1.5', '千元', 150000],
    ['0.000001', '万元', 1],
    ['1000.00元整', '万元', 100000],
  ])('%s in %s', (text, unit, fen) => expect(read('requestedFen', text, unit)).toBe(fen))

  test('a unit in the cell wins over the column and is told', () => {
    expect(read('requestedFen', '48万元', '元')).toBe(48000000)
    expect(read('requestedFen', '3,000元', '万元')).toBe(300000)
    expect(read('requestedFen', '5万', '元')).toBe(5000000)
    expect(warned('requestedFen', '48万元', '元')).toContain('按“万元”读')
  })

  test.each([
    ['12.345', '元', /分以下/],
    ['0.0000001', '万元', /分以下/],
    ['-5', '元', /负数/],
    ['−5', '元', /负数/],
    ['(500)', '元', /负数/],
    ['约50万', '元', /确数/],
    ['50万左右', '元', /确数/],
    ['30%', '元', /百分比/],
    ['12,34.5', '元', /逗号位置/],
    ['1.2.3', '元', /不是数字/],
    ['壹万元', '元', /大写/],
    ['1.5E+05', '元', /科学记数法/],
    ['5万美元', '元', /不是人民币/],
    ['10', '万港元', /不是人民币/],
    ['5㎡', '元', /不是人民币/],
    ['99999999999999', '亿元', /过大/],
    ['见附件', '元', /不是数字/],
  ])('%s in %s is a problem', (text, unit, reason) => expect(read('requestedFen', text, unit)).toMatch(reason))

  test.each(['', ' ', '/', '—', '--', '空', '　'])('“%s” states nothing', (text) => {
    expect(parseFactText('requestedFen', text, '元')).toEqual({ ok: true, value: null, warnings: [] })
  })

  test('待定 counts as not stated, and that is told', () => {
    expect(read('auditedFen', '待审计')).toBeNull()
    expect(warned('auditedFen', '待审计')).toContain('按未填处理')
  })

  test('a binary number is the decimal the spreadsheet shows', () => {
    const cell = (value: number) =>
      readCell('requestedFen', 'fen', { kind: 'number', value, formula: false }, { unit: '元', date1904: false })
    expect(cell(0.1 + 0.2)).toMatchObject({ value: 30 })
    expect(cell(1.005)).toMatchObject({ ok: false })
    expect(cell(8550548.47)).toMatchObject({ value: 855054847 })
  })
})

describe('dates', () => {
  test.each([
    ['2026年3月5日', '2026-03-05'],
    ['2026年03月05号', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['２０２６年３月５日', '2026-03-05'],
    ['2026-03-05 14:32:01', '2026-03-05'],
    ['2026-03-05T00:00:00.000Z', '2026-03-05'],
    ['2026/3/5 9:00', '2026-03-05'],
    [' 2026 年 3 月 5 日（星期四）', '2026-03-05'],
    ['2024-02-29', '2024-02-29'],
  ])('%s', (text, day) => expect(read('startDate', text)).toBe(day))

  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026年13月1日',
    '20261301',
    '3/5/2026',
    '26.3.5',
    '2026年3月',
    '2026.3-5',
    '2026-3-5至2026-3-7',
    '三月五日',
    '202603',
  ])('%s is a problem', (text) => expect(read('startDate', text)).toMatch(/不是有效日期/))

  test('a number without a date format is read as a serial and told', () => {
    expect(read('startDate', '45664')).toBe('2025-01-07')
    expect(warned('startDate', '45664')).toContain('2025-01-07')
    const number = (value: number, date1904 = false) =>
      readCell('startDate', 'date', { kind: 'number', value, formula: false }, { unit: '', date1904 })
    expect(number(45664)).toMatchObject({ value: '2025-01-07' })
    expect(number(20260305)).toMatchObject({ value: '2026-03-05', warnings: [] })
    expect(number(29_999)).toMatchObject({ ok: false })
    expect(number(80_001)).toMatchObject({ ok: false })
    expect(number(45664, true)).toMatchObject({ ok: false, reason: expect.stringContaining('1904') })
  })
})

describe('是/否', () => {
  test.each(['是', '有', '√', '✓', '✔', '☑', 'Y', 'y', 'Yes', 'TRUE', '1', '１', '已提供', ' 是 '])(
    '%s is yes',
    (text) => expect(read('aiGroup', text)).toBe(true),
  )
  test.each(['否', '无', '×', '✗', 'X', 'N', 'no', 'False', '0', '未提供', '没有'])('%s is no', (text) =>
    expect(read('aiGroup', text)).toBe(false),
  )
  test.each(['', '空', '/', '-', '—'])('“%s” is unknown, never no', (text) => expect(read('aiGroup', text)).toBeNull())
  test.each(['待定', '部分', '是/否', '□', '2', '已取消', '有3份'])('%s is a problem', (text) =>
    expect(read('aiGroup', text)).toMatch(/✗/),
  )
})

describe('other kinds', () => {
  test('years', () => {
    expect(['2025', '2025年', '２０２５年度'].map((text) => read('investmentYear', text))).toEqual([2025, 2025, 2025])
    expect(['25', '2025-2026', '1899', '上年'].map((text) => read('investmentYear', text))).toEqual(
      Array(4).fill(expect.stringContaining('不是年份')),
    )
  })
  test('areas and counts keep their exact decimals, and 万㎡ is ten thousand ㎡', () => {
    expect(read('areaSqm', '12,345.50㎡')).toBe('12345.5')
    expect(read('areaSqm', '1.25万平方米')).toBe('12500')
    expect(read('areaSqm', '2', '万㎡')).toBe('20000')
    expect(read('exhibitors', '151家')).toBe(151)
    expect(read('exhibitors', '15.5')).toMatch(/整数/)
    expect(read('score', '-1')).toMatch(/负数/)
    expect(read('areaSqm', '5000元')).toMatch(/不符/)
  })
  test('numbers of people and accounts', () => {
    expect(read('idNumber', '44030719900101100x')).toBe('44030719900101100X')
    expect(read('bankAccount', '6222 0777-9930 7191744')).toBe('6222077799307191744')
    expect(read('bankAccount', '6.22208E+18')).toMatch(/已丢失/)
    expect(read('phone', '１３８９５２９７１４７')).toBe('13895297147')
  })
  test('texts keep their words; closed lists take the words of the policy', () => {
    expect(read('dataSource', ' 统计年报\n2026-03-31 ')).toBe('统计年报 2026-03-31')
    expect(read('phase', '首次申报')).toBe('首次')
    expect(read('phase', '第三次')).toBe('第三次')
    expect(read('eventKind', '时尚设计大赛')).toBe('大赛')
    expect(read('eventKind', '国际博览会')).toBe('展会')
    expect(read('eventKind', '大赛和展会')).toBe('大赛和展会')
  })
})
