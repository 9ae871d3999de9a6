import type { Application, ArticleKey, FactName, Facts, FactValue, Materials } from '../application.ts'
import { AppError } from '../errors.ts'
import { readCell, readFlag } from './factText.ts'
import { type FieldName, fieldKind, fieldLabel, isFactName, isPersonal } from './fields.ts'
import { asksWhetherFirst } from './headers.ts'
import type { ColumnPlan, SheetLayout } from './layout.ts'
import { decideArticle } from './resolveArticle.ts'
import { isBlank } from './rowKind.ts'
import type { ImportProblem, RawCell, RawRow } from './sheet.ts'
import { clip, compact, mask } from './text.ts'

/** Where a row stands. */
export interface RowPlace {
  fileName: string
  sheet: string
  layout: SheetLayout
  /** What the sheet's name and titles say. */
  sheetArticle: ArticleKey | null
  date1904: boolean
}

/** A row as an application, or what is wrong with it. Warnings hold either way. */
export interface ParsedRow {
  application: Application | null
  problems: ImportProblem[]
  warnings: ImportProblem[]
}

/** The cells of a row by field, with what is wrong with them. */
export interface RowCells {
  values: Map<FieldName, FactValue>
  materials: Materials
  problems: ImportProblem[]
  warnings: ImportProblem[]
  /** A problem or warning of this row. */
  at(column: string, value: string, reason: string): ImportProblem
}

const MAX_EXACT_DIGITS = 1e15

/** Reads the cells of one data row under the layout's columns. Errors: as parseRow. */
export function readCells(row: RawRow, place: Omit<RowPlace, 'sheetArticle'>): RowCells {
  const problems: ImportProblem[] = []
  const warnings: ImportProblem[] = []
  const values = new Map<FieldName, FactValue>()
  const materials: Materials = {}
  const at = (column: string, value: string, reason: string): ImportProblem => ({
    sheet: place.sheet,
    row: row.row,
    column,
    value: clip(value),
    reason,
  })

  for (const plan of place.layout.columns) {
    const cell = row.cells.get(plan.column)
    if (cell === undefined || row.echoed?.has(plan.column) === true) continue
    if (plan.target.kind !== 'field' && plan.target.kind !== 'material') continue
    refuseUntrustworthy(cell, plan, row.row, place)
    const field = plan.target.kind === 'field' ? plan.target.field : 'material'
    const kind = plan.target.kind === 'field' ? fieldKind(plan.target.field) : 'flag'
    const shown = shownValue(cell, plan)
    const read = readCell(field, kind, cell, { unit: plan.unit, date1904: place.date1904 })
    if (!read.ok) {
      problems.push(at(plan.header, shown, read.reason))
      continue
    }
    for (const warning of read.warnings) warnings.push(at(plan.header, shown, warning))
    if (cell.kind !== 'uncalculated' && cell.formula && !isBlank(cell)) {
      warnings.push(at(plan.header, shown, '单元格是公式，用的是文件里保存的计算结果'))
    }
    if (read.value === null) continue
    if (plan.target.kind === 'material') materials[plan.target.material] = read.value === true
    else {
      const clash = keep(values, plan.target.field, answered(read.value, plan))
      if (clash) problems.push(at(plan.header, shown, `本行有两列都是“${fieldLabel(plan.target.field)}”，内容不同`))
    }
  }
  return { values, materials, problems, warnings, at }
}

/**
 * Reads one data row. Errors: BAD_WORKBOOK when the file cannot be trusted as a whole: a number whose last digits the
 * spreadsheet has thrown away, or a formula without its result.
 */
