import { AppError } from '../../../shared/errors.ts'
import { readBookParts } from './bookParts.ts'
import type { PackedBook, PackedSheet } from './packedSheets.ts'
import { CellStore, readSheet } from './sheetXml.ts'
import { type BookSource, damaged, openPackage } from './zipGuard.ts'

/** Reads a whole workbook in the calling thread; readWorkbook does it where it can be ended. Errors as there. */
export async function readPackedBook(source: BookSource): Promise<PackedBook> {
  const pack = await openPackage(source)
  try {
    const book = await readBookParts(pack)
    const store = new CellStore(pack.fileName, book.sharedStrings)
    const sheets: PackedSheet[] = []
    for (const sheet of book.sheets) sheets.push(await readSheet(pack, sheet, book, store))
    return { fileName: pack.fileName, sha256: pack.sha256, strings: store.strings, sheets }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(pack.fileName, error)
  }
}
