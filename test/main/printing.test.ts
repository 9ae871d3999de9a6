import { expect, test } from 'vitest'
import { createPrinting } from '../../electron/main/printing.ts'
import type { PrintRun, RunDone } from '../../electron/main/printWindow.ts'
import type { PrintPages } from '../../shared/contract/printing.ts'
import type { Reply } from '../../shared/contract.ts'

const part = (name: string, pages: number, format: 'A4' | 'A3'): PrintPages => ({
  ...{ name, pages, paper: { format, landscape: true }, main: true },
  ...{ pdf: new Uint8Array(), from: 0, starts: [0] },
})
const PARTS = [part('汇总', 5, 'A3'), part('候补', 1, 'A4'), part('说明', 1, 'A4')]
const JOB = 'job-12345678'

function printing(run: (run: PrintRun) => Promise<RunDone>) {
  const logged: unknown[] = []
  const core = {
    call: async (channel: string, input: unknown): Promise<Reply<unknown>> => {
      if (channel === 'print.pages') return { ok: true, value: PARTS }
      logged.push(input)
      return { ok: true, value: null }
    },
  }
  return { logged, ...createPrinting({ core, run }) }
}

const order = { jobId: JOB, parts: [0, 3, 4], newSheet: false }

test('what the printer took is logged paper by paper, with the numbers of the job', async () => {
  const { print, logged, state } = printing(async () => 'printed')
  expect(await print(order)).toEqual({ pages: 7 })
  expect(logged).toEqual([
    { jobId: JOB, parts: [0] },
    { jobId: JOB, parts: [3, 4] },
  ])
  expect(state()).toBeNull()
})

test('a cancelled dialog is logged nowhere; what went before it stays printed', async () => {
  const nothing = printing(async () => 'cancelled')
  expect(await nothing.print(order)).toBeNull()
  expect(nothing.logged).toEqual([])
  const half = printing(async ({ paper }) => (paper.format === 'A3' ? 'printed' : 'cancelled'))
  expect(await half.print(order)).toEqual({ pages: 5 })
  expect(half.logged).toEqual([{ jobId: JOB, parts: [0] }])
})

test('one print at a time; it tells how far it is, and cancelling reaches the run', async () => {
  let heard: AbortSignal | null = null
  const { print, state, cancel } = printing(
    ({ signal, progress }) =>
      new Promise((resolve) => {
        heard = signal
        progress(2)
        signal.addEventListener('abort', () => resolve('cancelled'))
      }),
  )
  const first = print(order)
  await expect.poll(() => state()).toEqual({ done: 2, of: 7 })
  await expect(print(order)).rejects.toThrow('正在打印另一份文件')
  cancel()
  expect(await first).toBeNull()
  expect(heard).toMatchObject({ aborted: true })
  expect(state()).toBeNull()
})
