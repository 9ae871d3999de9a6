/** What P7 measures, in a process of its own: `summary|exceljs first|all DATABASE LIST OUT`. */
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'
import { openDatabase } from '../../db/open.ts'
import { writeFileAtomic } from '../../electron/core/atomicFile.ts'
import { writeWorkbook } from '../../electron/core/excel/writeWorkbook.ts'
import { listExplainer } from '../../electron/core/explain.ts'
import { createWorkspace } from '../../electron/core/workspace.ts'
import { parseColumnSets } from '../../shared/report/columns.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { PaperRows } from '../../shared/report/sheet.ts'
import { summarySheets, WHOLE_LIST } from '../../shared/report/summary.ts'
import { answer } from './child.ts'
import { PROJECT } from './world.ts'

const [, , way = '', which = '', database = '', listFile = '', out = ''] = process.argv
const list: FrozenList = JSON.parse(readFileSync(listFile, 'utf8'))
const columns = 'columns.yaml'
const sets = parseColumnSets(readFileSync(join(PROJECT, 'templates/excel', columns), 'utf8'), columns)
const ws = createWorkspace(openDatabase(database), PROJECT)
// All sheets as an export has them: what stands behind each amount is read from the database case by case. 汇总 alone,
// which no export makes, is written without, so that it measures the writing.
const whole = () => summarySheets(list, sets, WHOLE_LIST, listExplainer(ws, list))
const sheets = () => (which === 'first' ? summarySheets(list, sets).slice(0, 1) : whole())

if (way === 'summary') {
  // From the list on: laying the sheets out belongs to the export.
  await answer(async () => {
    const laid = sheets()
    await writeFileAtomic(out, (file) => writeWorkbook(file, laid, { title: '资助汇总表', createdAt: list.frozenAt }))
    return laid.reduce((cells, { rows }) => cells + cellsOf(rows), 0)
  })
} else {
  const laid = sheets().map(({ name, rows }) => ({
    name,
    rows: [...rows].flatMap((row) => (row.kind === 'data' ? [row.cells] : [])),
  }))
  await answer(async () => {
    const file = createWriteStream(out)
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: true })
    let cells = 0
    for (const { name, rows } of laid) {
      const sheet = book.addWorksheet(name)
      for (const values of rows) {
        sheet.addRow(values).commit()
        cells += values.length
      }
      sheet.commit()
    }
    await book.commit()
    await finished(file)
    return cells
  })
}

function cellsOf(rows: PaperRows): number {
  let cells = 0
  for (const row of rows) if (row.kind === 'data') cells += row.cells.length
  return cells
}
