import { expect, test } from 'vitest'
import { arrange, MOST_SHOWN, matches, type PaletteEntry, withRecent } from '../../renderer/palette.ts'
import { allowed, type Command } from '../../renderer/ui/commands.ts'
import type { Role } from '../../shared/roles.ts'

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

const run = () => undefined
const commands: Command[] = [
  { id: 'new', label: '新建批次…', channel: 'round.create', run },
  { id: 'submit', label: '提交复核', keys: 'U', channel: 'stage.act', run },
  { id: 'save', label: '保存并下一件', keys: 'Ctrl+Enter', channel: 'case.decide', run },
  { id: 'freeze', label: '定稿…', channel: 'list.freeze', run },
  { id: 'keys', label: '全部快捷键', keys: '?', run },
]
const labels = (roles: Role[]) => allowed(commands, { roles }).map(({ label }) => label)

test('only what a role allows is offered', () => {
  expect(labels(['chief'])).toEqual(['新建批次…', '提交复核', '保存并下一件', '定稿…', '全部快捷键'])
  expect(labels(['reviewer'])).not.toContain('定稿…')
  expect(labels(['reviewer'])).toContain('保存并下一件')
  expect(labels(['auditor'])).toEqual(['全部快捷键'])
  expect(allowed(commands, null).map(({ label }) => label)).toEqual(['全部快捷键'])
})

test('a command two buttons stand for is offered once', () => {
  expect(allowed([...commands, ...commands], { roles: ['chief'] })).toHaveLength(commands.length)
})

test.each([
  ['复核', '提交复核'],
  ['tjfh', '提交复核'],
  ['tijiaofuhe', '提交复核'],
  ['dg', '定稿…'],
  ['bcbxyj', '保存并下一件'],
  ['dktc', '打开统筹'],
])('“%s” finds %s', (query, title) => {
  expect(matches(title, query)).toBe(true)
})
