import { breakLines } from '../../../shared/report/lineBreak.ts'
import {
  baseline,
  emptyLayer,
  type Face,
  type Layer,
  type Measure,
  type Page,
  type PlacedText,
  POINTS_PER_MM,
} from '../../../shared/report/pages.ts'
import type { PaperSheet } from '../../../shared/report/sheet.ts'
import type { Font } from '../excel/paperStyles.ts'
import { fittedColumns } from '../excel/paperWidths.ts'
import { SHEET_MARGINS, type SheetFormat, sheetFormat } from '../excel/sheetPaper.ts'
import { bodyRows, type PrintedRow, type RowCell, titleRows } from './sheetRows.ts'

/** Points of one unit of column width: seven pixels of a ninety-sixth of an inch. */
const UNIT_POINTS = 7 * (72 / 96)
const CELL_PADDING = 2
const BORDER = 0.5
/** Distance of lines, as a part of the size of their text. */
const PITCH = 1.3
/** A text that needs more lines than its row has room for is set smaller, down to this part of its size. */
const SMALLEST = 0.6
const HEAD_SIZE = { unit: 9, title: 14, mark: 11, foot: 9 } as const

/** Points, the page across. */
const PAPER: Record<SheetFormat, { width: number; height: number }> = {
  A4: { width: 297 * POINTS_PER_MM, height: 210 * POINTS_PER_MM },
  A3: { width: 420 * POINTS_PER_MM, height: 297 * POINTS_PER_MM },
}

const EDGE = {
  left: SHEET_MARGINS.left * POINTS_PER_MM,
  right: SHEET_MARGINS.right * POINTS_PER_MM,
  top: SHEET_MARGINS.top * POINTS_PER_MM,
  bottom: SHEET_MARGINS.bottom * POINTS_PER_MM,
  header: SHEET_MARGINS.header * POINTS_PER_MM,
  footer: SHEET_MARGINS.footer * POINTS_PER_MM,
} as const

/** Longer tables are printed from the workbook: nobody leafs through more, and the rest of the program must not wait for it. */
export const MOST_PAGES = 300

export interface SheetPages {
  pages: Page[]
  format: SheetFormat
  /** More rows follow than MOST_PAGES hold. */
  cut: boolean
}

/** Where the columns of a sheet lie on its page. */
interface Grid {
  scale: number
  /** Left edges of the columns, and the right edge of the last. */
  edges: number[]
}

/**
 * A sheet as the pages its print-out has: the workbook's column widths, row heights, looks and margins, fitted to the
 * width of the paper, the rows above the data on every page, no row split, header and footer with page x of y.
 */
export function sheetPages(sheet: PaperSheet, measure: Measure): SheetPages {
  const columns = fittedColumns(sheet)
  const format = sheetFormat(columns)
  const size = PAPER[format]
  const grid = gridOf(
    columns.map(({ width }) => width),
    size.width,
  )
  const titles = titleRows(sheet, columns)
  const common = { ...emptyLayer(), fills: [] }
  let top = size.height - EDGE.top
  for (const row of titles) {
    drawRow(common, row, top, grid, measure)
    top -= row.height * grid.scale
  }
  const layers: Layer[] = [emptyLayer()]
  let y = top
  let cut = false
  const fits = (height: number, from: number): boolean => from - height >= EDGE.bottom - 0.01
  for (const row of pageRows(bodyRows(sheet, columns), grid.scale, (height) => fits(height, top))) {
    if (!fits(row.needed, y) && y < top) {
      cut = layers.length === MOST_PAGES
      if (cut) break
      layers.push(emptyLayer())
      y = top
    }
    const layer = layers.at(-1)
    if (layer !== undefined) drawRow(layer, row, y, grid, measure)
    y -= row.height * grid.scale
  }
  common.texts.push(...headAndFoot(sheet, size, measure))
  const pages = layers.map((layer, at) => {
    const words = cut ? `第 ${at + 1} 页` : `第 ${at + 1} 页，共 ${layers.length} 页`
    const x = (size.width - measure(words, 'song', HEAD_SIZE.foot)) / 2
    layer.texts.push(text(words, x, EDGE.footer, HEAD_SIZE.foot, 'song'))
    return { ...layer, common, size }
  })
  return { pages, format, cut }
}

/**
 * Each row with the room it needs below itself, on the page: its own height, and for the first of some rows kept together
 * the height of them all, unless not even an empty page holds them.
 */
function* pageRows(
  rows: Iterable<PrintedRow>,
  scale: number,
  fitsPage: (height: number) => boolean,
): Generator<PrintedRow & { needed: number }> {
  let kept: PrintedRow[] = []
  for (const row of rows) {
    kept.push(row)
    if (row.keep) continue
    const whole = kept.reduce((sum, { height }) => sum + height, 0) * scale
    for (const [at, one] of kept.entries()) {
      yield { ...one, needed: at === 0 && fitsPage(whole) ? whole : one.height * scale }
    }
    kept = []
  }
}

