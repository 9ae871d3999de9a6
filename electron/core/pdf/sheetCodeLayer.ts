import qrcode from 'qrcode-generator'
import { GB_PAGE, type Layer, type Measure, type PlacedFill, POINTS_PER_MM } from '../../../shared/report/pages.ts'

const SIDE = 15 * POINTS_PER_MM
/** In the corner above and beside the text area, where neither the head nor the marks of a trial reach. */
const RIGHT = GB_PAGE.right + 19 * POINTS_PER_MM
const BOTTOM = GB_PAGE.top + 12 * POINTS_PER_MM
const TEXT_SIZE = 7.5
const TEXT_Y = GB_PAGE.top + 8 * POINTS_PER_MM

/** 核对码 in the upper right corner of a page: a QR code of level M drawn as rectangles, and the same as text under it. */
export function sheetCodeLayer(code: string, measure: Measure): Layer {
  const text = `核对码 ${code}`
  const x = RIGHT - measure(text, 'song', TEXT_SIZE)
  return {
    fills: qrFills(code),
    texts: [{ x, y: TEXT_Y, text, face: 'song', size: TEXT_SIZE, spacing: 0, grey: 0 }],
    lines: [],
  }
}

function qrFills(code: string): PlacedFill[] {
  const qr = qrcode(0, 'M')
  // As UTF-8, for a number may have Chinese in it.
  qr.addData(String.fromCharCode(...new TextEncoder().encode(code)))
  qr.make()
  const count = qr.getModuleCount()
  const module = SIDE / count
  return Array.from({ length: count }, (_, row) =>
    darkRuns(count, (column) => qr.isDark(row, column)).map(({ from, length }) => ({
      x: RIGHT - SIDE + from * module,
      y: BOTTOM + (count - 1 - row) * module,
      width: length * module,
      height: module,
      colour: '000000',
    })),
  ).flat()
}

/** Neighbouring dark modules as one, so that no reader draws a seam between them. */
function darkRuns(count: number, isDark: (at: number) => boolean): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (let at = 0; at < count; at += 1) {
    if (!isDark(at)) continue
    const last = runs.at(-1)
    if (last !== undefined && last.from + last.length === at) last.length += 1
    else runs.push({ from: at, length: 1 })
  }
  return runs
}
