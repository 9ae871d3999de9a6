/**
 * The page behind the print dialog. It fetches what main put beside it, draws every page of the PDFs on one side of paper,
 * and tells main by its title how far it is: `3/12`, at last `ready 12`, or `failed …`. It can call nothing and reach nothing.
 */
import type { PrintSheets, SheetPart } from '../../shared/printSheets.ts'
import { sidesOf } from '../../shared/printSheets.ts'
import { openPdf, type PDFDocumentProxy, type PDFPageProxy } from '../ui/pdf.ts'

/** What laser printers print text with at least. */
const DOTS_PER_INCH = 300
const POINTS_PER_INCH = 72

async function draw(): Promise<void> {
  const { paper, parts, newSheet }: PrintSheets = await (await fetch('job/sheets.json')).json()
  const documents = await Promise.all(parts.map(open))
  const sides = sidesOf(parts, newSheet)
  for (const [at, side] of sides.entries()) {
    const element = document.createElement('div')
    element.className = `side ${paper.format} ${paper.landscape ? 'landscape' : ''}`
    const page = side === null ? undefined : await documents[side.part]?.getPage(side.page + 1)
    if (page !== undefined) element.append(await picture(page, paper.landscape))
    document.body.append(element)
    document.title = `${at + 1}/${sides.length}`
  }
  document.title = `ready ${sides.length}`
}

async function open({ file }: SheetPart): Promise<PDFDocumentProxy> {
  const response = await fetch(`job/${file}.pdf`)
  return openPdf(new Uint8Array(await response.arrayBuffer()), false)
}

/** The whole page at the printer's resolution; turned a quarter where it lies across and the paper stands. */
async function picture(page: PDFPageProxy, landscape: boolean): Promise<HTMLImageElement> {
  const natural = page.getViewport({ scale: 1 })
  const across = natural.width > natural.height
  const rotation = (page.rotate + (across === landscape ? 0 : 90)) % 360
  const viewport = page.getViewport({ scale: DOTS_PER_INCH / POINTS_PER_INCH, rotation })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  // For print: without waiting for frames, which a hidden window never gets.
  await page.render({ canvas, viewport, intent: 'print' }).promise
  page.cleanup()
  const image = new Image()
  image.src = URL.createObjectURL(await pngOf(canvas))
  await image.decode()
  return image
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
  })
}

draw().catch((error: unknown) => {
  document.title = `failed ${error instanceof Error ? error.message : String(error)}`
})
