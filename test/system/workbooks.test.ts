import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { yuanGrouped } from '../../shared/money.ts'
import { approvalSheet } from '../../shared/report/approval.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import { sampleList } from '../fixtures/frozenList.ts'

const LEADS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', "'", '|']
const columnsFile = join(import.meta.dirname, '../../templates/excel/columns.yaml')
const sets = parseColumnSets(readFileSync(columnsFile, 'utf8'), 'columns.yaml')
const dir = mkdtempSync(join(tmpdir(), 'books-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** Opens each book in LibreOffice and saves it in another format. */
function converted(format: string, out: string, names: readonly string[]): void {
  const profile = pathToFileURL(join(dir, 'profile')).href
  const order = ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', format, '--outdir', join(dir, out)]
  for (const name of names) execFileSync('soffice', [...order, join(dir, `${name}.xlsx`)], { stdio: 'ignore' })
}

const list = sampleList({ trial: true, demo: true })
LEADS.forEach((lead, index) => {
  const item = list.items[index]
  if (item !== undefined) item.opinion = `${lead}1+1`
})
const books: Record<string, PaperSheet[]> = {
  summary: summarySheets(list, sets),
  approval: [approvalSheet(list, sets)],
}

async function opened(out: string, name: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(join(dir, out, `${name}.xlsx`))
  return book
}

beforeAll(async () => {
  for (const [name, sheets] of Object.entries(books)) {
    const file = createWriteStream(join(dir, `${name}.xlsx`))
    await Promise.all([finished(file), writeWorkbook(file, sheets, { title: '表', createdAt: list.frozenAt })])
  }
  converted('xlsx', 'again', Object.keys(books))
  converted('pdf', 'pdf', Object.keys(books))
}, 180_000)

describe('workbooks saved again by LibreOffice', () => {
  it.each(Object.keys(books))('%s holds the same sheets, rows, amounts and sums', async (name) => {
    const book = await opened('again', name)
    const sheets = books[name] ?? []
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(sheets.map((sheet) => sheet.name))
    for (const sheet of sheets) {
      const written = book.getWorksheet(sheet.name)
      for (const [at, row] of [...sheet.rows].entries()) {
        const found = written?.getRow(sheet.before.length + 2 + at)
        if (row.kind === 'data') {
          for (const [column, { kind }] of sheet.columns.entries()) {
            const cell = row.cells[column]
            if (kind === 'money' && typeof cell === 'number') expect(found?.getCell(column + 1).value).toBe(cell / 100)
          }
        }
        if (row.kind !== 'sum' || [...sheet.rows].length === 1) continue
        for (const { column, fen } of row.values) expect(found?.getCell(column + 1).result, sheet.name).toBe(fen / 100)
      }
    }
  })

  it('no text became a formula, whatever it begins with', async () => {
    const sheet = (await opened('again', 'summary')).getWorksheet('汇总')
    const at = (books.summary?.[0]?.columns.findIndex(({ field }) => field === 'opinion') ?? -1) + 1
    for (const [index, lead] of LEADS.entries()) {
      const cell = sheet?.getRow(index + 2).getCell(at)
      expect(cell?.type, JSON.stringify(lead)).not.toBe(ExcelJS.ValueType.Formula)
      // A lone CR is stored as a line end.
      expect(cell?.text).toBe(`${lead === '\r' ? '\n' : lead}1+1`)
    }
  })

  it('a formula made of data would be seen', async () => {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('表').getCell('A1').value = { formula: '1+1', date1904: false }
    await book.xlsx.writeFile(join(dir, 'bad.xlsx'))
    converted('xlsx', 'again', ['bad'])
    expect((await opened('again', 'bad')).getWorksheet('表')?.getCell('A1').type).toBe(ExcelJS.ValueType.Formula)
  })
})

describe('workbooks printed by LibreOffice', () => {
  it.each(Object.keys(books))('%s repeats header, mark and list on every page and numbers the pages', (name) => {
    const pages = execFileSync('pdftotext', ['-layout', join(dir, 'pdf', `${name}.pdf`), '-'], { encoding: 'utf8' })
      .split('\f')
      .filter((page) => page.trim() !== '')
    for (const [index, page] of pages.entries()) {
      const text = page.replace(/\s/g, '')
      expect(text).toContain(`第${index + 1}页，共${pages.length}页`)
      expect(text).toContain('演示参数，非政策规定')
      expect(text).toContain(list.listNo)
      expect(text).not.toContain('###')
    }
    const all = pages.join('').replace(/\s/g, '')
    const allocated = list.items.reduce((sum, item) => sum + item.allocatedFen, 0)
    expect(all).toContain(yuanGrouped(allocated))
    if (name === 'approval') expect(all).toContain('大写')
  })
})
