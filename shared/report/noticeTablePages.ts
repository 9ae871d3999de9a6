import { AppError } from '../errors.ts'
import { balanceTitle, breakLines } from './lineBreak.ts'
import type { NoticeTable } from './notice.ts'
import type { NoticeColumn } from './noticeTemplate.ts'
import { baseline, type Face, GB_PAGE, LINE_PITCH, type Measure, type Page, POINTS_PER_MM, SIZE } from './pages.ts'

const TABLE_SIZE = SIZE.smallFour
const ROW_LINE = 16
const CELL_PADDING_X = 4
const CELL_PADDING_Y = 4
const RULE = 0.6

interface Box {
  x: number
  width: number
  align: NoticeColumn['align']
}

/**
 * 附件: its own page with 「附件」 top left, the title on the third line, then the table. The header stands on every page,
 * no row is split. Errors: BAD_INPUT for a row that is higher than a page.
 */
export function tablePages(table: NoticeTable, measure: Measure): Page[] {
  const boxes = columnBoxes(table.columns)
  const header = setRow(
    table.columns.map((column) => column.header),
    boxes,
    'hei',
    measure,
    'center',
  )
  const rows = table.rows.map(({ applicationNo, cells }) => ({
    name: applicationNo,
    row: setRow(cells, boxes, 'body', measure),
  }))
  rows.push({ name: '合计', row: setRow(table.total, boxes, 'hei', measure) })
  const pages: Page[] = []
  let page = firstPage(table, measure)
  let y = page.top
  const start = (): void => {
    drawRow(page.page, header, y, boxes)
    y -= header.height
  }
  const finish = (): void => {
    drawColumns(page.page, boxes, page.top, y)
    pages.push(page.page)
  }
  start()
  for (const { name, row } of rows) {
    if (row.height > GB_PAGE.textHeight - header.height) {
      throw new AppError('BAD_INPUT', `公示表中${name}的文字太长，一页排不下，请缩短单位或项目名称`)
    }
    if (y - row.height < GB_PAGE.bottom) {
      finish()
      page = { page: { texts: [], lines: [] }, top: GB_PAGE.top }
      y = page.top
      start()
    }
    drawRow(page.page, row, y, boxes)
    y -= row.height
  }
  finish()
  return pages
}

function firstPage(table: NoticeTable, measure: Measure): { page: Page; top: number } {
  const line = (index: number, size: number) => baseline(GB_PAGE.top - index * LINE_PITCH, LINE_PITCH, size)
  const texts: Page['texts'] = [
    { x: GB_PAGE.left, y: line(0, SIZE.three), text: '附件', face: 'hei', size: SIZE.three, spacing: 0, grey: 0 },
  ]
  const title = balanceTitle(table.title, GB_PAGE.textWidth, (text) => measure(text, 'title', SIZE.two))
  title.forEach((text, index) => {
    const x = GB_PAGE.left + (GB_PAGE.textWidth - measure(text, 'title', SIZE.two)) / 2
    texts.push({ x, y: line(2 + index, SIZE.two), text, face: 'title', size: SIZE.two, spacing: 0, grey: 0 })
  })
  const unitLine = 2 + title.length
  const x = GB_PAGE.right - measure(table.unit, 'body', TABLE_SIZE)
  const y = line(unitLine, TABLE_SIZE) - 4
  texts.push({ x, y, text: table.unit, face: 'body', size: TABLE_SIZE, spacing: 0, grey: 0 })
  return { page: { texts, lines: [] }, top: GB_PAGE.top - (unitLine + 1) * LINE_PITCH }
}

interface SetRow {
  height: number
  cells: { lines: { text: string; width: number }[]; face: Face; align: Box['align'] }[]
}

function setRow(
  cells: readonly string[],
  boxes: readonly Box[],
  face: Face,
  measure: Measure,
  align?: Box['align'],
): SetRow {
  const width = (text: string) => measure(text, face, TABLE_SIZE)
  const set = cells.map((text, index) => {
    const room = (boxes[index]?.width ?? 0) - 2 * CELL_PADDING_X
    const lines = breakLines(text, () => room, width).map((line) => ({ text: line.text, width: width(line.text) }))
    return { lines, face, align: align ?? boxes[index]?.align ?? 'left' }
  })
  const lines = Math.max(1, ...set.map((cell) => cell.lines.length))
  return { height: lines * ROW_LINE + 2 * CELL_PADDING_Y, cells: set }
}

function drawRow(page: Page, row: SetRow, top: number, boxes: readonly Box[]): void {
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
      const y = baseline(blockTop - lineIndex * ROW_LINE, ROW_LINE, TABLE_SIZE)
      page.texts.push({ x, y, text, face: cell.face, size: TABLE_SIZE, spacing: 0, grey: 0 })
    })
  })
}

/** Lower edge and the upright rules of the part of the table on one page. */
function drawColumns(page: Page, boxes: readonly Box[], top: number, bottom: number): void {
  const first = boxes[0]
  const last = boxes.at(-1)
  if (first === undefined || last === undefined) return
  const right = last.x + last.width
  page.lines.push({ x1: first.x, y1: bottom, x2: right, y2: bottom, width: RULE })
  for (const x of [...boxes.map((box) => box.x), right])
    page.lines.push({ x1: x, y1: top, x2: x, y2: bottom, width: RULE })
}

/** The columns side by side, the table centred in the text area. */
function columnBoxes(columns: readonly NoticeColumn[]): Box[] {
  const whole = columns.reduce((sum, column) => sum + column.widthMm, 0) * POINTS_PER_MM
  let x = GB_PAGE.left + (GB_PAGE.textWidth - whole) / 2
  return columns.map(({ widthMm, align }) => {
    const box = { x, width: widthMm * POINTS_PER_MM, align }
    x += box.width
    return box
  })
}
