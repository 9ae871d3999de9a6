import { describe, expect, test } from 'vitest'
import { planLines } from '../../renderer/features/intake/planLines.ts'
import { readAmount } from '../../renderer/ui/amounts.ts'
import { readDay } from '../../renderer/ui/DayField.tsx'
import type { Application } from '../../shared/application.ts'
import { columnLetters } from '../../shared/intake/choices.ts'
import { maskNumber } from '../../shared/maskNumber.ts'

describe('typed amounts', () => {
  test.each([
    ['1200', '万元', 1_200_000_000],
    ['1,200.50', '元', 120_050],
    ['１２００', '元', 120_000],
    ['30万', '元', 30_000_000],
    ['30 万元', '元', 30_000_000],
    ['48元', '万元', 4_800],
    ['0', '元', 0],
    ['', '元', null],
  ] as const)('“%s” with %s', (text, unit, fen) => {
    expect(readAmount(text, unit)).toBe(fen)
  })

  test.each(['一百', '-5', '1e3', '1.2.3', '12元元'])('“%s” is refused with a sentence', (text) => {
    expect(() => readAmount(text, '元')).toThrow('请输入数字')
  })

  test('finer than one 分 is refused', () => {
    expect(() => readAmount('0.001', '元')).toThrow('分以下')
  })
})

describe('typed days', () => {
  test.each(['2026-03-05', '20260305', '2026.3.5', '2026/3/5', '2026年3月5日', '２０２６－０３－０５'])(
    '%s',
    (text) => {
      expect(readDay(text)).toEqual({ day: '2026-03-05', ok: true })
    },
  )

  test('no such day, no day', () => {
    expect(readDay('2026-02-29')).toEqual({ day: null, ok: false })
    expect(readDay('明天')).toEqual({ day: null, ok: false })
    expect(readDay(' ')).toEqual({ day: null, ok: true })
  })
})

test('personal numbers keep only what tells them apart', () => {
  expect(maskNumber('13800138000')).toBe('138****8000')
  expect(maskNumber('440300199001011234')).toBe('440***********1234')
  expect(maskNumber('123456')).toBe('1****6')
  expect(maskNumber('1234')).toBe('****')
})

test('columns are named as Excel names them', () => {
  expect([1, 26, 27, 52, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA'])
})

test('the check list has a line for every row, problem and change of the plan', () => {
  const application: Application = {
    applicationNo: 'LG1',
    article: 'event',
    articleText: '第十一条',
    applicant: '示例公司',
    creditCode: '',
    industry: '服装',
    projectName: '',
    facts: {},
    materials: {},
  }
  const problem = { sheet: '表', row: 6, column: '申报金额', value: '约三万', reason: '不是金额，请改成数字' }
  const changes = [
    { field: 'score', label: '评审得分', before: '80', after: '81' },
    { field: 'phone', label: '联系电话', before: '1', after: '2' },
  ]
  const lines = planLines({
    rows: [
      { kind: 'new', sheet: '表', row: 4, application },
      { kind: 'changed', sheet: '表', row: 5, application, changes },
      { kind: 'rejected', sheet: '表', row: 6, problems: [problem] },
      { kind: 'skipped', sheet: '表', row: 7, reason: '合计行' },
    ],
    problems: [problem, { sheet: '坏表', row: 0, column: '', value: '', reason: '没有找到表头' }],
    warnings: [{ sheet: '表', row: 4, column: '序号', value: '', reason: '公式，取缓存值' }],
  })
  expect(lines.map(({ kind, row, column }) => [kind, row, column])).toEqual([
    ['有问题', 0, ''],
    ['新增', 4, ''],
    ['变化', 5, '评审得分'],
    ['变化', 5, '联系电话'],
    ['有问题', 6, '申报金额'],
    ['跳过', 7, ''],
    ['提醒', 4, '序号'],
  ])
})
