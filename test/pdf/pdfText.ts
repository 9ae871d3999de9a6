import { openPdf } from './openPdf.ts'

/** The text of every page of a PDF, in the order it was drawn, one line each where pdf.js sees a line end. */
export async function pdfText(pdf: Uint8Array): Promise<string[]> {
  return openPdf(pdf, async (document) => {
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent()
      pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    }
    return pages
  })
}
