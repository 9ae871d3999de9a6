import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MOST_PAGES, sheetPages } from '../../electron/core/pdf/sheetPages.ts'
import { approvalSheet } from '../../shared/report/approval.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import { type Measure, POINTS_PER_MM } from '../../shared/report/pages.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { sampleList } from '../fixtures/frozenList.ts'

const half: Measure = (text, _face, size) =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 1 : 0.5), 0) * size

function sheetOf(rows: number, width = 20): PaperSheet {
  const column = { field: 'name', header: '申报单位', width, kind: 'text', total: false } as const
  const money = { field: 'fen', header: '金额（元）', width: 16, kind: 'money', total: true } as const
  return {
    ...{
      name: '汇总',
      before: [],
      after: [],
      plain: true,
      mark: '试算',
      unit: '金额单位：元',
      pageTitle: '资助汇总表',
    },
    ...{ reference: '定稿号 试算', columns: [column, money] },
    rows: Array.from({ length: rows }, (_, at) => ({
      kind: 'data',
      cells: [`单位${at}`, at * 100],
      overridden: false,
    })),
  }
}

const words = (layer: { texts: { text: string }[] } | null) => (layer?.texts ?? []).map(({ text }) => text)

test('every row once and in order; header, mark, title and unit on every page; page x of y', () => {
  const { pages, format } = sheetPages(sheetOf(100), half)
  expect(format).toBe('A4')
  expect(pages.length).toBeGreaterThan(2)
  const names = pages.flatMap((page) => words(page).filter((text) => text.startsWith('单位')))
  expect(names).toEqual(Array.from({ length: 100 }, (_, at) => `单位${at}`))
  for (const [at, page] of pages.entries()) {
    expect(page.size).toEqual({ width: 297 * POINTS_PER_MM, height: 210 * POINTS_PER_MM })
    expect(words(page.common)).toEqual(
      expect.arrayContaining(['申报单位', '金额（元）', '试算', '资助汇总表', '金额单位：元', '定稿号 试算', '汇总']),
    )
    expect(words(page)).toContain(`第 ${at + 1} 页，共 ${pages.length} 页`)
    const lowest = Math.min(...page.lines.map(({ y2 }) => y2))
    expect(lowest).toBeGreaterThanOrEqual(16 * POINTS_PER_MM - 0.1)
  }
})

test('a wide sheet is fitted to the width of A3, and nothing stands outside its margins', () => {
  const { pages, format } = sheetPages(sheetOf(3, 250), half)
  expect(format).toBe('A3')
  const edges = pages.flatMap(({ lines }) => lines.flatMap(({ x1, x2 }) => [x1, x2]))
  expect(Math.min(...edges)).toBeGreaterThanOrEqual(8 * POINTS_PER_MM - 0.1)
  expect(Math.max(...edges)).toBeLessThanOrEqual((420 - 8) * POINTS_PER_MM + 0.1)
})

test('a table longer than anybody leafs through is cut, and says so', () => {
  const { pages, cut } = sheetPages(sheetOf(MOST_PAGES * 40), half)
  expect([pages.length, cut]).toEqual([MOST_PAGES, true])
  expect(words(pages[0] ?? null)).toContain('第 1 页')
})

test('审批表: no article heading ends a page, no sum, amount in words or signature begins one', () => {
  const file = join(import.meta.dirname, '../../templates/excel/columns.yaml')
  const sets = parseColumnSets(readFileSync(file, 'utf8'), 'columns.yaml')
  const list = sampleList()
  let breaks = 0
  // Every number of projects of the first article, so that the end of the page meets every kind of row.
  for (let more = 0; more < 40; more += 1) {
    const extra = Array.from({ length: more }, () => list.items[0]).filter((item) => item !== undefined)
    const { pages } = sheetPages(approvalSheet({ ...list, items: [...extra, ...list.items] }, sets), half)
    for (const [at, page] of pages.entries()) {
      const lines = linesOf(page)
      if (at > 0) expect(lines[0]).not.toMatch(/小计|合计|大写|意见：|签名|校验值|本批共受理/)
      if (at < pages.length - 1) expect(lines.at(-1)).not.toMatch(/^第.*条.*项）$/)
      if (at > 0) breaks += 1
    }
  }
  expect(breaks).toBeGreaterThan(40)
})

/** What stands on the lines of a page between head and foot, from above, each line as one text. */
function linesOf({ texts }: { texts: { text: string; y: number; x: number; size: number }[] }): string[] {
  const rows = Map.groupBy(
    texts.filter(({ text }) => !/^第 \d+ 页/.test(text)),
    ({ y }) => Math.round(y),
  )
  return [...rows.entries()].sort(([a], [b]) => b - a).map(([, row]) => row.map(({ text }) => text).join(' '))
}
