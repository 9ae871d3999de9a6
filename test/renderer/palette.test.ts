import { expect, test } from 'vitest'
import { arrange, MOST_SHOWN, matches, type PaletteEntry, withRecent } from '../../renderer/palette.ts'

const entry = (key: string): PaletteEntry => ({ key, kind: '页面', title: key, hint: '', shortcut: '' })

test.each([
  ['', true],
  ['条款', true],
  ['tk', true],
  ['tiao', true],
  ['ＴＫ', true],
  ['统筹', false],
  ['tc', false],
])('“条款” and the query “%s”: %s', (query, expected) => {
  expect(matches('条款', query)).toBe(expected)
})

test('what was used last stands first, the rest keeps its order', () => {
  const entries = ['批次', '导入', '审核', '统筹'].map(entry)
  expect(arrange(entries, ['统筹', '导入']).map(({ key }) => key)).toEqual(['统筹', '导入', '批次', '审核'])
  expect(arrange(entries, ['已删除的批次'])).toEqual(entries)
  expect(
    arrange(
      Array.from({ length: MOST_SHOWN + 1 }, (_none, at) => entry(String(at))),
      [],
    ),
  ).toHaveLength(MOST_SHOWN)
})

test('a used entry is remembered once, and only the last eight are', () => {
  expect(withRecent(['导入', '审核'], '审核')).toEqual(['审核', '导入'])
  const eight = ['1', '2', '3', '4', '5', '6', '7', '8']
  expect(withRecent(eight, '9')).toEqual(['9', '1', '2', '3', '4', '5', '6', '7'])
})
