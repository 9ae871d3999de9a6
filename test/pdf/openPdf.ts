import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Opens a PDF with pdf.js for one reading and frees it again. */
export async function openPdf<T>(pdf: Uint8Array, read: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const loading = getDocument({
    // pdf.js takes the bytes for itself, so it gets a copy.
    data: new Uint8Array(pdf),
    // Only what is in the file is drawn: a font of this computer would hide one that is missing.
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    return await read(await loading.promise)
  } finally {
    await loading.destroy()
  }
}
