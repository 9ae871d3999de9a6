import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { type PackedBook, transferables } from './packedSheets.ts'
import { readPackedBook } from './readPackedBook.ts'
import type { BookSource } from './zipGuard.ts'

/** What the reading thread answers. */
export type WorkerReply =
  | { ok: true; book: PackedBook }
  | { ok: false; code: AppError['code']; message: string; detail: string }

async function answer(source: BookSource): Promise<void> {
  try {
    const book = await readPackedBook(source)
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

// What readWorkbook started this thread with.
await answer(workerData as BookSource)
