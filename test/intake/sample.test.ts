import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { planImport } from '../../shared/intake/plan.ts'
import { applications, HEADERS } from './sheets.ts'

const SAMPLE = fileURLToPath(new URL('../../templates/sample/2026-1-申报汇总.xlsx', import.meta.url))
const book = await readWorkbook(SAMPLE)
const plan = planImport(book, HEADERS, new Map())

test('all 52 applications of the sample are accepted, sheet by sheet', () => {
  expect(plan).toMatchObject({ accepted: 52, rejected: 0, unchanged: 0, changed: 0, problems: [] })
  expect(
    plan.sheets.map(({ article, headerRow, rows, accepted, skipped }) => [article, headerRow, rows, accepted, skipped]),
  ).toEqual([
    ['platform', 4, 12, 9, 3],
    ['event', 2, 14, 12, 2],
    ['growth', 4, 12, 9, 3],
    ['gold-exchange', 2, 6, 4, 2],
    ['smart-glasses', 4, 15, 12, 3],
    ['talent', 2, 6, 4, 2],
    ['exhibition', 4, 5, 2, 3],
  ])
})

test('every note and total is listed as skipped, with its row', () => {
  const skipped = plan.rows.flatMap((row) =>
    row.kind === 'skipped' ? [`${row.sheet.slice(0, 4)} ${row.row} ${row.reason}`] : [],
  )
  expect(skipped).toHaveLength(18)
  expect(skipped.filter((line) => line.endsWith('合计行'))).toHaveLength(4)
  expect(skipped.filter((line) => line.endsWith('注释或签署行'))).toHaveLength(14)
})

test('the sheet’s own sums in 分 are those of its cells, whatever they are written as', () => {
  const sums = new Map<string, number>()
  for (const { article, facts } of applications(plan)) {
    sums.set(article ?? '', (sums.get(article ?? '') ?? 0) + (facts.requestedFen ?? 0))
  }
  expect(sums.get('gold-exchange')).toBe(4 * 50_000_000)
  expect(sums.get('growth')).toBe(9 * 100_000_000)
  expect(sums.get('talent')).toBe(4 * 2_000_000)
  expect(sums.get('exhibition')).toBe(6_468_700 + 2_463_400)
})

test('the only warnings are those for formulas', () => {
  expect(new Set(plan.warnings.map(({ reason }) => reason))).toEqual(
    new Set(['单元格是公式，用的是文件里保存的计算结果']),
  )
})

test('the same file again changes nothing', () => {
  const stored = new Map(applications(plan).map((application) => [application.applicationNo, application]))
  const again = planImport(book, HEADERS, stored)
  expect(again).toMatchObject({ accepted: 52, unchanged: 52, changed: 0, rejected: 0 })
})
