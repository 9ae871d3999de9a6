import type { FieldName } from './fields.ts'
import { fieldKind } from './fields.ts'
import {
  type HeaderMeaning,
  type HeaderTable,
  headerKey,
  headerMeaning,
  type RememberedHeader,
  readHeader,
  readUnit,
  standIn,
} from './headers.ts'
import type { ColumnReading, RawRow, RawSheet, UnitSource } from './sheet.ts'
import { compact, tidy } from './text.ts'

/** How one column is read. */
export interface ColumnPlan {
  column: number
  /** The header as written, on one line; group heading and sub-heading joined with 「·」. */
  header: string
  target: HeaderMeaning | { kind: 'unknown' }
  readFrom: ColumnReading
  /** The shipped table knows the header. */
  known: boolean
  /** The header stands in for the field, which no other column carries (编号 for 申报编号). */
  standIn: boolean
  /** Canonical unit; empty for none. */
  unit: string
  unitFrom: UnitSource
}

export interface SheetLayout {
  /** 1-based row of the header; of its lower row when it is two rows high. */
  headerRow: number
  columns: ColumnPlan[]
  /** Distinct texts of the rows above the header. */
  titles: string[]
  /** Compact texts of each header row by column, to recognise a header printed again on the next page. */
  headerTexts: Map<number, string>[]
}

/** A person's choices for one sheet, made in the import window. */
export interface SheetOverride {
  excluded?: boolean
  headerRow?: number
  columns?: ReadonlyMap<number, ColumnChoice>
}
/** A field, a material by name, or nothing; `unit` replaces the header's. */
export interface ColumnChoice {
  target: HeaderMeaning
  unit?: string
}

interface Heading {
  text: string
  meaning: HeaderMeaning | null
  unit: string
  /** Meaning or unit came from the group heading above. */
  fromGroup: boolean
  /** Set when the meaning is an earlier choice and not the table's. */
  remembered?: RememberedHeader
  standIn?: boolean
}
interface Candidate {
  rows: RawRow[]
  headings: Map<number, Heading>
  score: number
  fromGroup: boolean
}

const SEARCH_ROWS = 40
const MIN_FIELDS = 3

/** Finds the header and reads its columns; null when no row of the sheet is a header. */
export function findLayout(sheet: RawSheet, table: HeaderTable, override: SheetOverride = {}): SheetLayout | null {
  const header = findHeader(sheet, table, override.headerRow)
  if (header === null) return null
  const headerRow = header.rows.at(-1)?.row ?? 0
  const titles = titlesAbove(sheet, header.rows[0]?.row ?? 0)
  const titleUnit = unitOfTitles(titles)
  const columns = [...header.headings].map(([column, heading]): ColumnPlan => {
    const choice = override.columns?.get(column)
    const replaced = heading.standIn === true && isChosen(heading.meaning, override)
    const guess = replaced ? ({ kind: 'ignored' } as const) : (heading.meaning ?? { kind: 'unknown' })
    const target = choice?.target ?? guess
    const known = heading.meaning !== null && heading.remembered === undefined
    const chosen = choice !== undefined && !sameMeaning(choice.target, heading.meaning)
    const readFrom = chosen ? 'choice' : heading.remembered ? 'remembered' : known ? 'table' : 'none'
    const unit = unitOf(target, heading, choice?.unit, titleUnit)
    return {
      column,
      header: heading.text,
      target,
      readFrom,
      known,
      standIn: heading.standIn === true && target === guess && !replaced,
      ...unit,
    }
  })
  const headerTexts = header.rows.map((row) => new Map(ownTexts(row).map(([column, text]) => [column, compact(text)])))
  return { headerRow, columns, titles, headerTexts }
}

/** True when a person gave some column this meaning. */
function isChosen(meaning: HeaderMeaning | null, { columns }: SheetOverride): boolean {
  return [...(columns?.values() ?? [])].some(({ target }) => sameMeaning(target, meaning))
}

