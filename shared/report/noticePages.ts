import { breakLines, type TextLine } from './lineBreak.ts'
import { tablePages } from './noticeTablePages.ts'
import type { ParagraphStyle } from './noticeTemplate.ts'
import { pageNumber } from './pageNumber.ts'
import {
  BODY_SPACING,
  baseline,
  CHARACTER_PITCH,
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
import type { LetterContent, NoticeContent } from './publicPaper.ts'
import { RED_HEAD_LINES, redHeadLayer } from './redHead.ts'
import { balanceTitle } from './titleBreak.ts'

const FACES: Record<ParagraphStyle, Face> = { text: 'body', heading: 'hei', subheading: 'kai' }

/** One line of the 22 on a page; blank lines have no text. */
interface GridLine {
  texts: Omit<PlacedText, 'y'>[]
  /** Stays on the page of the line after it. */
  keepWithNext: boolean
}

/** Lays a notice out as the pages of GB/T 9704: body, signature, then 附件 with its table on new pages. */
export function noticePages(content: NoticeContent, measure: Measure): Page[] {
  const { pages } = tablePages(content.table, measure)
  return finished([...frontOf(content, measure), ...pages], pageMarks(content, '不得张贴', measure), measure)
}

/** A letter to one applicant, without 附件. */
export function letterPages(content: LetterContent, measure: Measure): Page[] {
  return finished(lettersOf(content, null, measure), pageMarks(content, '不得发出', measure), measure)
}

/** The page each row of the 附表 stands on, counted through from the first page of the paper. */
export function pagesOfRows(content: NoticeContent, measure: Measure): number[] {
  const before = frontOf(content, measure).length
  return tablePages(content.table, measure).rowPages.map((page) => before + page)
}

/** The pages before the 附件, with the 红头 on the first where there is one. */
function frontOf(content: NoticeContent, measure: Measure): Page[] {
  const { head, attachment } = content
  if (head === null) return lettersOf(content, attachment, measure)
  const [first, ...rest] = lettersOf(content, attachment, measure, RED_HEAD_LINES)
  if (first === undefined) return []
  const red = redHeadLayer(head, measure)
  return [{ ...first, texts: [...red.texts, ...first.texts], lines: [...red.lines, ...first.lines] }, ...rest]
}

/** Title, text and signature; of the lines left free for a seal one is given up where that saves a page. */
function lettersOf(content: LetterContent, attachment: string | null, measure: Measure, above = 0): Page[] {
  const free = Array.from({ length: above }, () => ({ ...blank(), keepWithNext: true }))
  const body = [...free, ...titleLines(content.title, measure), blank(), ...bodyLines(content, measure)]
  const [roomy, tight] = (content.sealed ? [3, 2] : [1, 1]).map((free) =>
    gridPages(body, closingLines(content, attachment, free, measure)),
  )
  if (roomy === undefined || tight === undefined) return []
  return tight.length < roomy.length ? tight : roomy
}

/** Page numbers, and what stands on every page. */
function finished(pages: readonly Page[], marks: PlacedText[], measure: Measure): Page[] {
  const plain: Layer = { texts: marks, lines: [] }
  const withMarks = new Map<Layer, Layer>()
  return pages.map((page, index) => {
    const common = page.common === null ? plain : (withMarks.get(page.common) ?? joined(page.common, marks))
    if (page.common !== null) withMarks.set(page.common, common)
    return { ...page, texts: [...page.texts, pageNumber(index + 1, measure)], common }
  })
}

function joined(layer: Layer, texts: readonly PlacedText[]): Layer {
  return { texts: [...layer.texts, ...texts], lines: layer.lines }
}

function titleLines(pieces: readonly string[], measure: Measure): GridLine[] {
  const lines = balanceTitle(pieces, GB_PAGE.textWidth, (text) => measure(text, 'title', SIZE.two))
  return lines.map((text) => ({
    keepWithNext: true,
    texts: [centred(text, 'title', SIZE.two, measure, GB_PAGE.left, GB_PAGE.right)],
  }))
}

function bodyLines(content: LetterContent, measure: Measure): GridLine[] {
  const salutation = setParagraph(content.salutation, 'body', 0, measure)
  return [
    ...salutation.map((line) => ({ ...line, keepWithNext: true })),
    ...content.body.flatMap(({ style, text }) => {
      const lines = setParagraph(text, FACES[style], 2, measure)
      return style === 'text' ? lines : lines.map((line) => ({ ...line, keepWithNext: true }))
    }),
  ]
}

/** 附件说明 (when there is one) one line below the body, then 署名 and 成文日期 after `free` lines. */
function closingLines(content: LetterContent, attachment: string | null, free: number, measure: Measure): GridLine[] {
  const at = (text: string, characters: number) => bodyText(text, 'body', GB_PAGE.left + characters * CHARACTER_PITCH)
  const label = '附件：'
  const indent = 2 + label.length
  const [first, ...rest] =
    attachment === null
      ? []
      : breakLines(
          attachment,
          () => GB_PAGE.textWidth - indent * CHARACTER_PITCH,
          (text) => bodyWidth(text, 'body', measure),
        )
  const issuers = issuerLines(content.issuer, measure)
  const places = issuers.map((issuer) => signaturePlaces({ ...content, issuer }, measure))
  const lines: GridLine[] = [
    ...(first === undefined ? [] : [blank(), gridLine([at(label + first.text, 2)])]),
    ...rest.map((line) => gridLine([at(line.text, indent)])),
    ...Array.from({ length: free }, blank),
    ...issuers.map((issuer, index) => gridLine([bodyText(issuer, 'body', places[index]?.issuerX ?? 0)])),
    gridLine([bodyText(content.date, 'body', places.at(-1)?.dateX ?? 0)]),
  ]
  return lines.map((line) => ({ ...line, keepWithNext: true }))
}

/** 联合行文: each of several issuers has its own line once they do not fit on one. */
function issuerLines(issuer: string, measure: Measure): string[] {
  const width = (text: string) => bodyWidth(text, 'body', measure)
  const names = width(issuer) <= GB_PAGE.textWidth ? [issuer] : issuer.split('、').filter((name) => name !== '')
  return names.flatMap((name) => breakLines(name, () => GB_PAGE.textWidth, width).map(({ text }) => text))
}

/**
 * 加盖印章: 成文日期 右空四字, 署名 centred above it. 不加盖印章: 署名 右空二字, 成文日期 begins two characters after it;
 * when that date would reach further, it has 右空二字 and 署名 gives way. 署名 stays in the 版心.
 */
function signaturePlaces(
  { issuer, date, sealed }: LetterContent,
  measure: Measure,
): { issuerX: number; dateX: number } {
  const dateWidth = bodyWidth(date, 'body', measure)
  const issuerWidth = bodyWidth(issuer, 'body', measure)
  const { left, right } = GB_PAGE
  if (sealed) {
    const dateX = right - 4 * CHARACTER_PITCH - dateWidth
    const centred = dateX + (dateWidth - issuerWidth) / 2
    return { issuerX: Math.max(left, Math.min(centred, right - issuerWidth)), dateX }
  }
  const edge = right - 2 * CHARACTER_PITCH
  const issuerX = Math.max(left, Math.min(edge - issuerWidth, edge - dateWidth - 2 * CHARACTER_PITCH))
  return { issuerX, dateX: Math.min(issuerX + 2 * CHARACTER_PITCH, edge - dateWidth) }
}

function setParagraph(text: string, face: Face, indent: number, measure: Measure): GridLine[] {
  const start = indent * CHARACTER_PITCH
  const room = (line: number) => GB_PAGE.textWidth - (line === 0 ? start : 0)
  const lines = breakLines(text, room, (part) => bodyWidth(part, face, measure))
  return lines.map((line, index) => {
    const placed = bodyText(line.text, face, GB_PAGE.left + (index === 0 ? start : 0))
    return gridLine([{ ...placed, spacing: stretched(line, room(index), face, measure) }])
  })
}

/** 撑满版心: up to two characters' room at the end of a full line is shared out between its characters. */
function stretched(line: TextLine, room: number, face: Face, measure: Measure): number {
  const slack = room - bodyWidth(line.text, face, measure)
  const count = [...line.text].length
  if (line.last || count < 2 || slack > 2.5 * CHARACTER_PITCH) return BODY_SPACING
  return BODY_SPACING + slack / (count - 1)
}

/**
 * Fills pages line by line. The signature never stands on a page without body text: when it does not fit, the last two
 * lines of the body (and what is kept with them) go with it.
 */
function gridPages(body: readonly GridLine[], closing: readonly GridLine[]): Page[] {
  const pages: GridLine[][] = [[]]
  const lines = [...body]
  const tail = lines.splice(keptFrom(lines, Math.max(0, lines.length - 2)))
  lines.forEach((line, index) => {
    const page = pages.at(-1) ?? []
    let chain = 1
    while (lines[index + chain - 1]?.keepWithNext === true && index + chain < lines.length) chain += 1
    const starts = index === 0 || lines[index - 1]?.keepWithNext !== true
    const full = page.length >= GB_PAGE.linesPerPage
    if (full || (starts && chain > 1 && page.length + chain > GB_PAGE.linesPerPage)) pages.push([line])
    else page.push(line)
  })
  const page = pages.at(-1) ?? []
  const block = [...tail, ...closing]
  if (page.length + block.length <= GB_PAGE.linesPerPage) page.push(...block)
  else pages.push(block)
  return pages.filter((lines) => lines.length > 0).map(placeLines)
}

/** The first line of the chain that must stay with line `at`. */
function keptFrom(lines: readonly GridLine[], at: number): number {
  let from = at
  while (from > 0 && lines[from - 1]?.keepWithNext === true) from -= 1
  return from
}

function placeLines(lines: readonly GridLine[]): Page {
  const texts = lines.flatMap((line, index) =>
    line.texts.map((text) => ({ ...text, y: baseline(GB_PAGE.top - index * LINE_PITCH, LINE_PITCH, text.size) })),
  )
  return { texts, lines: [], common: null }
}

/** From one line of small print to the next, in mm. */
const FOOT_PITCH_MM = 4.2

/** 试算 and 演示参数 across the head of every page; list number and hash in small print at its foot. */
export function pageMarks(
  { marks, reference }: Pick<LetterContent, 'marks' | 'reference'>,
  ban: string,
  measure: Measure,
): PlacedText[] {
  const placed: PlacedText[] = reference.split('\n').map((line, index) => {
    const foot = centred(line, 'body', 9, measure, GB_PAGE.left, GB_PAGE.right)
    return { ...foot, y: (13 - index * FOOT_PITCH_MM) * POINTS_PER_MM, grey: 0.35 }
  })
  if (marks.length > 0) {
    const text = `【${marks.join('　')}　${ban}】`
    const head = centred(text, 'hei', SIZE.three, measure, GB_PAGE.left, GB_PAGE.right)
    placed.push({ ...head, y: GB_PAGE.top + 12 * POINTS_PER_MM })
  }
  return placed
}

export function centred(text: string, face: Face, size: number, measure: Measure, left: number, right: number) {
  const x = left + (right - left - measure(text, face, size)) / 2
  return { x, text, face, size, spacing: 0, grey: 0 }
}

function bodyText(text: string, face: Face, x: number): Omit<PlacedText, 'y'> {
  return { x, text, face, size: SIZE.three, spacing: BODY_SPACING, grey: 0 }
}

function bodyWidth(text: string, face: Face, measure: Measure): number {
  return measure(text, face, SIZE.three) + [...text].length * BODY_SPACING
}

function gridLine(texts: GridLine['texts']): GridLine {
  return { texts, keepWithNext: false }
}

function blank(): GridLine {
  return gridLine([])
}
