import { type Box, boxOf, GB, type Glyph, isBlank, type Line, linesOf, type PaperPage, squeezed } from './paper.ts'

export interface Cell extends Box {
  text: string
  lines: Line[]
}

export type Row = Cell[]

/** Rules closer than this are one. */
const SAME = 0.25

/** The table of a page put together from its ruled lines; empty when there is none. */
export function tableOf(page: PaperPage): Row[] {
  const upright = page.rules.filter(({ x1, x2 }) => x2 - x1 < SAME)
  const level = page.rules.filter(({ y1, y2 }) => y2 - y1 < SAME)
  const edges = distinct(level.map(({ y1 }) => y1))
  return edges.slice(1).flatMap((bottom, index) => {
    const top = edges[index] ?? 0
    const middle = (top + bottom) / 2
    const sides = distinct(upright.filter(({ y1, y2 }) => y1 < middle && y2 > middle).map(({ x1 }) => x1))
    if (sides.length < 2) return []
    return [sides.slice(1).map((right, at) => cellOf(page.glyphs, { left: sides[at] ?? 0, top, right, bottom }))]
  })
}

function cellOf(glyphs: readonly Glyph[], box: Box): Cell {
  const lines = linesOf(glyphs.filter((glyph) => isIn(centre(glyph), box)))
  return { ...box, lines, text: lines.map(({ text }) => text).join('') }
}

function centre(glyph: Glyph): { x: number; y: number } {
  const { left, right, top, bottom } = boxOf(glyph)
  return { x: (left + right) / 2, y: (top + bottom) / 2 }
}

function isIn({ x, y }: { x: number; y: number }, { left, right, top, bottom }: Box): boolean {
  return x > left && x < right && y > top && y < bottom
}

function distinct(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.filter((value, index) => index === 0 || value - (sorted[index - 1] ?? 0) > SAME)
}

/** Characters over a ruled line, and tables over the edge of the 版心. */
export function crossings(page: PaperPage): string[] {
  const rows = tableOf(page)
  const cells = rows.flat()
  const top = Math.min(...cells.map((cell) => cell.top))
  const bottom = Math.max(...cells.map((cell) => cell.bottom))
  const faults: string[] = []
  if (cells.some((cell) => cell.left < GB.left - 0.3 || cell.right > GB.right + 0.3 || cell.bottom > GB.bottom + 0.3)) {
    faults.push(`page ${page.number}: the table leaves the 版心`)
  }
  for (const glyph of page.glyphs) {
    const box = boxOf(glyph)
    if (isBlank(glyph.text) || box.bottom < top || box.top > bottom) continue
    const within = cells.some(
      (cell) =>
        box.left >= cell.left - 0.05 &&
        box.right <= cell.right + 0.05 &&
        box.top >= cell.top - 0.05 &&
        box.bottom <= cell.bottom + 0.05,
    )
    if (!within) faults.push(`page ${page.number}: “${glyph.text}” crosses the border of its cell`)
  }
  return faults
}

/** Numbers, words and amounts broken over two lines though their cell has room for a whole one. */
export function brokenWords(page: PaperPage): string[] {
  return tableOf(page)
    .flat()
    .flatMap((cell) =>
      cell.lines.slice(1).flatMap((line, index) => {
        const before = /[0-9A-Za-z,.]+$/.exec(cell.lines[index]?.text ?? '')?.[0] ?? ''
        const after = /^[0-9A-Za-z,.]+/.exec(line.text)?.[0] ?? ''
        if (before === '' || after === '') return []
        const halves = [
          ...(cell.lines[index]?.glyphs.slice(-before.length) ?? []),
          ...line.glyphs.slice(0, after.length),
        ]
        const whole = halves.reduce((sum, { width }) => sum + width, 0)
        return whole > cell.right - cell.left - 3
          ? []
          : [`page ${page.number}: “${before}${after}” is broken over two lines`]
      }),
    )
}

export interface ExpectedTable {
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Empty when there is no row of totals. */
  total: readonly string[]
}

/** Each row whole on one page and in order, the header on each page, the total never alone. */
export function tableFaults(pages: readonly PaperPage[], expected: ExpectedTable): string[] {
  const tables = pages.map(tableOf)
  const faults: string[] = []
  const header = words(expected.header)
  const found = tables.flatMap(([first, ...rest], index) => {
    const number = pages[index]?.number ?? 0
    if (first === undefined) {
      faults.push(`page ${number} has no table`)
      return []
    }
    if (textOf(first) !== header) faults.push(`page ${number} does not repeat the header`)
    const rows = textOf(first) === header ? rest : [first, ...rest]
    return rows.map((row) => ({ number, text: textOf(row) }))
  })
  const due = [...expected.rows, ...(expected.total.length > 0 ? [expected.total] : [])].map(words)
  for (let at = 0; at < Math.max(due.length, found.length); at += 1) {
    const [row, wanted] = [found[at], due[at]]
    if (row?.text === wanted) continue
    faults.push(`page ${row?.number ?? '—'}: row ${at + 1} reads “${row?.text ?? ''}”, not whole “${wanted ?? ''}”`)
    break
  }
  const end = pages.at(-1)
  const onLast = found.filter(({ number }) => number === end?.number)
  if (expected.total.length > 0 && onLast.length === 1) faults.push(`page ${end?.number}: the total stands alone`)
  return faults
}

/** Each page as full as the next row allows. */
export function unfilledPages(pages: readonly PaperPage[]): string[] {
  const tables = pages.map(tableOf)
  return tables.slice(0, -1).flatMap((rows, index) => {
    const end = rows.at(-1)?.[0]?.bottom ?? 0
    // The last page may have taken a row to go with its total.
    const next = tables[index + 1]?.[1]?.[0]
    const free = GB.bottom - end
    const isLast = index === tables.length - 2
    return next !== undefined && !isLast && free > next.bottom - next.top + 0.3
      ? [`page ${pages[index]?.number}: ${free.toFixed(1)} mm free though the next row would fit`]
      : []
  })
}

function textOf(row: Row): string {
  return row.map(({ text }) => squeezed(text)).join('|')
}

function words(cells: readonly string[]): string {
  return cells.map(squeezed).join('|')
}
