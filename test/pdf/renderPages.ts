import { createCanvas } from '@napi-rs/canvas'
import { openPdf } from './openPdf.ts'
import { DPI, type Picture } from './picture.ts'

/** Renders the pages of a PDF, all unless told, with pdf.js, which needs nothing but its npm packages. */
export async function renderPages(pdf: Uint8Array, first = Number.POSITIVE_INFINITY): Promise<Picture[]> {
  return openPdf(pdf, async (document) => {
    const pictures: Picture[] = []
    for (let number = 1; number <= Math.min(first, document.numPages); number += 1) {
      const page = await document.getPage(number)
      const viewport = page.getViewport({ scale: DPI / 72 })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      const canvasContext: unknown = canvas.getContext('2d')
      if (!drawsLikeBrowser(canvasContext)) throw new Error('the canvas package has no 2d context')
      await page.render({ canvas: null, canvasContext, viewport }).promise
      const { data } = canvasContext.getImageData(0, 0, canvas.width, canvas.height)
      pictures.push({ width: canvas.width, height: canvas.height, pixels: greyOf(data) })
    }
    return pictures
  })
}

/** The package's context has the browser's drawing functions but no element of a window, which pdf.js does not need. */
function drawsLikeBrowser(context: unknown): context is CanvasRenderingContext2D {
  const needed = ['fill', 'stroke', 'clip', 'transform', 'save', 'restore', 'getImageData'] as const
  return typeof context === 'object' && context !== null && needed.every((name) => name in context)
}

/** One byte a pixel out of four: black ink on opaque white is the same in all of them. */
function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length / 4)
  for (let at = 0; at < grey.length; at += 1) grey[at] = rgba[4 * at + 1] ?? 255
  return grey
}
