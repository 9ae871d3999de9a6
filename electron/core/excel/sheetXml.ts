import { type IsoDate, isIsoDate, isoDate } from '../../../shared/date.ts'
import { type BookParts, isOn } from './bookParts.ts'
import { ECHO, FORMULA, KIND, type PackedSheet } from './packedSheets.ts'
import { parseXml, unescapeText } from './xml.ts'
import { damaged, refuse, type WorkbookPackage } from './zipGuard.ts'

const MAX_ROW = 1_048_576
const MAX_COLUMN = 16_384
/** In one workbook. A round of 10,000 applications with 30 columns has 300,000. */
const MAX_CELLS = 600_000
const MAX_MERGES = 20_000
const MAX_ECHOES = 50_000
const MAX_CELL_TEXT = 32_767

/** Texts and cells of one workbook, counted together. */
export class CellStore {
  readonly strings: string[] = []
  readonly #index = new Map<string, number>()
  readonly #shared: string[]
  /** Index in `strings` of each shared string already met, so that it is hashed once and not once a cell. */
  readonly #sharedIndex: Int32Array
  readonly #fileName: string
  #cells = 0

  constructor(fileName: string, shared: string[]) {
    this.#fileName = fileName
    this.#shared = shared
    this.#sharedIndex = new Int32Array(shared.length).fill(-1)
  }

  /** Index of shared string `at`, -1 when it is blank, or null when the workbook has no such string. */
  shared(at: number): number | null {
    const known = this.#sharedIndex[at]
    const text = this.#shared[at]
    if (known === undefined || text === undefined) return null
    if (known !== -1) return known
    if (text.trim() === '') return -1
    const index = this.intern(text)
    this.#sharedIndex[at] = index
    return index
  }

  intern(text: string): number {
    const known = this.#index.get(text)
    if (known !== undefined) return known
    if (text.length > MAX_CELL_TEXT) {
      throw refuse(this.#fileName, '有单元格的文字超过 32767 个字', '请删去该内容后再导入')
    }
    this.strings.push(text)
    this.#index.set(text, this.strings.length - 1)
    return this.strings.length - 1
  }

  count(): void {
    this.#cells += 1
    if (this.#cells > MAX_CELLS) throw refuse(this.#fileName, '单元格过多（超过 60 万个）', '请拆成几个文件后再导入')
  }
}

interface Cell {
  column: number
  type: string
  style: number
  formula: boolean
  value: string | null
}
interface Row {
  row: number
  hidden: boolean
  cells: { column: number; kind: number; value: number }[]
}
interface Merge {
  row: number
  from: number
  to: number
}

/**
 * Streams one worksheet part into packed rows. Only cells that exist cost anything: sizes that a file merely claims
 * (dimension, merged or validated areas, column ranges, a last row of 1048576) are never walked through.
 */
export async function readSheet(
  pack: WorkbookPackage,
  sheet: BookParts['sheets'][number],
  book: BookParts,
  store: CellStore,
): Promise<PackedSheet> {
  const rows: Row[] = []
  const merges: Merge[] = []
  const cell: Cell = { column: 0, type: 'n', style: 0, formula: false, value: null }
  const hiddenRanges: [number, number][] = []
  let row: Row = { row: 0, hidden: false, cells: [] }
  let inCell = false
  let inValue = false
  let inPhonetic = false

  await parseXml(pack.text(sheet.part), pack.fileName, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          cell.column = 0
          row = { row: rowNumber(attributes.r, row.row), hidden: isOn(attributes.hidden), cells: [] }
          rows.push(row)
          break
        case 'c':
          store.count()
          inCell = true
          cell.column = cellColumn(attributes.r, cell.column)
          cell.type = attributes.t ?? 'n'
          cell.style = Number(attributes.s ?? 0)
          cell.formula = false
          cell.value = null
          break
        case 'f':
          if (inCell) cell.formula = true
          break
        case 'v':
        case 't':
          if (inCell && !inPhonetic) {
            inValue = true
            cell.value ??= ''
          }
          break
        case 'rPh':
          inPhonetic = true
          break
        case 'mergeCell':
          if (merges.length < MAX_MERGES) merges.push(...flatMerge(attributes.ref ?? ''))
          break
        case 'col':
          if (isOn(attributes.hidden) && hiddenRanges.length < MAX_MERGES) {
            hiddenRanges.push([Number(attributes.min), Number(attributes.max)])
          }
          break
      }
    },
    text(piece) {
      if (inValue) cell.value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c' && inCell) {
        const packed = packCell(cell, book, store)
        if (packed !== null) row.cells.push(packed)
        inCell = false
      }
    },
  })

  function rowNumber(text: string | undefined, previous: number): number {
    const number = text === undefined ? previous + 1 : Number(text)
    if (!Number.isInteger(number) || number < 1 || number > MAX_ROW) throw damaged(pack.fileName, `row ${text}`)
    return number
  }

  function cellColumn(ref: string | undefined, previous: number): number {
    const column = ref === undefined ? previous + 1 : columnOf(ref)
    if (column < 1 || column > MAX_COLUMN) throw damaged(pack.fileName, `cell ${ref}`)
    return column
  }

  const filled = inOrder(rows.filter((each) => each.cells.length > 0))
  if (filled === null) throw damaged(pack.fileName, 'a row or a cell twice')
  echoMerges(filled, merges)
  const lastColumn = filled.reduce((last, each) => Math.max(last, each.cells.at(-1)?.column ?? 0), 0)
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    hiddenColumns: hiddenColumns(hiddenRanges, lastColumn),
    date1904: book.date1904,
    ...flatten(filled),
  }
}

