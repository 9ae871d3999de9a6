import { execFileSync } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '../../db/open.ts'
import { shownCell, shownSum } from '../../electron/core/excel/shownCell.ts'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { yuanGrouped } from '../../shared/money.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { FrozenList, ListStatus } from '../../shared/report/frozenList.ts'
import type { Band, PaperColumn, PaperRow, PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import { sampleList } from '../fixtures/frozenList.ts'
import { type FrozenRound, frozenRound } from '../fixtures/frozenRound.ts'
import { allBooks } from './books.ts'
import { CSV, office, parseCsv } from './office.ts'

const ROOT = join(import.meta.dirname, '../..')
const LEADS = ['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠', "'", '|']
const NAMES = [
  ...['summary', 'approval', 'payment', 'panel', 'disagreement', 'radar', 'replay', 'queue', 'objections', 'filings'],
] as const

const { dir, convert } = office()
let round: FrozenRound
let books: Record<string, PaperSheet[]>
afterAll(() => closeDatabase(round.ws.db))

/** The sample with an opinion behind every sign a formula or command may begin with. */
function inertList(): FrozenList {
  const list = sampleList({ trial: true, demo: true })
  LEADS.forEach((lead, at) => {
    const item = list.items[at]
    if (item !== undefined) item.opinion = `${lead}1+1`
  })
  return list
}

async function write(name: string, sheets: readonly PaperSheet[]): Promise<string> {
  const path = join(dir, `${name}.xlsx`)
  const file = createWriteStream(path)
  const about = { title: name, createdAt: '2026-03-02T06:32:00.000Z' }
  await Promise.all([finished(file), writeWorkbook(file, sheets, about)])
  return path
}

/** What LibreOffice shows of a sheet. */
function read(book: string, sheet: string): string[][] {
  return parseCsv(readFileSync(join(dir, 'csv', `${book}-${sheet}.csv`), 'utf8'))
}

beforeAll(async () => {
  round = await frozenRound(join(dir, '评审.db'), ROOT)
  books = allBooks(round)
  const columns = readFileSync(join(ROOT, 'templates/excel/columns.yaml'), 'utf8')
  const inert = summarySheets(inertList(), parseColumnSets(columns, 'columns.yaml'))
  const paths: string[] = []
  for (const [name, sheets] of Object.entries(books)) paths.push(await write(name, sheets))
  const inertPath = await write('inert', inert)
  const formula = new ExcelJS.Workbook()
  formula.addWorksheet('表').getCell('A1').value = { formula: '1+1', date1904: false }
  const formulaPath = join(dir, 'formula.xlsx')
  await formula.xlsx.writeFile(formulaPath)
  convert([...paths, inertPath, formulaPath], CSV, 'csv')
  convert(paths, 'pdf', 'pdf')
  convert([inertPath], 'fods', 'fods')
}, 300_000)

it('no workbook is forgotten', () => {
  expect(Object.keys(books).sort()).toEqual([...NAMES].sort())
})

describe('workbooks as LibreOffice shows them', () => {
  it.each(NAMES)('%s: the sheets, rows, order and sums that were written', (name) => {
    for (const sheet of books[name] ?? []) expect(read(name, sheet.name), sheet.name).toEqual(shownRows(sheet))
  })

  const nosOf = (...statuses: ListStatus[]): string[] =>
    round.list.items.filter(({ status }) => statuses.includes(status)).map(({ applicationNo }) => applicationNo)
  const column = (book: string, sheet: string, header: string): string[] => {
    const rows = read(book, sheet)
    const top = rows.findIndex((row) => row.includes(header))
    const at = rows[top]?.indexOf(header) ?? -1
    return rows.slice(top + 1).map((row) => row[at] ?? '')
  }
  const numbers = (cells: readonly string[]): string[] => cells.filter((cell) => /^LG\d+$/.test(cell))

  it('the summary holds the frozen list in its order, refusals and waiting cases in theirs', () => {
    const all = round.list.items.map(({ applicationNo }) => applicationNo)
    expect(numbers(column('summary', '汇总', '申报编号'))).toEqual(all)
    expect(column('summary', '汇总', '拟资助金额（元）').at(-1)).toBe(yuanGrouped(round.list.allocation.allocatedFen))
    expect([...new Set(numbers(column('summary', '不予支持及原因', '申报编号')))]).toEqual(nosOf('refused'))
    expect(column('summary', '不予支持及原因', '原因').every((cell) => cell !== '')).toBe(true)
    expect(column('summary', '不予支持及原因', '依据条款').every((cell) => /^原?第.*条/.test(cell))).toBe(true)
    expect(numbers(column('summary', '候补', '申报编号')).sort()).toEqual(nosOf('waiting', 'tied').sort())
  })

  it('审批表 and 拨付明细表 hold what is granted, and its sum', () => {
    const sum = yuanGrouped(round.list.allocation.allocatedFen)
    expect(numbers(column('approval', '审批表', '申报编号')).sort()).toEqual(nosOf('granted').sort())
    expect(column('approval', '审批表', '拟资助金额（元）')).toContain(sum)
    expect(numbers(column('payment', '拨付明细表', '申报编号')).sort()).toEqual(nosOf('granted').sort())
    expect(column('payment', '拨付明细表', '金额（元）')).toContain(sum)
  })

  it('no text became a formula, whatever it begins with', () => {
    const opinions = column('inert', '汇总', '意见')
    expect(opinions.slice(0, LEADS.length)).toEqual(LEADS.map((lead) => `${lead}1+1`))
    expect(read('formula', '表')).toEqual([['2']])
  })

  it('nothing but sums is computed, and links lead inside the workbook', () => {
    const fods = readFileSync(join(dir, 'fods', 'inert.fods'), 'utf8')
    const formulas = [...fods.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => formula)
    expect(formulas.length).toBeGreaterThan(20)
    expect(formulas.filter((formula) => !/^of:=SUM\(\[[.:A-Z\d]+\](;\[[.:A-Z\d]+\])*\)$/.test(formula ?? ''))).toEqual(
      [],
    )
    const links = [...fods.matchAll(/xlink:href="([^"]*)"/g)].map(([, place]) => place)
    expect(links.length).toBeGreaterThan(20)
    expect(links.filter((place) => !/^#&apos;计算依据&apos;\.A\d+$/.test(place ?? ''))).toEqual([])
  })
})

describe('workbooks as LibreOffice prints them', () => {
  it.each(NAMES)('%s: fitted to the width, titles and list on every page, page x of y, every case', (name) => {
    const pages = execFileSync('pdftotext', ['-layout', join(dir, 'pdf', `${name}.pdf`), '-'], { encoding: 'utf8' })
      .split('\f')
      .map((page) => page.replace(/\s/g, ''))
      .filter((page) => page !== '')
    const sheets = books[name] ?? []
    const found = pages.map((page) => sheets.filter((sheet) => page.endsWith(squeezed(sheet.name))))
    // The sheets follow each other, each with at least one page.
    expect([...new Set(found.flat())]).toEqual(sheets)
    for (const [at, page] of pages.entries()) {
      const [sheet] = found[at] ?? []
      if (sheet === undefined) throw new Error(`page ${at + 1} names no sheet`)
      expect(page).toContain(`第${at + 1}页，共${pages.length}页`)
      expect(page).toContain(squeezed(sheet.reference))
      expect(page).toContain(squeezed(sheet.mark))
      expect(page).toContain(squeezed(sheet.pageTitle))
      for (const { header } of oneLine(sheet.columns)) expect(page).toContain(header)
      for (const { parts } of sheet.before) for (const { text } of parts) expect(page).toContain(squeezed(text))
      expect(page).not.toContain('###')
    }
    for (const sheet of sheets) {
      const own = pages.filter((_, at) => found[at]?.includes(sheet)).join('')
      const said = new Set(own.match(/LG\d{10}/g))
      expect(
        numbersOf(sheet).filter((no) => !said.has(no)),
        sheet.name,
      ).toEqual([])
    }
  })
})

/** Headers that need not turn. */
function oneLine(columns: readonly PaperColumn[]): PaperColumn[] {
  return columns.filter(({ header, width }) => header.length * 2 + 2 < width)
}

function numbersOf({ columns, rows }: PaperSheet): string[] {
  const at = columns.findIndex(({ header }) => header === '申报编号' || header === '编号')
  return [...rows].flatMap((row) => (row.kind === 'data' ? (String(row.cells[at]).match(/^LG\d{10}$/) ?? []) : []))
}

function squeezed(text: string): string {
  return text.replace(/\s/g, '')
}

function shownRows({ before, columns, rows, after }: PaperSheet): string[][] {
  const header = columns.map((column) => column.header)
  return [
    ...before.map((band) => shownRow(band, columns)),
    header,
    ...[...rows, ...after].map((row) => shownRow(row, columns)),
  ]
}

function shownRow(row: PaperRow, columns: readonly PaperColumn[]): string[] {
  return columns.map((column, at) => {
    if (row.kind === 'data') return shownCell(row.cells[at] ?? null, column)
    if (row.kind === 'sum') return shownSum(row, at, column)
    return bandText(row, at)
  })
}

function bandText({ parts }: Band, column: number): string {
  return parts.find(({ from }) => from === column)?.text ?? ''
}
