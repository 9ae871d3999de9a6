import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpackBook } from '../../electron/core/excel/packedSheets.ts'
import { readPackedBook } from '../../electron/core/excel/readPackedBook.ts'
import type { RawCell, RawSheet } from '../../shared/intake/sheet.ts'
import { tempFiles } from './tempFile.ts'

const files = tempFiles()
const SAMPLE = fileURLToPath(new URL('../../templates/sample/2026-1-申报汇总.xlsx', import.meta.url))

/** A cell as exceljs's document reader has it, in our terms; undefined for a blank one. */
function fromExceljs(value: ExcelJS.CellValue): RawCell | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : { kind: 'text', text: value, formula: false }
  if (typeof value === 'number') return { kind: 'number', value, formula: false }
  if (typeof value === 'boolean') return { kind: 'flag', value, formula: false }
  if (value instanceof Date) return { kind: 'date', date: value.toISOString().slice(0, 10), formula: false }
  if ('richText' in value) return fromExceljs(value.richText.map((run) => run.text).join(''))
  if ('error' in value) return { kind: 'error', text: value.error, formula: false }
  if ('hyperlink' in value) return fromExceljs(value.text)
  if (!('result' in value) || value.result === undefined) return { kind: 'uncalculated' }
  const result = fromExceljs(value.result)
  if (result === undefined) return { kind: 'text', text: '', formula: true }
  return result.kind === 'uncalculated' ? result : { ...result, formula: true }
}

async function readByExceljs(path: string): Promise<Map<string, Map<string, RawCell>>> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheets = new Map<string, Map<string, RawCell>>()
  for (const sheet of workbook.worksheets) {
    const cells = new Map<string, RawCell>()
    sheet.eachRow((row, rowNumber) => {
      row.eachCell((cell, column) => {
        const own = cell.master.address === cell.address ? fromExceljs(cell.value) : undefined
        if (own !== undefined) cells.set(`${rowNumber}:${column}`, own)
      })
    })
    sheets.set(sheet.name, cells)
  }
  return sheets
}

function ownCells(sheet: RawSheet): Map<string, RawCell> {
  const cells = new Map<string, RawCell>()
  for (const row of sheet.rows) {
    for (const [column, cell] of row.cells)
      if (row.echoed?.has(column) !== true) cells.set(`${row.row}:${column}`, cell)
  }
  return cells
}

async function compare(path: string): Promise<number> {
  const ours = unpackBook(await readPackedBook(path))
  const theirs = await readByExceljs(path)
  expect(ours.sheets.map(({ name }) => name)).toEqual([...theirs.keys()])
  let cells = 0
  for (const sheet of ours.sheets) {
    expect(ownCells(sheet)).toEqual(theirs.get(sheet.name))
    cells += theirs.get(sheet.name)?.size ?? 0
  }
  return cells
}

test('the shipped sample reads cell by cell as exceljs reads it', async () => {
  expect(await compare(SAMPLE)).toBeGreaterThan(900)
})

test('random workbooks read cell by cell as exceljs reads them', async () => {
  const day = fc
    .integer({ min: 20_000, max: 60_000 })
    .map((days) => new Date(Date.UTC(1899, 11, 30) + days * 86_400_000))
  const words = fc.string({ unit: fc.constantFrom(...'深圳示例A1<&>"\' \n，。（）０_x0041_'), maxLength: 12 })
  const value = fc.oneof(
    fc.constant(null),
    words,
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 }),
    fc.integer(),
    fc.boolean(),
    day,
    words.map((part) => ({ richText: [{ text: part }, { font: { bold: true }, text: '尾' }] })),
    fc.integer().map((result) => ({ formula: 'A1+1', result })),
    fc.constant({ error: '#N/A' as const }),
  )
  const grid = fc.array(fc.array(value, { maxLength: 8 }), { maxLength: 12 })
  let at = 0
  await fc.assert(
    fc.asyncProperty(fc.array(grid, { minLength: 1, maxLength: 3 }), async (grids) => {
      const workbook = new ExcelJS.Workbook()
      for (const [index, rows] of grids.entries()) {
        const sheet = workbook.addWorksheet(`表${index}`)
        for (const row of rows) sheet.addRow(row)
      }
      at += 1
      const path = files.write(`random${at}.xlsx`, Buffer.from(await workbook.xlsx.writeBuffer()))
      await compare(path)
    }),
    { numRuns: 40, seed: 20260 },
  )
})
