/** What P6 measures, in a process of its own: `import BOOK DB` or `exceljs BOOK`. */
import ExcelJS from 'exceljs'
import { applyImport, previewImport } from '../../electron/core/jobs/importBook.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { answer } from './child.ts'
import { newRound, newWorkspace } from './world.ts'

const [, , way = '', book = '', database = ''] = process.argv

if (way === 'import') {
  const ws = newWorkspace(database)
  const roundId = newRound(ws)
  await answer(async () => {
    const plan = await previewImport(ws, roundId, book)
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
