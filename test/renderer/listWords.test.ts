import { expect, test } from 'vitest'
import { chiefOnly, listLines } from '../../renderer/features/radar/listWords.ts'
import { planRowsOf } from '../reference/lists.ts'

test('every row of a list is a line, in the order of the workbook, and the warnings follow', () => {
  const header = ['单位名称', '列入原因', '列入日期', '到期日期', '天气']
  const rows = [
    ['甲公司', '虚报', '2026-01-05', '长期', '晴'],
    ['乙公司', '拖欠', '某日', null, '雨'],
    ['合计', null, null, null, null],
  ]
  const lines = listLines(planRowsOf('restricted', header, rows))
  expect(lines.map(({ kind, row, after, words }) => [kind, row, after, words])).toEqual([
    ['新增', 2, '甲公司', '2026-01-05 起　虚报'],
    ['有问题', 3, '不导入', '不是有效日期，请写成 2026-03-05 的样子'],
    ['跳过', 4, '', '合计行'],
    ['提醒', 1, '', '不认识的列没有导入：“天气”'],
  ])
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
})

test('a grant shows round and amount; one without a name shows its code', () => {
  const header = ['年度', '批次', '条款', '单位名称', '信用代码', '资助金额（万元）']
  const [line] = listLines(planRowsOf('own-round', header, [[2025, 2, '第九条', null, '91350100M000100Y43', 12.5]]))
  expect(line).toMatchObject({ kind: '新增', after: '91350100M000100Y43', words: '2025年第2批　125,000.00 元' })
})

test('only a 失信/限制 list is closed to who is no chief', () => {
  expect(chiefOnly('restricted', { roles: ['reviewer'] })).toMatch(/由科长导入和撤回/)
  expect(chiefOnly('restricted', { roles: ['reviewer', 'chief'] })).toBe('')
  expect(chiefOnly('own-round', { roles: ['reviewer'] })).toBe('')
})
