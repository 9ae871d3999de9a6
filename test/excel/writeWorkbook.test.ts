import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { yuanText } from '../../shared/money.ts'
import { approvalSheet } from '../../shared/report/approval.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import { sampleList } from '../fixtures/frozenList.ts'
import { HOSTILE_TEXTS, hostileSummary } from './hostileSummary.ts'
import { zipParts } from './zipParts.ts'

const sets = parseColumnSets(
  readFileSync(join(import.meta.dirname, '../../templates/excel/columns.yaml'), 'utf8'),
  'columns.yaml',
)
const dir = mkdtempSync(join(tmpdir(), 'papers-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function write(name: string, sheets: PaperSheet[], list: FrozenList): Promise<string> {
  const path = join(dir, name)
  await writeWorkbook(createWriteStream(path), sheets, { title: '表', createdAt: list.frozenAt })
  return path
}

async function read(path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

describe('资助汇总表 as a workbook', () => {
  const list = hostileSummary()
  const sheets = summarySheets(list, sets)
  let path = ''
  let workbook = new ExcelJS.Workbook()
  beforeAll(async () => {
    path = await write('summary.xlsx', sheets, list)
    workbook = await read(path)
  })

  it('holds every cell of the plain sheets: text as text, money as numbers in 元', () => {
    for (const sheet of sheets) {
      const written = workbook.getWorksheet(sheet.name)
      expect(written?.getRow(1).values).toEqual([undefined, ...sheet.columns.map((column) => column.header)])
      for (const [index, row] of [...sheet.rows].entries()) {
        if (row.kind !== 'data') continue
        row.cells.forEach((cell, at) => {
          const column = sheet.columns[at]
          const found = written?.getRow(index + 2).getCell(at + 1)
          if (cell === null || cell === '') expect(found?.value).toBeNull()
          else if (column?.kind === 'money') {
            expect(found?.value).toBe(Number(yuanText(Number(cell))))
            expect(found?.numFmt).toBe('#,##0.00')
          } else if (column?.kind === 'text') expect(typeof found?.value).toBe('string')
          else expect(found?.value).toBe(Number(cell))
        })
      }
    }
  })

  it('keeps text that looks like a formula, and only SUM formulas with their values', async () => {
    const written = workbook.getWorksheet('汇总')
    const at = (sheets[0]?.columns.findIndex((column) => column.field === 'opinion') ?? -1) + 1
    HOSTILE_TEXTS.slice(0, 7).forEach((text, index) => {
      const cell = written?.getRow(index + 2).getCell(at)
      // This reader leaves the escape of an underscore as it stands; spreadsheet programs undo it (test/system).
      expect(String(cell?.value).replace('_x005F_', '_')).toBe(text)
      expect(cell?.numFmt).toBe('@')
    })
    expect(written?.getRow(9).getCell(at).value).toBe('甲&乙<丙>')
    const xml = (await zipParts(path, /^xl\/worksheets\/[^/]*\.xml$/)).join('')
    const formulas = [...xml.matchAll(/<f>([^<]*)<\/f>(<v>([^<]*)<\/v>)?/g)]
    expect(formulas.length).toBeGreaterThan(20)
    for (const [, formula, , value] of formulas) {
      expect(formula).toMatch(/^SUM\([A-Z]+\d+(:[A-Z]+\d+)?(,[A-Z]+\d+(:[A-Z]+\d+)?)*\)$/)
      expect(value).toMatch(/^\d+(\.\d+)?$/)
    }
  })

  it('leads from 汇总 to 计算依据 by a place inside the workbook, not by a formula or an outside file', async () => {
    const [summary] = await zipParts(path, /^xl\/worksheets\/sheet1\.xml$/)
    const links = [...(summary ?? '').matchAll(/<hyperlink ref="(\w+)" location="'计算依据'!A(\d+)"/g)]
    expect(links.length).toBeGreaterThan(20)
    expect(await zipParts(path, /^xl\/worksheets\/_rels\//)).toEqual([])
    const steps = workbook.getWorksheet('计算依据')
    const at =
      sheets.find(({ name }) => name === '计算依据')?.columns.findIndex(({ field }) => field === 'applicationNo') ?? -1
    for (const [, cell = '', row = ''] of links) {
      expect(steps?.getRow(Number(row)).getCell(at + 1).value).toBe(workbook.getWorksheet('汇总')?.getCell(cell).text)
    }
  })

  const [A3, A4] = [8, 9]
  const WIDE = new Set(
    sheets.filter(({ columns }) => columns.reduce((sum, { width }) => sum + width, 0) > 215).map(({ name }) => name),
  )

  it('prints without touching anything: A4 or, where wide, A3 landscape, one page wide, header on every page, page x of y, the marks', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup).toMatchObject({
        paperSize: WIDE.has(sheet.name) ? A3 : A4,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      })
      expect(sheet.pageSetup.printTitlesRow).toBe('1:1')
      expect(sheet.headerFooter.oddHeader).toContain('试算　演示参数，非政策规定')
      expect(sheet.headerFooter.oddFooter).toContain('第 &P 页，共 &N 页')
      expect(sheet.headerFooter.oddFooter).toContain('定稿2026-1-01　校验码 3fa9 4c0b 7d1e 5288')
      expect(sheet.headerFooter.oddHeader?.length).toBeLessThan(255)
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
      expect(sheet.autoFilter).toBeTruthy()
      expect(sheet.hasMerges).toBe(false)
    }
  })

  it('leaves no amount as ####: columns fit the largest figure', async () => {
    const big = sampleList()
    const [first] = big.items
    if (first !== undefined) first.requestedFen = 987_654_321_098_765
    const made = await read(await write('big.xlsx', summarySheets(big, sets), big))
    const at = (summarySheets(big, sets)[0]?.columns.findIndex((column) => column.field === 'requestedFen') ?? -1) + 1
    expect(made.getWorksheet('汇总')?.getColumn(at).width).toBeGreaterThanOrEqual('9,876,543,210,987.65'.length + 1)
  })
})

describe('审批表 as a workbook', () => {
  it('adds subtotals up by formula, over exactly the rows of each article', async () => {
    const list = sampleList()
    const sheet = approvalSheet(list, sets)
    const written = (await read(await write('approval.xlsx', [sheet], list))).worksheets[0]
    const first = sheet.before.length + 2
    const column = sheet.columns.findIndex((entry) => entry.field === 'allocatedFen')
    const valueAt = (row: number): number => {
      const value = written?.getRow(row).getCell(column + 1).value
      if (typeof value === 'number') return value
      return typeof value === 'object' && value !== null && 'result' in value ? Number(value.result) : 0
    }
    let sums = 0
    for (const [index, row] of [...sheet.rows].entries()) {
      if (row.kind !== 'sum') continue
      const value = written?.getRow(first + index).getCell(column + 1).value
      const formula = typeof value === 'object' && value !== null && 'formula' in value ? value.formula : ''
      const rows = [...formula.matchAll(/[A-Z]+(\d+)(?::[A-Z]+(\d+))?/g)].flatMap(([, from, to]) =>
        Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, at) => Number(from) + at),
      )
      const added = rows.reduce((sum, at) => sum + Math.round(valueAt(at) * 100), 0)
      expect(added).toBe(row.values.find((entry) => entry.column === column)?.fen)
      sums += 1
    }
    expect(sums).toBe(7)
    expect(written?.pageSetup.printTitlesRow).toBe(`1:${sheet.before.length + 1}`)
  })
})

describe('amounts', () => {
  it('are the same number Excel would store for the typed figure', async () => {
    const list = sampleList()
    const fens = [1, 7, 29, 115, 1005, 100_115, 821_999_999_999, 900_719_925_474_099]
    fens.forEach((fen, index) => {
      const item = list.items[index]
      if (item !== undefined) item.requestedFen = fen
    })
    const sheets = summarySheets(list, sets).slice(0, 1)
    const at = (sheets[0]?.columns.findIndex((column) => column.field === 'requestedFen') ?? -1) + 1
    const written = (await read(await write('amounts.xlsx', sheets, list))).worksheets[0]
    fens.forEach((fen, index) => {
      expect(written?.getRow(index + 2).getCell(at).value).toBe(Number(yuanText(fen)))
    })
  })
})
