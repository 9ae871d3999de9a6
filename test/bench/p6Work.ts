/** What P6 measures, in a process of its own: `import BOOK DB` or `exceljs BOOK`. */

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ExcelJS from 'exceljs'
import { applicationsByNo } from '../../db/applications.ts'
import { readWorkbook } from '../../electron/core/excel/readWorkbook.ts'
import { openHeaderTable } from '../../electron/core/headerStore.ts'
import { applyImport } from '../../electron/core/jobs/importBook.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { planImport } from '../../shared/intake/plan.ts'
import { answer } from './child.ts'
import { newRound, newWorkspace, PROJECT } from './world.ts'

const [, , way = '', book = '', database = ''] = process.argv

if (way === 'import') {
  const ws = newWorkspace(database)
  const roundId = newRound(ws)
  // The reading thread as the product starts it: from source it would first strip its types.
  const worker = pathToFileURL(join(PROJECT, 'dist/core/readWorkbookWorker.js'))
  await answer(async () => {
    const read = await readWorkbook(book, { worker })
    const existing = new Map([...applicationsByNo(ws.db, roundId)].map(([no, { application }]) => [no, application]))
    const plan = planImport(read, openHeaderTable(ws.templatesRoot), existing)
    applyImport(ws, COMMAND_LINE, roundId, plan)
    return plan.accepted
  })
} else {
  await answer(async () => {
    let cells = 0
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(book, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
    })
    for await (const sheet of reader) {
      for await (const row of sheet) {
        row.eachCell((cell) => {
          if (cell.value !== null) cells += 1
        })
      }
    }
    return cells
  })
}
