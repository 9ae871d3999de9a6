import { expect, test } from 'vitest'
import { MOST_PAGES, sheetPages } from '../../electron/core/pdf/sheetPages.ts'
import { type Measure, POINTS_PER_MM } from '../../shared/report/pages.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'

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
