import type { Writable } from 'node:stream'
import type { PaperSheet } from '../../../shared/report/sheet.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { bookParts, sheetPart, type WorkbookInfo } from './bookXml.ts'
import { sheetPieces, type WrittenSheet } from './sheetPieces.ts'
import { StyleSheet } from './styleSheet.ts'
import { ZipWriter } from './zipWriter.ts'

/**
 * Writes sheets to `file` and ends it; rows are made, packed and written a few at a time, so that a table of any length
 * takes the same memory and other work gets its turn. Text from data is stored as text and never as a formula; the only
 * formulas are the SUMs of total rows, each with its value. `watch` hears how far it is. Errors: CANCELLED when it is
 * told to stop; what writing the file throws.
 */
export async function writeWorkbook(
  file: Writable,
  sheets: readonly PaperSheet[],
  info: WorkbookInfo,
  watch: ExportWatch | null = null,
): Promise<void> {
  const zip = new ZipWriter(file)
  const styles = new StyleSheet()
  const written: WrittenSheet[] = []
  const order = [...sheets.entries()].sort(([a, one], [b, other]) => rank(one) - rank(other) || a - b)
  for (const [turn, [at, sheet]] of order.entries()) {
    let rows = 0
    const onRows = (more: number): void => {
      rows += more
      watch?.report({ sheet: sheet.name, number: turn + 1, of: sheets.length, rows })
    }
    const pieces = function* (): Generator<string> {
      written[at] = yield* sheetPieces(sheet, styles, onRows)
    }
    await zip.add(sheetPart(at), pieces())
  }
  for (const [name, xml] of bookParts(written, info)) await zip.add(name, [xml])
  await zip.add('xl/styles.xml', [styles.xml()])
  await zip.end()
}

function rank(sheet: PaperSheet): number {
  return sheet.first === true ? 0 : 1
}
