import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WebContents, WebContentsPrintOptions } from 'electron'
import type { PrintPaper } from '../../shared/contract/printing.ts'
import { AppError } from '../../shared/errors.ts'

/** Brings a drawn page to paper. */
export type Printer = (contents: WebContents, paper: PrintPaper) => Promise<'printed' | 'cancelled'>

/** Sides of the paper as they are: nothing added, nothing scaled, no margin but the page's own. */
export function paperOptions({ format, landscape }: PrintPaper) {
  return { pageSize: format, landscape, printBackground: true } as const
}

/** The system's own dialog. Errors: CONFLICT with a sentence when the printer refuses. */
export function systemPrinter(log: (text: string) => void): Printer {
  return (contents, paper) =>
    new Promise((resolve, reject) => {
      const options: WebContentsPrintOptions = {
        ...paperOptions(paper),
        silent: false,
        scaleFactor: 100,
        margins: { marginType: 'none' },
      }
      contents.print(options, (success, reason) => {
        if (success) return resolve('printed')
        if (/cancel/i.test(reason)) return resolve('cancelled')
        log(`The printer refused: ${reason}`)
        reject(new AppError('CONFLICT', '打印机没有接受这份文件，没有打印。请检查打印机是否连接、有纸，再重试。'))
      })
    })
}

/** What end-to-end tests put in the place of dialog and printer: a PDF in a folder, or a cancelled dialog without one. */
export function scriptedPrinter(folder: string | undefined): Printer {
  let printed = 0
  return async (contents, paper) => {
    if (folder === undefined) return 'cancelled'
    const margins = { top: 0, bottom: 0, left: 0, right: 0 }
    printed += 1
    await writeFile(
      join(folder, `print-${printed}.pdf`),
      await contents.printToPDF({ ...paperOptions(paper), margins }),
    )
    return 'printed'
  }
}
