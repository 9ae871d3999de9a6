import type { PrintPages, PrintState } from '../../shared/contract/printing.ts'
import type { CoreChannel, Input, Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { printRuns } from '../../shared/printSheets.ts'
import type { CoreHost } from './coreHost.ts'
import type { PrintRun, RunDone } from './printWindow.ts'

export interface Printing {
  /** Errors: AppError with a sentence; what was printed before is logged. */
  print(order: Input<'dialog.print'>): Promise<Output<'dialog.print'>>
  state(): PrintState | null
  cancel(): void
}

export interface PrintingOptions {
  core: Pick<CoreHost, 'call'>
  /** Draws a run and brings it to the printer. */
  run(run: PrintRun): Promise<RunDone>
}

/** Prints one job at a time: fetches the pages from the core, prints them paper by paper, tells the core what was printed. */
export function createPrinting({ core, run }: PrintingOptions): Printing {
  let state: PrintState | null = null
  let stop: AbortController | null = null

  const ask = async <C extends CoreChannel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const reply = await core.call(channel, input)
    if (!reply.ok) throw new AppError(reply.code, reply.message)
    return reply.value as Output<C>
  }

  async function printAll({ jobId, parts, newSheet }: Input<'dialog.print'>, signal: AbortSignal) {
    const pages = await ask('print.pages', { jobId, parts })
    const runs = printRuns(pages)
    const of = pages.reduce((sum, part) => sum + part.pages, 0)
    let done = 0
    for (const { paper, parts: together } of runs) {
      const before = done
      const outcome = await run({
        paper,
        parts: together,
        newSheet,
        signal,
        progress: (drawn) => {
          state = { done: Math.min(of, before + drawn), of }
        },
      })
      if (outcome === 'cancelled') break
      // Logged run by run: what the printer has taken is printed, whatever becomes of the rest.
      await ask('print.done', { jobId, parts: chosenOf(pages, parts, together) })
      done += together.reduce((sum, part) => sum + part.pages, 0)
    }
    return done === 0 ? null : { pages: done }
  }

  return {
    print: async (order) => {
      if (stop !== null) throw new AppError('CONFLICT', '正在打印另一份文件，请等它结束或取消后再打印')
      stop = new AbortController()
      state = { done: 0, of: 0 }
      try {
        return await printAll(order, stop.signal)
      } finally {
        stop = null
        state = null
      }
    },
    state: () => state,
    cancel: () => stop?.abort(),
  }
}

/** The numbers of the parts that went together. */
function chosenOf(pages: readonly PrintPages[], numbers: readonly number[], together: readonly PrintPages[]): number[] {
  return numbers.filter((_, at) => together.some((part) => part === pages[at]))
}
