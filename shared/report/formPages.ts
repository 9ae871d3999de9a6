import { breakLines, widestPiece } from './lineBreak.ts'
import { pageNumber } from './pageNumber.ts'
import {
  baseline,
  emptyLayer,
  type Face,
  GB_PAGE,
  type Layer,
  LINE_PITCH,
  type Measure,
  type Page,
  POINTS_PER_MM,
  SIZE,
} from './pages.ts'

export interface FormCell {
  text: string
  /** Widths of a row add up to 156 mm. */
  widthMm: number
  /** 标签 cells stand in 黑体 on the middle, others in 仿宋. */
  label?: boolean
  align?: 'left' | 'center' | 'right'
  /** The text begins at the top of a tall cell. */
  top?: boolean
}

export interface FormRow {
  cells: FormCell[]
  /** `part`: the row opens a part of the form; `whole`: one that goes to a new page rather than break; `head`: names its columns. */
  role?: 'part' | 'whole' | 'head'
  /** Room for handwriting. */
  leastMm?: number
}

/** A form on paper: a title and one ruled table whose rows have cells of their own. */
export interface Form {
  title: string
  /** Small line under the title, left and right. */
  head: [left: string, right: string]
  rows: FormRow[]
}

/** From 五号 down to the smallest that is still read without effort. */
const SIZES = [10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7] as const
const LINE = 1.3
const PADDING_X = 4
const RULE = 0.6
const HEAD_LINES = 2.2
/** So much a row may grow, in points, to fill the page. */
const MOST_GROWTH = 4
/** A code or figure too wide for its cell is set smaller, down to this part of the size, before it is broken. */
const LEAST_PART = 0.8

/**
 * Lays a form out on one page, in the largest size that fits; one too long even for the smallest goes on over further
 * numbered pages, in the size that breaks the fewest parts, then needs the fewest pages, then is the largest. No row is
 * split, and a part that breaks begins again with its title and the names of its columns.
 */
export function formPages(form: Form, measure: Measure): Page[] {
  const room = GB_PAGE.textHeight - HEAD_LINES * LINE_PITCH
  const parts = formParts(form.rows)
  const sets = SIZES.map((size) => breakParts(parts, room, (row) => setRow(row, size, measure)))
  const [best] = sets.toSorted((a, b) => a.torn - b.torn || a.pages.length - b.pages.length)
  const laid = best?.pages ?? []
  const pages = laid.map((rows, index) => {
    const page = index === 0 ? firstPage(form, measure) : { ...emptyLayer(), common: null }
    const growth =
      laid.length > 1 ? 0 : Math.max(0, Math.min(MOST_GROWTH, (room - heightOf(rows)) / Math.max(1, rows.length)))
    let y = GB_PAGE.top - (index === 0 ? HEAD_LINES * LINE_PITCH : 0)
    for (const set of rows) {
      const row = { ...set, height: set.height + growth }
      drawRow(page, row, y)
      y -= row.height
    }
    return page
  })
  if (pages.length === 1) return pages
  return pages.map((page, index) => ({ ...page, texts: [...page.texts, pageNumber(index + 1, measure)] }))
}

/** A part of a form: its title and column names as they begin it, as they begin it again, and its rows. */
interface FormPart {
  lead: FormRow[]
  again: FormRow[]
  rows: FormRow[]
  whole: boolean
}

function formParts(rows: readonly FormRow[]): FormPart[] {
  const parts: FormPart[] = [{ lead: [], again: [], rows: [], whole: false }]
  for (const row of rows) {
    if (row.role === 'part' || row.role === 'whole') {
      const again = row.cells.map((cell) => ({ ...cell, text: `${cell.text}（续）` }))
      parts.push({ lead: [row], again: [{ ...row, cells: again }], rows: [], whole: row.role === 'whole' })
      continue
    }
    const part = parts.at(-1)
    // Column names further down belong to the rows around them.
    if (row.role === 'head' && part?.rows.length === 0) {
      part.lead.push(row)
      part.again.push(row)
    } else part?.rows.push(row)
  }
  return parts
}

