/** The reader of PDFs that the documents of a window share, with pdf.js's own worker at the other end of a port. */
import { PDFDocument } from 'pdf-lib'
import { expect, test, vi } from 'vitest'

interface WorkerModule {
  WorkerMessageHandler: { initializeFromPort(port: MessagePort): void }
}

vi.mock('pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker', async () => {
  const worker = 'pdfjs-dist/legacy/build/pdf.worker.mjs'
  const { WorkerMessageHandler } = await vi.importActual<WorkerModule>(worker)
  return {
    default: class {
      constructor() {
        const { port1, port2 } = new MessageChannel()
        for (const port of [port1, port2]) port.start()
        WorkerMessageHandler.initializeFromPort(port2)
        // biome-ignore lint/correctness/noConstructorReturn: it stands for a worker, of which pdf.js asks for a port only.
        return port1
      }
    },
  }
})
vi.stubGlobal('document', { baseURI: 'app://bureau/' })

const { openPdf } = await import('../../renderer/ui/pdf.ts')

async function pdfOf(width: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([width, 100])
  return document.save()
}

async function widthOf(document: Awaited<ReturnType<typeof openPdf>>): Promise<number> {
  return (await document.getPage(1)).getViewport({ scale: 1 }).width
}

test('a document opened while another one is being closed is read, and so is one that was open before', async () => {
  const before = await openPdf(await pdfOf(100), false)
  const closed = await openPdf(await pdfOf(200), false)
  const bytes = await pdfOf(300)
  const closing = closed.loadingTask.destroy()
  const after = await openPdf(bytes, false)
  await closing
  expect([await widthOf(before), await widthOf(after)]).toEqual([100, 300])
  await Promise.all([before, after].map(({ loadingTask }) => loadingTask.destroy()))
})