/** A person's word before the header's own, that before the titles', and an earlier choice where the file is silent. */
function unitOf(
  target: ColumnPlan['target'],
  heading: Heading,
  chosen: string | undefined,
  titleUnit: string,
): Pick<ColumnPlan, 'unit' | 'unitFrom'> {
  if (chosen !== undefined) return { unit: chosen, unitFrom: 'choice' }
  if (heading.unit !== '') return { unit: heading.unit, unitFrom: 'header' }
  if (target.kind !== 'field' || fieldKind(target.field) !== 'fen') return { unit: '', unitFrom: 'none' }
  if (titleUnit !== '') return { unit: titleUnit, unitFrom: 'title' }
  const kept = heading.remembered?.field === target.field ? heading.remembered.unit : ''
  return { unit: kept, unitFrom: kept === '' ? 'none' : 'remembered' }
}

/** The column that carries a field; the first when there are several. */
export function columnOf(layout: SheetLayout, field: FieldName): ColumnPlan | undefined {
  return layout.columns.find(({ target }) => target.kind === 'field' && target.field === field)
}

/** The one unit the title rows state (「单位：万元」), or empty when they state none or several. */
export function unitOfTitles(titles: string[]): string {
  const units = new Set<string>()
  for (const title of titles) {
    for (const match of compact(title).matchAll(
      /(?:(?<![报请])单位[::为是]?|金额[::])\(?(?:人民币[::,、]?)?\(?((?:万|千|亿)?元)/g,
    )) {
      const unit = readUnit(match[1] ?? '')
      if (unit !== null) units.add(unit)
    }
  }
  const [only] = units
  return units.size === 1 && only !== undefined ? only : ''
}

function findHeader(sheet: RawSheet, table: HeaderTable, wanted: number | undefined): Candidate | null {
  let best: Candidate | null = null
  const rows = sheet.rows.slice(0, wanted === undefined ? SEARCH_ROWS : undefined)
  for (const [index, row] of rows.entries()) {
    if (wanted !== undefined && row.row !== wanted) continue
    const single = candidate([row], table)
    const above = rows[index - 1]
    const pair = above?.row === row.row - 1 && isAllText(row) ? candidate([above, row], table) : null
    const chosen = pair !== null && pairIsBetter(pair, single, above, table) ? pair : single
    if (wanted === undefined ? chosen.score >= (table.minFields ?? MIN_FIELDS) && namesAnApplicant(chosen) : true) {
      if (best === null || chosen.score > best.score) best = chosen
    }
  }
  return best
}

/**
 * Two rows are one header when together they name more columns than either alone, or when the group heading above
 * changes what a column means (上年度 over 实际投入) or says its unit.
 */
function pairIsBetter(pair: Candidate, lower: Candidate, above: RawRow | undefined, table: HeaderTable): boolean {
  if (above === undefined || lower.score === 0) return false
  const upper = candidate([above], table)
  if (pair.score > lower.score && pair.score > upper.score) return true
  return pair.score >= lower.score && pair.fromGroup && upper.score < lower.score
}

function candidate(rows: RawRow[], table: HeaderTable): Candidate {
  const [first, second] = rows
  const own =
    first === undefined || second === undefined ? singleHeadings(first, table) : pairedHeadings(first, second, table)
  const headings = withStandIns(withRemembered(own, table), table)
  const fields = new Set<string>()
  for (const { meaning } of headings.values()) {
    if (meaning?.kind === 'field') fields.add(meaning.field)
    if (meaning?.kind === 'material') fields.add(`材料 ${meaning.material}`)
  }
  return { rows, headings, score: fields.size, fromGroup: [...headings.values()].some((each) => each.fromGroup) }
}

/** Earlier choices for what the table does not know, unless another column already carries that field. */
function withRemembered(headings: Map<number, Heading>, table: HeaderTable): Map<number, Heading> {
  const { remembered } = table
  if (remembered === undefined || remembered.size === 0) return headings
  const taken = new Set<string>()
  for (const { meaning } of headings.values()) if (meaning?.kind === 'field') taken.add(meaning.field)
  return new Map(
    [...headings].map(([column, heading]): [number, Heading] => {
      const kept = heading.meaning === null ? remembered.get(headerKey(heading.text)) : undefined
      if (kept === undefined || taken.has(kept.field)) return [column, heading]
      if (kept.field !== '') taken.add(kept.field)
      const meaning: HeaderMeaning = kept.field === '' ? { kind: 'ignored' } : { kind: 'field', field: kept.field }
      return [column, { ...heading, meaning, remembered: kept }]
    }),
  )
}

/** 编号 carries 申报编号 where nothing else does; otherwise it is known and not imported. */
function withStandIns(headings: Map<number, Heading>, table: HeaderTable): Map<number, Heading> {
  const taken = new Set<string>()
  for (const { meaning } of headings.values()) if (meaning?.kind === 'field') taken.add(meaning.field)
  return new Map(
    [...headings].map(([column, heading]): [number, Heading] => {
      const field = heading.meaning === null ? standIn(heading.text, table) : undefined
      if (field === undefined) return [column, heading]
      if (taken.has(field)) return [column, { ...heading, meaning: { kind: 'ignored' } }]
      taken.add(field)
      return [column, { ...heading, meaning: { kind: 'field', field }, standIn: true }]
    }),
  )
}

function singleHeadings(row: RawRow | undefined, table: HeaderTable): Map<number, Heading> {
  const headings = new Map<number, Heading>()
  if (row === undefined) return headings
  for (const [column, text] of ownTexts(row)) {
    headings.set(column, {
      text: tidy(text),
      meaning: headerMeaning(text, table),
      unit: readHeader(text).unit,
      fromGroup: false,
    })
  }
  return headings
}

function pairedHeadings(upper: RawRow, lower: RawRow, table: HeaderTable): Map<number, Heading> {
  const headings = singleHeadings(upper, table)
  const groups = isGroupRow(upper)
  for (const [column, text] of ownTexts(lower)) {
    const group = groups ? groupAt(upper, column) : ''
    const own = readHeader(text)
    const alone = headerMeaning(text, table)
    const joined = group === '' ? null : headerMeaning((readHeader(group).names.at(-1) ?? '') + text, table)
    const meaning = joined ?? alone
    const isMoney = meaning?.kind === 'field' && fieldKind(meaning.field) === 'fen'
    const groupUnit = own.unit === '' && isMoney ? readHeader(group).unit : ''
    headings.set(column, {
      text: group === '' || group === text ? tidy(text) : `${tidy(group)}·${tidy(text)}`,
      meaning,
      unit: own.unit === '' ? groupUnit : own.unit,
      fromGroup: (joined !== null && !sameMeaning(joined, alone)) || groupUnit !== '',
    })
  }
  return headings
}

/** A row of group headings has several; one text across the whole width is a title. */
function isGroupRow(row: RawRow): boolean {
  return ownTexts(row).length > 1
}

/** The group heading over a column; 「单位：万元」 and other lines with a colon are remarks on the whole table. */
function groupAt(row: RawRow, column: number): string {
  const text = textAt(row, column)
  return /[:：]/.test(text) ? '' : text
}

function sameMeaning(a: HeaderMeaning, b: HeaderMeaning | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Without a number or an applicant a row of known words is a form's caption, not the header of a list. */
function namesAnApplicant({ headings }: Candidate): boolean {
  return [...headings.values()].some(
    ({ meaning }) => meaning?.kind === 'field' && ['applicationNo', 'applicant', 'personName'].includes(meaning.field),
  )
}

/** The texts a row states itself, without the echoes of merged areas. */
function ownTexts(row: RawRow): [number, string][] {
  const texts: [number, string][] = []
  for (const [column, cell] of row.cells) {
    if (cell.kind === 'text' && cell.text.trim() !== '' && row.echoed?.has(column) !== true)
      texts.push([column, cell.text])
  }
  return texts
}

function textAt(row: RawRow, column: number): string {
  const cell = row.cells.get(column)
  return cell?.kind === 'text' ? cell.text : ''
}

function isAllText(row: RawRow): boolean {
  return [...row.cells.values()].every((cell) => cell.kind === 'text')
}

function titlesAbove(sheet: RawSheet, headerRow: number): string[] {
  const titles = new Set<string>()
  for (const row of sheet.rows) {
    if (row.row >= headerRow) break
    for (const [, text] of ownTexts(row)) titles.add(tidy(text))
  }
  return [...titles]
}
