import type {
  Band,
  BandPart,
  CellLink,
  ColumnKind,
  DataRow,
  PaperCell,
  PaperColumn,
  SumRow,
} from '../../../shared/report/sheet.ts'
import { bandStyle, cellStyles, HEADER_STYLE, MARKED_HEADER_STYLE, type RowStyle } from './paperStyles.ts'
import { wrappedLines } from './paperWidths.ts'
import { rowPoints, SUM_POINTS } from './sheetPaper.ts'
import type { StyleSheet } from './styleSheet.ts'
import { cellText, columnLetters, escaped } from './xmlText.ts'

/** The column that leads to the 计算依据. */
const LINKED = 'applicationNo'

/** Turns the rows of one sheet into XML; what a sheet says after its rows (links, merged bands) is gathered meanwhile. */
export class RowWriter {
  readonly merges: string[] = []
  readonly links: string[] = []
  /** The sheet row written last. */
  at = 0
  readonly #columns: readonly PaperColumn[]
  readonly #letters: string[]
  readonly #styles: StyleSheet
  readonly #ids: Record<RowStyle, number[]>

  constructor(columns: readonly PaperColumn[], styles: StyleSheet) {
    const ids = (row: RowStyle) => cellStyles(row, columns).map((style) => styles.id(style))
    this.#columns = columns
    this.#letters = columns.map((_, index) => columnLetters(index))
    this.#styles = styles
    this.#ids = { data: ids('data'), overridden: ids('overridden'), subtotal: ids('subtotal'), total: ids('total') }
  }

  header(marked: boolean): string {
    const style = this.#styles.id(marked ? MARKED_HEADER_STYLE : HEADER_STYLE)
    const lines = Math.max(2, ...this.#columns.map(({ header, width }) => wrappedLines(header, width)))
    return this.#row(
      rowPoints(lines),
      this.#columns.map(({ header }, index) => this.#text(index, style, header)),
    )
  }

  data(row: DataRow): string {
    const ids = this.#ids[row.overridden ? 'overridden' : 'data']
    const next = this.at + 1
    let lines = 1
    const cells = this.#columns.map(({ kind, field, width }, index) => {
      const value = row.cells[index] ?? null
      const style = ids[index] ?? 0
      if (field === LINKED && row.link != null) this.links.push(linkXml(`${this.#letters[index]}${next}`, row.link))
      if (value === null || value === '') return this.#blank(index, style)
      const number = kind === 'text' ? null : stored(value, kind)
      if (number !== null) return this.#number(index, style, number)
      const text = String(value)
      lines = Math.max(lines, wrappedLines(text, width))
      return this.#text(index, style, text)
    })
    return this.#row(rowPoints(lines), cells)
  }

  /** `firstRow` is the sheet row of `rows[0]`. */
  sum(sum: SumRow, firstRow: number): string {
    const ids = this.#ids[sum.strong ? 'total' : 'subtotal']
    const cells = this.#columns.map(({ kind }, index) => {
      const style = ids[index] ?? 0
      const value = sum.values.find(({ column }) => column === index)
      if (index === sum.labelColumn) return this.#text(index, style, sum.label)
      if (value === undefined) return this.#blank(index, style)
      const amount = value.fen / (kind === 'wan' ? FEN_PER_WAN : FEN_PER_YUAN)
      return this.#number(index, style, amount, this.#formula(index, sum, firstRow))
    })
    return this.#row(SUM_POINTS, cells)
  }

  band({ style, height: points, parts }: Band): string {
    const cells: string[] = []
    for (const { text, from, to, align, boxed } of parts) {
      const id = this.#styles.id(bandStyle(style, align, boxed))
      cells.push(this.#text(from, id, text))
      for (let index = from + 1; index <= to; index += 1) cells.push(this.#blank(index, id))
      if (to > from) this.merges.push(`${this.#letters[from]}${this.at + 1}:${this.#letters[to]}${this.at + 1}`)
    }
    const lines = () => Math.max(...parts.map((part) => wrappedLines(part.text, this.#partWidth(part))))
    return this.#row(points ?? rowPoints(lines()), cells)
  }

  #partWidth({ from, to }: BandPart): number {
    return this.#columns.slice(from, to + 1).reduce((sum, { width }) => sum + width, 0)
  }

  /** Empty where there is nothing to add up: the value 0 stands alone. */
  #formula(index: number, { spans }: SumRow, firstRow: number): string {
    if (spans.length === 0) return ''
    const letter = this.#letters[index]
    const areas = spans.map(({ from, to }) => {
      const first = `${letter}${firstRow + from}`
      return from === to ? first : `${first}:${letter}${firstRow + to}`
    })
    return `<f>SUM(${areas.join(',')})</f>`
  }

  #row(points: number, cells: readonly string[]): string {
    this.at += 1
    return `<row r="${this.at}" ht="${points}" customHeight="1">${cells.join('')}</row>`
  }

  #blank(index: number, style: number): string {
    return `<c r="${this.#letters[index]}${this.at + 1}" s="${style}"/>`
  }

  #number(index: number, style: number, value: number, formula = ''): string {
    return `<c r="${this.#letters[index]}${this.at + 1}" s="${style}">${formula}<v>${value}</v></c>`
  }

  /** Text from data is stored as text where it stands, never as a formula. */
  #text(index: number, style: number, text: string): string {
    const shown = cellText(text)
    const space = shown.trim() === shown ? '' : ' xml:space="preserve"'
    return `<c r="${this.#letters[index]}${this.at + 1}" s="${style}" t="inlineStr"><is><t${space}>${shown}</t></is></c>`
  }
}

/** Nothing but the program's own sheet name and a row goes into a link, and no formula. */
function linkXml(cell: string, { sheet, row }: CellLink): string {
  return `<hyperlink ref="${cell}" location="'${escaped(sheet)}'!A${row}" tooltip="到“${escaped(sheet)}”"/>`
}

const FEN_PER_YUAN = 100
const FEN_PER_WAN = 1_000_000

/**
 * The double nearest to what is meant, which is what Excel itself stores for the typed figure: dividing two exact
 * integers rounds once, like reading the decimal text (a test compares the two). Days count from 1899-12-30. Null for
 * what is no number: it is written as text.
 */
function stored(value: NonNullable<PaperCell>, kind: ColumnKind): number | null {
  if (kind === 'money') return typeof value === 'number' ? value / FEN_PER_YUAN : null
  const number = kind === 'date' ? Date.parse(`${value}T00:00:00Z`) / DAY_MS + DAYS_TO_1970 : Number(value)
  return Number.isFinite(number) ? number : null
}

const DAY_MS = 86_400_000
const DAYS_TO_1970 = 25_569