/** The rows of each page, and how many parts that should be whole are torn; `first`: the room on the first page. */
function breakParts(
  parts: readonly FormPart[],
  first: number,
  set: (row: FormRow) => SetRow,
): { pages: SetRow[][]; torn: number } {
  const pages: SetRow[][] = [[]]
  let left = first
  let torn = 0
  const put = (rows: readonly SetRow[]) => {
    pages.at(-1)?.push(...rows)
    left -= heightOf(rows)
  }
  const turn = () => {
    pages.push([])
    left = GB_PAGE.textHeight
  }
  for (const part of parts) {
    const [lead, again, rows] = [part.lead.map(set), part.again.map(set), part.rows.map(set)]
    const whole = heightOf(lead) + heightOf(rows)
    const least = part.whole && fits(whole, GB_PAGE.textHeight) ? whole : heightOf([...lead, ...rows.slice(0, 1)])
    if (!fits(least, left) && pages.at(-1)?.length !== 0) turn()
    const from = pages.length
    put(lead)
    for (const [at, row] of rows.entries()) {
      if (at > 0 && !fits(row.height, left)) {
        turn()
        put(again)
      }
      put([row])
    }
    if (part.whole && pages.length > from) torn += 1
  }
  return { pages, torn }
}

function fits(height: number, room: number): boolean {
  return height <= room + 0.01
}

function heightOf(rows: readonly SetRow[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0)
}

function firstPage({ title, head }: Form, measure: Measure): Page {
  const titleWidth = measure(title, 'title', SIZE.two)
  const small = 10.5
  const y = GB_PAGE.top - (HEAD_LINES - 0.35) * LINE_PITCH
  const rightX = GB_PAGE.right - measure(head[1], 'body', small)
  const common = { spacing: 0, grey: 0 }
  return {
    texts: [
      {
        ...common,
        x: GB_PAGE.left + (GB_PAGE.textWidth - titleWidth) / 2,
        y: baseline(GB_PAGE.top, LINE_PITCH, SIZE.two),
        text: title,
        face: 'title' as const,
        size: SIZE.two,
      },
      { ...common, x: GB_PAGE.left, y, text: head[0], face: 'body' as const, size: small },
      { ...common, x: rightX, y, text: head[1], face: 'body' as const, size: small },
    ].filter(({ text }) => text !== ''),
    lines: [],
    common: null,
  }
}

interface SetCell {
  cell: FormCell
  size: number
  face: Face
  lines: { text: string; width: number }[]
}

interface SetRow {
  height: number
  cells: SetCell[]
}

function setRow({ cells, leastMm = 0 }: FormRow, size: number, measure: Measure): SetRow {
  const set = cells.map((cell): SetCell => {
    const face: Face = cell.label === true ? 'hei' : 'body'
    const room = cell.widthMm * POINTS_PER_MM - 2 * PADDING_X
    const own = cellSize(cell.text, face, size, room, measure)
    const width = (text: string) => measure(text, face, own)
    const lines = cell.text
      .split('\n')
      .flatMap((part) => breakLines(part, () => room, width))
      .map(({ text }) => ({ text, width: width(text) }))
    return { cell, size: own, face, lines }
  })
  const most = Math.max(1, ...set.map(({ lines }) => lines.length))
  return { height: Math.max(most * size * LINE + size * 0.5, leastMm * POINTS_PER_MM), cells: set }
}

/** The size of the form, or what keeps the widest word of the cell on one line. */
function cellSize(text: string, face: Face, size: number, room: number, measure: Measure): number {
  const widest = widestPiece(text, (part) => measure(part, face, size))
  const part = Math.floor((room / widest) * 40) / 40
  return widest > room && part >= LEAST_PART ? size * part : size
}

function drawRow(page: Layer, row: SetRow, top: number): void {
  const bottom = top - row.height
  const rule = (x1: number, y1: number, x2: number, y2: number) => page.lines.push({ x1, y1, x2, y2, width: RULE })
  rule(GB_PAGE.left, top, GB_PAGE.right, top)
  rule(GB_PAGE.left, bottom, GB_PAGE.right, bottom)
  rule(GB_PAGE.left, top, GB_PAGE.left, bottom)
  let x: number = GB_PAGE.left
  for (const { cell, size, face, lines } of row.cells) {
    const line = size * LINE
    const width = cell.widthMm * POINTS_PER_MM
    const align = cell.align ?? (cell.label === true ? 'center' : 'left')
    const block = cell.top === true ? top - size * 0.3 : top - (row.height - lines.length * line) / 2
    lines.forEach(({ text, width: wide }, index) => {
      if (text === '') return
      const free = width - wide
      const at = x + (align === 'left' ? PADDING_X : align === 'right' ? free - PADDING_X : free / 2)
      page.texts.push({ x: at, y: baseline(block - index * line, line, size), text, face, size, spacing: 0, grey: 0 })
    })
    x += width
    rule(x, top, x, bottom)
  }
}
