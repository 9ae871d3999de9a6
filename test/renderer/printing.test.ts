import { expect, test } from 'vitest'
import { pageWith, wordsIn } from '../../renderer/ui/preview/places.ts'
import type { PrintPages } from '../../shared/contract/printing.ts'
import { printRuns, sidesOf } from '../../shared/printSheets.ts'

const part = (name: string, pages: number, format: 'A4' | 'A3', landscape: boolean): PrintPages => ({
  ...{ name, pages, paper: { format, landscape }, main: true },
  ...{ pdf: new Uint8Array(), from: 0, starts: [0] },
})

test('pages of one format go on one stack of paper, which stands where any of them stands', () => {
  const runs = printRuns([
    part('公示', 3, 'A4', false),
    part('审批表', 2, 'A4', true),
    part('汇总', 5, 'A3', true),
    part('依据', 9, 'A4', true),
  ])
  expect(runs.map(({ paper, parts }) => [paper.format, paper.landscape, parts.map(({ name }) => name)])).toEqual([
    ['A4', false, ['公示', '审批表']],
    ['A3', true, ['汇总']],
    ['A4', true, ['依据']],
  ])
})

test('every page of every part in order; on new sheets a blank side before a paper that would begin on a back', () => {
  const parts = [
    { file: 0, from: 0, pages: 3, starts: [0, 1] },
    { file: 1, from: 4, pages: 1, starts: [0] },
  ]
  expect(sidesOf(parts, false)).toEqual([
    { part: 0, page: 0 },
    { part: 0, page: 1 },
    { part: 0, page: 2 },
    { part: 1, page: 4 },
  ])
  expect(sidesOf(parts, true)).toEqual([
    { part: 0, page: 0 },
    null,
    { part: 0, page: 1 },
    { part: 0, page: 2 },
    { part: 1, page: 4 },
  ])
})

test('a sentence leads to the page of what it quotes, the surest words first', () => {
  const texts = ['关于公示的公告', '联系电话〔待填写：咨询电话〕', 'LG2026110001深圳市示例', '咨询电话']
  const page = (sentence: string) => pageWith(wordsIn(sentence), texts)
  expect(page('“咨询电话”未填写，公示中以〔待填写：咨询电话〕标出')).toBe(2)
  expect(page('LG2026110001的项目名称太长')).toBe(3)
  expect(page('仿宋没有“圳”字，此字以宋体代替')).toBe(3)
  expect(page('未找到黑体，以思源黑体代替')).toBeNull()
})
