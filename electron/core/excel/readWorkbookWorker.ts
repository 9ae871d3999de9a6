import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { readBookParts } from './bookParts.ts'
import { type PackedBook, type PackedSheet, transferables } from './packedSheets.ts'
import { CellStore, readSheet } from './sheetXml.ts'
import { damaged, openPackage } from './zipGuard.ts'

/** What the reading thread answers. */
export type WorkerReply =
  | { ok: true; book: PackedBook }
  | { ok: false; code: AppError['code']; message: string; detail: string }

async function read(path: string): Promise<PackedBook> {
  const pack = await openPackage(path)
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

async function answer(path: string): Promise<void> {
  try {
    const book = await read(path)
    const reply: WorkerReply = { ok: true, book }
    const moved = transferables(book).filter((buffer) => buffer instanceof ArrayBuffer)
    parentPort?.postMessage(reply, moved)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const detail = error.cause === undefined ? '' : String(error.cause)
    const reply: WorkerReply = { ok: false, code: error.code, message: error.message, detail }
    parentPort?.postMessage(reply)
  }
}

await answer(String(workerData))
