import { AppError } from '../errors.ts'
import { choiceTexts, headersToRemember, refuseImpossible } from './choices.ts'
import { type FieldName, fieldKind, fieldLabel } from './fields.ts'
import type { HeaderTable } from './headers.ts'
import { columnOf, findLayout, type SheetLayout, type SheetOverride } from './layout.ts'
import { mappingOf, topOf } from './mapping.ts'
import { withMaterialColumns } from './materialColumns.ts'
import { isOtherHeader, skipReason } from './rowKind.ts'
import type { ColumnMapping, ImportPlan, ImportProblem, RawRow, RawSheet, SheetSummary } from './sheet.ts'

/** A workbook as it was read. */
export interface IntakeBook {
  fileName: string
  sha256: string
  sheets: RawSheet[]
}

export interface PlanOptions {
  /** Choices made in the import window, by sheet name. */
  overrides?: ReadonlyMap<string, SheetOverride>
}

/** What differs between a book of applications and a list from outside. */
export interface BookKind {
  /** The field whose column every true header has. */
  keyField: FieldName
  /** What a row is, for sentences: 申报, 名单. */
  noun: string
  /** Unknown columns of nothing but 是/否 are materials. */
  materials: boolean
}

/** A sheet with a header, laid out; `skip` says why a row is no datum. */
export interface OpenSheet {
  sheet: RawSheet
  layout: SheetLayout
  entries: { row: RawRow; skip: string | null }[]
}

/** Blank rows between data are listed one by one up to this many; a longer gap is listed once. */
const LISTED_GAP = 200

/**
 * Finds header, columns and data rows of every sheet under a person's choices; null for a sheet left out or without a
 * header. Errors: BAD_INPUT for choices that cannot be followed, BAD_WORKBOOK for a second, different header further down.
 */
export function openSheets(
  book: IntakeBook,
  headers: HeaderTable,
  options: PlanOptions,
  kind: BookKind,
): { open: (OpenSheet | null)[] } & Pick<ImportPlan, 'mapping' | 'tops' | 'choices' | 'remember'> {
  const overrides = options.overrides ?? new Map<string, SheetOverride>()
  const open = book.sheets.map((sheet) => openSheet(sheet, headers, kind, overrides.get(sheet.name)))
  const sheets = book.sheets.map((sheet, at) => ({ name: sheet.name, layout: open[at]?.layout ?? null }))
  refuseImpossible(sheets, overrides)
  return {
    open,
    mapping: open.flatMap((found) => (found === null ? [] : columnsOf(found))),
    tops: book.sheets.map((sheet) => topOf(sheet, overrides.get(sheet.name)?.excluded === true)),
    choices: choiceTexts(sheets, overrides),
    remember: headersToRemember(sheets),
  }
}

function columnsOf({ sheet, layout, entries }: OpenSheet): ColumnMapping[] {
  const data = entries.filter(({ skip }) => skip === null)
  const rows = (data.length > 0 ? data : entries).map(({ row }) => row)
  return layout.columns.map((column) => mappingOf(sheet.name, column, rows))
}

function openSheet(
  sheet: RawSheet,
  headers: HeaderTable,
  kind: BookKind,
  override: SheetOverride = {},
): OpenSheet | null {
  const layout = override.excluded === true ? null : findLayout(sheet, headers, override)
  if (layout === null) return null
  const below = rowsBelow(sheet, layout)
  // A header row chosen wrongly carries no key field and is refused for that, not for the true header below it.
  const keyed = columnOf(layout, kind.keyField) !== undefined
  const other = keyed ? below.find((row) => isOtherHeader(row, layout, headers)) : undefined
  if (other !== undefined) {
    throw new AppError(
      'BAD_WORKBOOK',
      `工作表“${sheet.name}”第${other.row}行是另一种表头，用上面的表头读会出错；请把它以下的内容移到另一张工作表后再导入`,
    )
  }
  const entries = below.map((row) => ({ row, skip: skipReason(row, layout) }))
  if (!kind.materials) return { sheet, layout, entries }
  const data = entries.filter(({ skip }) => skip === null).map(({ row }) => row)
  return { sheet, layout: withMaterialColumns(layout, data, headers), entries }
}

/** The rows below the header down to the last that is not blank, gaps filled with blank rows. */
function rowsBelow(sheet: RawSheet, layout: SheetLayout): RawRow[] {
  const rows: RawRow[] = []
  let previous = layout.headerRow
  for (const row of sheet.rows) {
    if (row.row <= layout.headerRow) continue
    const gap = row.row - previous - 1
    const listed = gap > LISTED_GAP ? 1 : gap
    for (let at = 1; at <= listed; at += 1) rows.push({ row: previous + at, hidden: false, cells: new Map() })
    rows.push(row)
    previous = row.row
  }
  return rows
}

/** What a person should know of how a sheet was read. */
export function sheetWarnings({ sheet, layout, entries }: OpenSheet, { noun }: BookKind): ImportProblem[] {
  const warnings: ImportProblem[] = []
  const warn = (column: string, reason: string): void => {
    warnings.push({ sheet: sheet.name, row: layout.headerRow, column, value: '', reason })
  }
  if (sheet.hidden) warn('', `这是隐藏的工作表，仍按${noun}表读取；不需要时请排除它`)
  const data = entries.filter(({ skip }) => skip === null)
  if (data.length === 0) warn('', `只有表头，没有${noun}数据`)
  const hidden = data.filter(({ row }) => row.hidden).map(({ row }) => row.row)
  if (hidden.length > 0)
    warn('', `有 ${hidden.length} 行被隐藏或筛选掉，仍已读取：第 ${hidden.slice(0, 20).join('、')} 行`)
  const unknown = layout.columns.filter(({ target }) => target.kind === 'unknown').map(({ header }) => `“${header}”`)
  if (unknown.length > 0) warn('', `不认识的列没有导入：${unknown.join('、')}`)
  const met = new Map<string, string>()
  for (const { header, target, unit, column, readFrom, standIn } of layout.columns) {
    if (target.kind !== 'field') continue
    if (standIn) warn(header, `没有“${fieldLabel(target.field)}”列，以这一列代替，请核对`)
    if (readFrom === 'remembered') warn(header, `沿用上次的选择，读作“${fieldLabel(target.field)}”，请核对`)
    const label = fieldLabel(target.field)
    const other = met.get(target.field)
    if (other !== undefined) warn(header, `与“${other}”都读作“${label}”，以靠左的一列为准`)
    else met.set(target.field, header)
    if (fieldKind(target.field) === 'fen' && unit === '') warn(header, '表头和标题都没有写单位，按“元”读取，请核对')
    if (sheet.hiddenColumns.includes(column)) warn(header, '这是隐藏的列，仍已读取')
  }
  return warnings
}

/** The summary of a sheet that was not read; says so in `warnings`. */
export function emptySummary(sheet: RawSheet, options: PlanOptions, warnings: ImportProblem[]): SheetSummary {
  const excluded = options.overrides?.get(sheet.name)?.excluded === true
  const reason = excluded ? '已按选择排除，没有读取' : '没有找到表头，整张工作表没有读取'
  if (excluded || sheet.rows.length > 0) {
    warnings.push({ sheet: sheet.name, row: 0, column: '', value: '', reason })
  }
  return noRows(sheet.name)
}

export function noRows(name: string): SheetSummary {
  return { name, article: null, headerRow: 0, rows: 0, accepted: 0, rejected: 0, skipped: 0 }
}
