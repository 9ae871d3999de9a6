import { AppError } from '../errors.ts'
import { breakLines } from './lineBreak.ts'
import { isMoneyField, type NoticeColumn } from './noticeTemplate.ts'
import {
  baseline,
  emptyLayer,
  type Face,
  GB_PAGE,
  type Layer,
  LINE_PITCH,
  type Measure,
  type Page,
  type PlacedText,
  POINTS_PER_MM,
  SIZE,
} from './pages.ts'
import type { NoticeTable } from './publicTable.ts'
import { balanceTitle } from './titleBreak.ts'

const TABLE_SIZE = SIZE.smallFour
const ROW_LINE = 16
const CELL_PADDING_X = 4
const CELL_PADDING_Y = 4
const RULE = 0.6
/** Below this nobody reads a posted table. */
const SMALLEST = 8

interface Box {
  x: number
  width: number
  align: NoticeColumn['align']
  /** Points; smaller where an amount would not fit on one line, for a figure is never broken. */
  size: number
}

/**
 * 附件: its own page with 「附件」 top left, the title on the third line, then the table. The header stands on every page,
 * no row is split. `rowPages` tells the page of each row, 1 being the first of the table. Errors: BAD_INPUT for a row that
 * is higher than a page.
 */
export function tablePages(table: NoticeTable, measure: Measure): { pages: Page[]; rowPages: number[] } {
  const boxes = columnBoxes(table, measure)
  const headers = table.columns.map(({ header }, index) => headerWords(header, boxes[index], measure))
  const header = setRow(headers, boxes, 'hei', measure, 'center')
  const rows = table.rows.map(({ applicationNo, cells }) => ({
    name: applicationNo,
    row: setRow(cells, boxes, 'body', measure),
  }))
  if (table.total.some((text) => text !== '')) {
    rows.push({ name: '合计', row: setRow(table.total, boxes, 'hei', measure) })
  }
  const repeated = emptyLayer()
  drawRow(repeated, header, GB_PAGE.top, boxes)
  const pages: Page[] = []
  const rowPages: number[] = []
  let { page, top } = firstPage(table, measure)
  drawRow(page, header, top, boxes)
  let y = top - header.height
  const most = GB_PAGE.textHeight - header.height
  for (const [index, { name, row }] of rows.entries()) {
    if (row.height > most) {
      throw new AppError('BAD_INPUT', `公示表中${name}的文字太长，一页排不下，请缩短单位或项目名称`)
    }
    // 合计 never stands alone: the last row goes with it.
    const after = index === table.rows.length - 1 ? (rows[index + 1]?.row.height ?? 0) : 0
    const height = row.height + after <= most ? row.height + after : row.height
    if (y - height < GB_PAGE.bottom - 0.01) {
      drawColumns(page, boxes, top, y)
      pages.push(page)
      page = { ...emptyLayer(), common: repeated }
      top = GB_PAGE.top
      y = top - header.height
    }
    drawRow(page, row, y, boxes)
    rowPages.push(pages.length + 1)
    y -= row.height
  }
  drawColumns(page, boxes, top, y)
  return { pages: [...pages, page], rowPages: rowPages.slice(0, table.rows.length) }
}

/** The page with 「附件」, title and unit, and where its table begins. */
function firstPage(table: NoticeTable, measure: Measure): { page: Page; top: number } {
  const line = (index: number, size: number) => baseline(GB_PAGE.top - index * LINE_PITCH, LINE_PITCH, size)
  const place = (text: string, face: Face, size: number, x: number, y: number): PlacedText => {
    return { x, y, text, face, size, spacing: 0, grey: 0 }
  }
  const titleWidth = (text: string) => measure(text, 'title', SIZE.two)
  const title = balanceTitle(table.title, GB_PAGE.textWidth, titleWidth)
  const unitLine = 2 + title.length
  const unitX = GB_PAGE.right - measure(table.unit, 'body', TABLE_SIZE)
  const texts = [
    place('附件', 'hei', SIZE.three, GB_PAGE.left, line(0, SIZE.three)),
    ...title.map((text, index) => {
      const x = GB_PAGE.left + (GB_PAGE.textWidth - titleWidth(text)) / 2
      return place(text, 'title', SIZE.two, x, line(2 + index, SIZE.two))
    }),
    place(table.unit, 'body', TABLE_SIZE, unitX, line(unitLine, TABLE_SIZE) - 4),
  ]
  return { page: { texts, lines: [], common: null }, top: GB_PAGE.top - (unitLine + 1) * LINE_PITCH }
}

