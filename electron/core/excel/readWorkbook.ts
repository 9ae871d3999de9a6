import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { RawSheet } from '../../../shared/intake/sheet.ts'
import { unpackBook } from './packedSheets.ts'
import type { WorkerReply } from './readWorkbookWorker.ts'
import { type BookSource, bookName, refuse } from './zipGuard.ts'

/** A workbook as the intake sees it: flat cells, no styles, no formulas. */
export interface ReadBook {
  fileName: string
  sha256: string
  sheets: RawSheet[]
}

export interface ReadOptions {
  /** The reading thread's entry; from source it is TypeScript, in a package the bundle beside this one. */
  worker?: URL
  /** Computing time of the reading thread, in milliseconds. */
  cpuMs?: number
}

/** Enough for 20 MB of real tables; a file that needs more is refused instead of taking the computer with it. */
const MEMORY = { maxOldGenerationSizeMb: 224, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }
/** How often the thread's computing time is looked at. */
const WATCH_MS = 100
/** However little of the computer the thread was given: nobody waits longer for one file. */
const LONGEST_MS = 30_000

/**
 * Reads an .xlsx workbook, from its file or from bytes. All work on it happens in a thread that is ended when it computes
 * too long or needs too much memory, so no file can take the program down.
 *
 * The cells are read here and not by exceljs (which writes every workbook of ours), for the sake of what arrives, not
 * of speed: with its thread this costs about what exceljs's streaming reader costs. The streaming reader loses
 * data without a word (keeps only the last run of inline rich text, puts the pinyin guide in place of the name,
 * drops a formula's error, does not see merged cells, hidden columns or sheets in parts named otherwise), while the
 * document reader spends 49 s and 4 GB on a 2 KB file that merges A1:XFD1000. test/excel/readAgainstExceljs.test.ts
 * compares the two cell by cell.
 *
 * Errors: NOT_FOUND when there is no such file; BAD_WORKBOOK with what is wrong and what to do.
 */
export async function readWorkbook(source: BookSource, options: ReadOptions = {}): Promise<ReadBook> {
  const reply = await readInThread(source, options.worker ?? workerEntry(), options.cpuMs ?? allowedTime(source))
  if (!reply.ok) throw new AppError(reply.code, reply.message, { cause: reply.detail })
  return unpackBook(reply.book)
}

function workerEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./readWorkbookWorker.${extension}`, import.meta.url)
}

/** Up to 2 MB a file has 2.2 s of computing time; each further megabyte adds what an honest table of that size needs. */
function allowedTime(source: BookSource): number {
  const size =
    typeof source === 'string' ? (statSync(source, { throwIfNoEntry: false })?.size ?? 0) : source.bytes.length
  return 2_200 + Math.max(0, Math.round(Math.min(size, 20_000_000) / 5_000) - 400)
}

function readInThread(source: BookSource, entry: URL, cpuMs: number): Promise<WorkerReply> {
  const fileName = bookName(source)
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: source, resourceLimits: MEMORY, execArgv: [] })
    const started = performance.now()
    // Computing time, not time on the clock: a busy or slow computer must not make a good file a bad one.
    const watch = setInterval(() => {
      const waited = performance.now() - started
      usedMs(worker).then(
        (used) => {
          if ((used ?? waited) > cpuMs || waited > LONGEST_MS) settle(() => reject(tooSlow(fileName)))
        },
        () => undefined,
      )
    }, WATCH_MS)
    function settle(act: () => void): void {
      clearInterval(watch)
      worker.removeAllListeners()
      worker.on('error', () => undefined)
      void worker.terminate()
      act()
    }
    worker.once('message', (reply: WorkerReply) => settle(() => resolve(reply)))
    worker.once('error', (error) => settle(() => reject(workerFailure(error, fileName))))
    worker.once('exit', () => settle(() => reject(workerFailure(new Error('ended without an answer'), fileName))))
  })
}

/** Computing time of the thread so far; null before Node 24.6, which cannot tell. */
async function usedMs(worker: Worker): Promise<number | null> {
  if (!('cpuUsage' in worker)) return null
  const { user, system } = await worker.cpuUsage()
  return (user + system) / 1_000
}

function tooSlow(fileName: string): AppError {
  return refuse(fileName, '读取时间过长', '请删去多余的格式和工作表，或拆成几个文件后再导入')
}

function workerFailure(error: unknown, fileName: string): AppError {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (outOfMemory) return refuse(fileName, '读取所需内存过大', '请删去多余的格式和工作表，或拆成几个文件后再导入')
  return new AppError('INTERNAL', `读取“${fileName}”时出错。数据没有改变，请重试；仍不行请联系管理员`, { cause: error })
}