function packCell(cell: Cell, book: BookParts, store: CellStore): Row['cells'][number] | null {
  const { column, type, value } = cell
  const formula = cell.formula ? FORMULA : 0
  const packed = (kind: number, content: number) => ({ column, kind: kind | formula, value: content })
  if (value === null) return cell.formula ? packed(KIND.uncalculated, 0) : null

  if (type === 's') {
    const index = store.shared(Number(value))
    if (index === null) return packed(KIND.error, store.intern('#共享文本缺失'))
    return index === -1 ? null : packed(KIND.text, index)
  }
  if (type === 'str' || type === 'inlineStr') {
    const text = unescapeText(value)
    // A formula may legitimately show nothing; a constant that shows nothing is a blank cell.
    return text.trim() === '' && !cell.formula ? null : packed(KIND.text, store.intern(text))
  }
  if (value.trim() === '') return cell.formula ? packed(KIND.uncalculated, 0) : null
  if (type === 'b') return packed(KIND.flag, isOn(value.trim()) ? 1 : 0)
  if (type === 'e') return packed(KIND.error, store.intern(value))
  if (type === 'd') {
    const day = value.slice(0, 10)
    return isIsoDate(day) ? packed(KIND.date, store.intern(day)) : packed(KIND.error, store.intern(value))
  }
  const number = Number(value)
  if (!Number.isFinite(number)) return packed(KIND.error, store.intern(value))
  const day = book.dateStyles[cell.style] === true ? serialDay(number, book.date1904) : null
  return day === null ? packed(KIND.number, number) : packed(KIND.date, store.intern(day))
}

/**
 * The calendar day of a spreadsheet serial, counted in UTC, or null when it is none. A local Date would land a day
 * early in Asia/Shanghai. 1900 books have a 29 February 1900 that never was: earlier days are one off and refused.
 */
export function serialDay(serial: number, date1904: boolean): IsoDate | null {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0)
  if (days < 61 || days > 109_939) return null
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000)
  return isoDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}

/** 1-based column of a reference such as AB12; 0 when it has no column letters. */
function columnOf(ref: string): number {
  let column = 0
  for (let at = 0; at < ref.length && at < 4; at += 1) {
    const letter = ref.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column
}

/** A merged area one row high; taller ones leave their value in the first cell alone. */
function flatMerge(ref: string): Merge[] {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref)
  if (match === null || match[2] !== match[4]) return []
  return [{ row: Number(match[2]), from: columnOf(match[1] ?? ''), to: columnOf(match[3] ?? '') }]
}

/** Rows and cells in ascending order, or null when one of them is there twice. */
function inOrder(rows: Row[]): Row[] | null {
  const sorted = rows.toSorted((a, b) => a.row - b.row)
  for (const [index, row] of sorted.entries()) {
    if (sorted[index - 1]?.row === row.row) return null
    row.cells.sort((a, b) => a.column - b.column)
    if (row.cells.some((cell, at) => row.cells[at - 1]?.column === cell.column)) return null
  }
  return sorted
}

/** Repeats a flat merge's first cell across its width, no further than the sheet's own cells reach. */
function echoMerges(rows: Row[], merges: Merge[]): void {
  const byNumber = new Map(rows.map((row) => [row.row, row]))
  const width = rows.reduce((last, row) => Math.max(last, row.cells.at(-1)?.column ?? 0), 0)
  let echoes = 0
  for (const merge of merges) {
    const row = byNumber.get(merge.row)
    const first = row?.cells.find((cell) => cell.column === merge.from)
    if (row === undefined || first === undefined) continue
    const taken = new Set(row.cells.map((cell) => cell.column))
    for (let column = merge.from + 1; column <= Math.min(merge.to, width) && echoes < MAX_ECHOES; column += 1) {
      if (taken.has(column)) continue
      row.cells.push({ column, kind: first.kind | ECHO, value: first.value })
      echoes += 1
    }
    row.cells.sort((a, b) => a.column - b.column)
  }
}

function hiddenColumns(ranges: [number, number][], last: number): number[] {
  const hidden = new Set<number>()
  for (const [min, max] of ranges) {
    for (let column = Math.max(1, min); column <= Math.min(max, last); column += 1) hidden.add(column)
  }
  return [...hidden].sort((a, b) => a - b)
}

function flatten(rows: Row[]): Pick<PackedSheet, 'rows' | 'rowHidden' | 'start' | 'columns' | 'kinds' | 'values'> {
  const start = new Int32Array(rows.length + 1)
  for (const [index, row] of rows.entries()) start[index + 1] = (start[index] ?? 0) + row.cells.length
  const total = start[rows.length] ?? 0
  const columns = new Uint16Array(total)
  const kinds = new Uint8Array(total)
  const values = new Float64Array(total)
  let at = 0
  for (const row of rows) {
    for (const cell of row.cells) {
      columns[at] = cell.column
      kinds[at] = cell.kind
      values[at] = cell.value
      at += 1
    }
  }
  return {
    rows: Int32Array.from(rows, (row) => row.row),
    rowHidden: Uint8Array.from(rows, (row) => (row.hidden ? 1 : 0)),
    start,
    columns,
    kinds,
    values,
  }
}