/** As wide as the columns ask, and smaller where the paper is narrower; in the middle of the paper. */
function gridOf(widths: readonly number[], paper: number): Grid {
  const room = paper - EDGE.left - EDGE.right
  const wanted = widths.reduce((sum, width) => sum + width, 0) * UNIT_POINTS
  // Whole percent, as spreadsheet programs scale.
  const scale = Math.max(0.1, Math.min(1, Math.floor((room / wanted) * 100) / 100))
  const edges = [EDGE.left + (room - wanted * scale) / 2]
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width * UNIT_POINTS * scale)
  return { scale, edges }
}

function drawRow(layer: Layer, { height, cells }: PrintedRow, top: number, grid: Grid, measure: Measure): void {
  const tall = height * grid.scale
  for (const cell of cells) {
    const left = grid.edges[cell.from] ?? 0
    const right = grid.edges[cell.to + 1] ?? left
    const { fill, boxed } = cell.style
    if (fill !== null) {
      layer.fills ??= []
      layer.fills.push({ x: left, y: top - tall, width: right - left, height: tall, colour: fill })
    }
    if (boxed) layer.lines.push(...box(left, right, top, top - tall))
    if (cell.text !== '') layer.texts.push(...cellTexts(cell, { left, right, top, tall }, grid.scale, measure))
  }
}

function box(left: number, right: number, top: number, bottom: number) {
  return [
    { x1: left, y1: top, x2: right, y2: top, width: BORDER },
    { x1: left, y1: bottom, x2: right, y2: bottom, width: BORDER },
    { x1: left, y1: bottom, x2: left, y2: top, width: BORDER },
    { x1: right, y1: bottom, x2: right, y2: top, width: BORDER },
  ]
}

interface Area {
  left: number
  right: number
  top: number
  tall: number
}

function cellTexts({ text: words, style }: RowCell, area: Area, scale: number, measure: Measure): PlacedText[] {
  const face = faceOf(style.font)
  const room = area.right - area.left - 2 * CELL_PADDING * scale
  const wanted = style.font.size * scale
  const { size, lines } =
    style.fit === 'shrink'
      ? shrunk(words, wanted, room, face, measure)
      : wrapped(words, wanted, room, area.tall, face, measure)
  const pitch = size * PITCH
  const above = style.vertical === 'top' ? CELL_PADDING * scale : (area.tall - lines.length * pitch) / 2
  return lines.map((line, at) => {
    const free = room - measure(line, face, size)
    const shift = style.horizontal === 'left' ? 0 : style.horizontal === 'right' ? free : free / 2
    const x = area.left + CELL_PADDING * scale + Math.max(0, shift)
    return text(line, x, baseline(area.top - above - at * pitch, pitch, size), size, face)
  })
}

/** A figure stays on one line and never loses a digit. */
function shrunk(words: string, wanted: number, room: number, face: Face, measure: Measure) {
  const width = measure(words, face, wanted)
  return { size: width <= room ? wanted : (wanted * room) / width, lines: [words] }
}

function wrapped(words: string, wanted: number, room: number, tall: number, face: Face, measure: Measure) {
  // A number or word stays whole, as in the workbook, whose fonts are narrower than those that may stand in.
  const longest = Math.max(0, ...(words.match(LATIN_WORDS) ?? []).map((word) => measure(word, face, wanted)))
  for (let part = longest > room ? Math.max(SMALLEST, room / longest) : 1; ; part -= 0.1) {
    const size = wanted * part
    const lines = words.split('\n').flatMap((paragraph) =>
      breakLines(
        paragraph,
        () => room,
        (piece) => measure(piece, face, size),
      ).map((line) => line.text),
    )
    if (part <= SMALLEST || lines.length * size * PITCH <= tall + 0.1) return { size, lines }
  }
}

const LATIN_WORDS = /[\x21-\xff]{2,}/g

/** The workbook's bold has no face of its own among the papers' fonts: 黑体 stands for it. */
function faceOf({ name, bold }: Font): Face {
  if (name.includes('小标宋')) return 'title'
  return name === '黑体' || bold ? 'hei' : 'song'
}

function headAndFoot(sheet: PaperSheet, size: { width: number; height: number }, measure: Measure): PlacedText[] {
  const top = size.height - EDGE.header
  const right = (words: string, at: number, face: Face) => size.width - EDGE.right - measure(words, face, at)
  const left = sheet.plain ? [sheet.head ?? '', sheet.unit].filter((line) => line !== '') : []
  const { unit, title, mark, foot } = HEAD_SIZE
  const middle = (size.width - measure(sheet.pageTitle, 'hei', title)) / 2
  return [
    ...left.map((line, at) => text(line, EDGE.left, top - unit * (1 + at * PITCH), unit, 'song')),
    text(sheet.pageTitle, middle, top - title, title, 'hei'),
    text(sheet.mark, right(sheet.mark, mark, 'hei'), top - mark, mark, 'hei'),
    text(sheet.reference, EDGE.left, EDGE.footer, foot, 'song'),
    text(sheet.name, right(sheet.name, foot, 'song'), EDGE.footer, foot, 'song'),
  ].filter((placed) => placed.text !== '')
}

function text(words: string, x: number, y: number, size: number, face: Face): PlacedText {
  return { x, y, text: words, face, size: Math.round(size * 100) / 100, spacing: 0, grey: 0 }
}