export function parseRow(row: RawRow, place: RowPlace): ParsedRow {
  const { values, materials, problems, warnings, at } = readCells(row, place)
  const applicationNo = textOf(values, 'applicationNo')
  const applicant = textOf(values, 'applicant') || textOf(values, 'personName')
  const hasProblemIn = (field: FieldName): boolean =>
    problems.some((problem) =>
      place.layout.columns.some((plan) => plan.header === problem.column && isField(plan, field)),
    )
  if (applicationNo === '' && !hasProblemIn('applicationNo')) {
    problems.push(at('申报编号', '', '没有申报编号。请补填；若与上一行合并，请取消合并后逐行填写'))
  }
  if (applicant === '' && !hasProblemIn('applicant')) {
    problems.push(at('申报单位', '', '没有申报单位。请补填；若与上一行合并，请取消合并后逐行填写'))
  }
  if (problems.length > 0) return { application: null, problems, warnings }

  const articleText = textOf(values, 'articleText')
  const decision = decideArticle(articleText, new Set(values.keys()), place.sheetArticle)
  if (decision.warning !== '') warnings.push(at('申报条款', articleText, decision.warning))
  if (decision.article === 'platform' && values.has('actualInvestmentFen') && !values.has('priorYearInvestmentFen')) {
    const reason = '第九条以“上年度实际投入”为依据，本行只有“实际投入”，没有当作上年度的投入；请核对列名'
    warnings.push(at('上年度实际投入', '', reason))
  }
  const application: Application = {
    applicationNo,
    article: decision.article,
    articleText,
    applicant,
    creditCode: textOf(values, 'creditCode'),
    industry: textOf(values, 'industry'),
    projectName: textOf(values, 'projectName'),
    facts: factsOf(values),
    materials,
  }
  return { application, problems, warnings }
}

/** 是/否 under 是否首次申报 in the words of 首次/后续; anything else as read. */
function answered(value: FactValue, plan: ColumnPlan): FactValue {
  if (!isField(plan, 'phase') || !asksWhetherFirst(plan.header)) return value
  const isFirst = readFlag(String(value))
  return typeof isFirst === 'boolean' ? (isFirst ? '首次' : '后续') : value
}

/** A cell's content as messages may show it. */
function shownValue(cell: RawCell, plan: ColumnPlan): string {
  const value = cellText(cell)
  return plan.target.kind === 'field' && isPersonal(plan.target.field) ? mask(compact(value)) : value
}

/** A cell's content as plain text; empty for a formula without a result. */
export function cellText(cell: RawCell): string {
  switch (cell.kind) {
    case 'text':
    case 'error':
      return cell.text
    case 'number':
      return String(cell.value)
    case 'date':
      return cell.date
    case 'flag':
      return cell.value ? 'TRUE' : 'FALSE'
    case 'uncalculated':
      return ''
  }
}

function refuseUntrustworthy(
  cell: RawCell,
  plan: ColumnPlan,
  row: number,
  place: Pick<RowPlace, 'fileName' | 'sheet'>,
): void {
  const where = `“${place.fileName}”工作表“${place.sheet}”第 ${row} 行“${plan.header}”`
  if (cell.kind === 'uncalculated') {
    const remedy = '请用 Excel 或 WPS 打开，等它算完、保存后再导入'
    throw new AppError('BAD_WORKBOOK', `${where}是没有计算结果的公式，读不出值，整个文件没有导入。${remedy}`)
  }
  if (cell.kind !== 'number' || plan.target.kind !== 'field') return
  const { field } = plan.target
  const digits = Math.abs(cell.value)
  const isLong = digits >= MAX_EXACT_DIGITS || ((field === 'creditCode' || field === 'idNumber') && digits >= 1e14)
  if (fieldKind(field) !== 'id' || !isLong) return
  const remedy = '请把该列设为文本格式，对照原件重新填写号码后再导入'
  throw new AppError('BAD_WORKBOOK', `${where}是数字格式，号码末几位已被表格软件改成 0，整个文件没有导入。${remedy}`)
}

/** Keeps the first value of a field; true when a second column of the same field says something else. */
function keep(values: Map<FieldName, FactValue>, field: FieldName, value: FactValue): boolean {
  const before = values.get(field)
  if (before === undefined) values.set(field, value)
  const isDetail = isPersonal(field) || ['contact', 'address', 'bank', 'legalRepresentative'].includes(field)
  return before !== undefined && before !== value && !isDetail
}

/** A field's value as text; empty when the row does not state it. */
export function textOf(values: ReadonlyMap<FieldName, FactValue>, field: FieldName): string {
  return String(values.get(field) ?? '').trim()
}

function isField(plan: ColumnPlan, field: FieldName): boolean {
  return plan.target.kind === 'field' && plan.target.field === field
}

/** The facts among the values of a row. */
export function factsOf(values: ReadonlyMap<FieldName, FactValue>): Facts {
  const facts: Partial<Record<FactName, FactValue>> = {}
  for (const [field, value] of values) if (isFactName(field)) facts[field] = value
  // readCell gives each fact the type of its kind; the shared namespace cannot say so per name.
  return facts as Facts
}