interface SetRow {
  height: number
  cells: { lines: { text: string; width: number }[]; face: Face; align: Box['align']; size: number }[]
}

function setRow(
  cells: readonly string[],
  boxes: readonly Box[],
  face: Face,
  measure: Measure,
  align?: Box['align'],
): SetRow {
  const set = cells.map((text, index) => {
    const box = boxes[index]
    const size = align === undefined ? (box?.size ?? TABLE_SIZE) : TABLE_SIZE
    const room = (box?.width ?? 0) - 2 * CELL_PADDING_X
    const width = (part: string) => measure(part, face, size)
    const lines = text
      .split('\n')
      .flatMap((part) => breakLines(part, () => room, width))
      .map((line) => ({ text: line.text, width: width(line.text) }))
    return { lines, face, align: align ?? box?.align ?? 'left', size }
  })
  const lines = Math.max(1, ...set.map((cell) => cell.lines.length))
  return { height: lines * ROW_LINE + 2 * CELL_PADDING_Y, cells: set }
}

function drawRow(page: Layer, row: SetRow, top: number, boxes: readonly Box[]): void {
  const first = boxes[0]
  const last = boxes.at(-1)
  if (first === undefined || last === undefined) return
  page.lines.push({ x1: first.x, y1: top, x2: last.x + last.width, y2: top, width: RULE })
  row.cells.forEach((cell, index) => {
    const box = boxes[index]
    if (box === undefined) return
    const blockTop = top - (row.height - cell.lines.length * ROW_LINE) / 2
    cell.lines.forEach(({ text, width }, lineIndex) => {
      if (text === '') return
      const free = box.width - width
      const x =
        box.x + (cell.align === 'left' ? CELL_PADDING_X : cell.align === 'right' ? free - CELL_PADDING_X : free / 2)
      const y = baseline(blockTop - lineIndex * ROW_LINE, ROW_LINE, cell.size)
      page.texts.push({ x, y, text, face: cell.face, size: cell.size, spacing: 0, grey: 0 })
    })
  })
}

/** Lower edge and the upright rules of the part of the table on one page. */
function drawColumns(page: Layer, boxes: readonly Box[], top: number, bottom: number): void {
  const first = boxes[0]
  const last = boxes.at(-1)
  if (first === undefined || last === undefined) return
  const right = last.x + last.width
  page.lines.push({ x1: first.x, y1: bottom, x2: right, y2: bottom, width: RULE })
  for (const x of [...boxes.map((box) => box.x), right])
    page.lines.push({ x1: x, y1: top, x2: x, y2: bottom, width: RULE })
}

/** The columns side by side, the table centred in the text area. */
function columnBoxes({ columns, rows, total }: NoticeTable, measure: Measure): Box[] {
  const whole = columns.reduce((sum, column) => sum + column.widthMm, 0) * POINTS_PER_MM
  let x = GB_PAGE.left + (GB_PAGE.textWidth - whole) / 2
  return columns.map(({ widthMm, align, field }, index) => {
    const width = widthMm * POINTS_PER_MM
    const room = width - 2 * CELL_PADDING_X
    const widest = isKeptWhole(field)
      ? Math.max(
          measure(total[index] ?? '', 'hei', TABLE_SIZE),
          ...rows.map(({ cells }) => measure(cells[index] ?? '', 'body', TABLE_SIZE)),
        )
      : 0
    const size = widest > room ? Math.max(SMALLEST, Math.floor((TABLE_SIZE * room * 4) / widest) / 4) : TABLE_SIZE
    const box = { x, width, align, size }
    x += width
    return box
  })
}

/** Figures and codes are never broken over lines. */
function isKeptWhole(field: NoticeColumn['field']): boolean {
  return isMoneyField(field) || field === 'index' || field === 'applicationNo' || field === 'creditCode'
}

/** A header too wide for its column breaks before its bracket first. */
function headerWords(header: string, box: Box | undefined, measure: Measure): string {
  const room = (box?.width ?? 0) - 2 * CELL_PADDING_X
  return measure(header, 'hei', TABLE_SIZE) > room ? header.replace(/(?<=.)（/, '\n（') : header
}
