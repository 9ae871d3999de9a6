import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openPdf } from '../pdf/openPdf.ts'
import { type Glyph, MM, type PaperPage, type Rule } from './paper.ts'

/** Every character and every ruled line of a PDF, as pdf.js reads them from the finished file. */
export async function readPages(pdf: Uint8Array): Promise<PaperPage[]> {
  return openPdf(pdf, async (document) => {
    const pages: PaperPage[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      pages.push(await readPage(page, number))
      page.cleanup()
    }
    return pages
  })
}

async function readPage(page: PDFPageProxy, number: number): Promise<PaperPage> {
  const { width, height } = page.getViewport({ scale: 1 })
  const glyphs: Glyph[] = []
  const rules: Rule[] = []
  const { fnArray, argsArray } = await page.getOperatorList()
  let at = { x: 0, y: 0 }
  let pen = 0
  let points = 0
  let spacing = 0
  let black = true
  fnArray.forEach((operator, index) => {
    const args: unknown[] = argsArray[index] ?? []
    switch (operator) {
      case OPS.beginText:
        at = { x: 0, y: 0 }
        pen = 0
        break
      case OPS.moveText:
        at = { x: at.x + numberOf(args[0]), y: at.y + numberOf(args[1]) }
        pen = at.x
        break
      case OPS.setFont:
        points = numberOf(args[1])
        break
      case OPS.setCharSpacing:
        spacing = numberOf(args[0])
        break
      case OPS.setFillRGBColor:
        black = args[0] === '#000000'
        break
      case OPS.showText:
        for (const shown of Array.isArray(args[0]) ? args[0] : []) {
          const { originalCharCode: code, unicode: text, width: advance } = glyphOf(shown)
          const wide = (advance / 1000) * points
          const baseline = (height - at.y) * MM
          glyphs.push({ text, code, x: pen * MM, width: wide * MM, baseline, size: points * MM, points, black })
          pen += wide + spacing
        }
        break
      case OPS.constructPath:
        rules.push(...rulesOf(args[1], height))
        break
      case OPS.transform:
      case OPS.setTextMatrix:
        throw new Error(`page ${number} is drawn in a way this reader does not follow`)
    }
  })
  return { number, width: width * MM, height: height * MM, glyphs, rules }
}

interface ShownGlyph {
  originalCharCode: number
  unicode: string
  width: number
}

function glyphOf(value: unknown): ShownGlyph {
  if (isShownGlyph(value)) return value
  throw new Error('a text holds something that is no character')
}

function isShownGlyph(value: unknown): value is ShownGlyph {
  return (
    typeof value === 'object' && value !== null && 'unicode' in value && 'width' in value && 'originalCharCode' in value
  )
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  throw new Error('an operator lacks a number')
}

/** A path is a run of numbers: 0 x y moves, 1 x y draws a line. */
function rulesOf(paths: unknown, height: number): Rule[] {
  const rules: Rule[] = []
  for (const path of Array.isArray(paths) ? paths : []) {
    if (!(path instanceof Float32Array)) continue
    let [x, y] = [0, 0]
    for (let at = 0; at + 2 < path.length; at += 3) {
      const [toX, toY] = [(path[at + 1] ?? 0) * MM, (height - (path[at + 2] ?? 0)) * MM]
      if (path[at] === 1)
        rules.push({ x1: Math.min(x, toX), y1: Math.min(y, toY), x2: Math.max(x, toX), y2: Math.max(y, toY) })
      x = toX
      y = toY
    }
  }
  return rules
}
