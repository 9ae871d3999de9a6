import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'
import { AppError } from '../../shared/errors.ts'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * One reader for all documents of the window. It is handed over with each document: a reader that pdf.js finds by its
 * port is ended together with the first document closed, and the others would wait for their pages for ever.
 */
let reader: PDFWorker | null = null

/** Where the build puts what pdf.js asks for by name (renderer/vite.config.ts). */
const FOLDERS = { cMapUrl: 'pdf/cmaps', standardFontDataUrl: 'pdf/standard_fonts', wasmUrl: 'pdf/wasm' }

/** Reads them from the app's own files; pdf.js itself knows only web addresses. */
class OwnFiles {
  async fetch({ kind, filename }: { kind: keyof typeof FOLDERS; filename: string }): Promise<Uint8Array> {
    const response = await fetch(`${FOLDERS[kind]}/${filename}`)
    if (!response.ok) throw new Error(`no such part of pdf.js: ${filename}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

/**
 * Opens a PDF. Our own papers hold all their fonts, so that a missing one shows; those of others (`foreign`) may use the
 * computer's. Nothing comes from outside. Errors: AppError when it needs a password or does not read.
 */
export async function openPdf(bytes: Uint8Array, foreign: boolean): Promise<PDFDocumentProxy> {
  reader ??= PDFWorker.create({ port: new PdfWorker() })
  try {
    return await getDocument({
      worker: reader,
      // The worker takes the buffer away, so it gets a copy.
      data: bytes.slice(),
      useSystemFonts: foreign,
      // Scans in JBIG2 have no decoder in plain script; its WebAssembly comes with the app.
      useWasm: true,
      useWorkerFetch: false,
      BinaryDataFactory: OwnFiles,
      wasmUrl: new URL(`${FOLDERS.wasmUrl}/`, document.baseURI).href,
      isEvalSupported: false,
    }).promise
  } catch (error) {
    throw new AppError('BAD_INPUT', refusal(error), { cause: error })
  }
}

function refusal(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return '这份 PDF 设有打开密码，不能显示。请取得去掉密码的文件后重新添加。'
  return '这份 PDF 的内容已损坏，不能显示。请重新拷贝原文件后再添加。'
}
