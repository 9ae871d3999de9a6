import type { Application, ArticleKey } from '../application.ts'
import { AppError } from '../errors.ts'
import { sheetArticle } from './articleText.ts'
import { changesBetween } from './changes.ts'
import { isFactName } from './fields.ts'
import type { HeaderTable } from './headers.ts'
import { columnOf, type SheetLayout } from './layout.ts'
import {
  type BookKind,
  emptySummary,
  type IntakeBook,
  noRows,
  type OpenSheet,
  openSheets,
  type PlanOptions,
  sheetWarnings,
} from './openSheets.ts'
import { parseRow } from './parseRow.ts'
import type { ImportPlan, ImportProblem, PlannedRow, RawRow, SheetSummary } from './sheet.ts'

const APPLICATIONS: BookKind = { keyField: 'applicationNo', noun: '申报', materials: true }

/**
 * What importing the workbook will do; pure. `existing` are the round's applications by number: a row is new, changed
 * (old → new) or unchanged against them. Columns the sheet does not have leave the stored facts as they are.
 *
 * Errors: BAD_WORKBOOK for the whole file when no sheet has a header, when there are headers but no rows, or when a
 * row shows that the file cannot be trusted (see parseRow); BAD_INPUT for choices that cannot be followed.
 * Everything else is a problem or warning of its row.
 */
export function planImport(
  book: IntakeBook,
  headers: HeaderTable,
  existing: ReadonlyMap<string, Application>,
  options: PlanOptions = {},
): ImportPlan {
  const { plan, open } = openBook(book, headers, options)
  refuseEmptyBook(book, open, options)
  const seen = new Map<string, { sheet: string; row: number }>()
  for (const [index, sheet] of book.sheets.entries()) {
    const found = open[index] ?? null
    if (found === null) plan.sheets.push(emptySummary(sheet, options, plan.warnings))
    else plan.sheets.push(planSheet(book, found, existing, seen, plan))
  }
  for (const row of plan.rows) {
    if (row.kind === 'rejected') plan.rejected += 1
    else if (row.kind !== 'skipped') plan.accepted += 1
    if (row.kind === 'unchanged') plan.unchanged += 1
    if (row.kind === 'changed') plan.changed += 1
  }
  return plan
}

/**
 * The sheets and columns of a book that planImport refused with BAD_WORKBOOK, so that a person can name the header row,
 * leave out a sheet or choose columns; it imports nothing. Errors: BAD_INPUT as there.
 */
export function outlineImport(
  book: IntakeBook,
  headers: HeaderTable,
  refusal: string,
  options: PlanOptions = {},
): ImportPlan {
  const { plan, open } = openBook(book, headers, options)
  const sheets = book.sheets.map(({ name }, at) => ({ ...noRows(name), headerRow: open[at]?.layout.headerRow ?? 0 }))
  return { ...plan, sheets, refusal }
}

function openBook(
  book: IntakeBook,
  headers: HeaderTable,
  options: PlanOptions,
): { plan: ImportPlan; open: (OpenSheet | null)[] } {
  const { open, ...read } = openSheets(book, headers, options, APPLICATIONS)
  const plan: ImportPlan = {
    fileName: book.fileName,
    fileSha256: book.sha256,
    sheets: [],
    rows: [],
    accepted: 0,
    rejected: 0,
    unchanged: 0,
    changed: 0,
    problems: [],
    warnings: [],
    refusal: '',
    ...read,
  }
  return { plan, open }
}

function planSheet(
  book: IntakeBook,
  { sheet, layout, entries }: OpenSheet,
  existing: ReadonlyMap<string, Application>,
  seen: Map<string, { sheet: string; row: number }>,
  plan: ImportPlan,
): SheetSummary {
  const place = {
    fileName: book.fileName,
    sheet: sheet.name,
    layout,
    sheetArticle: sheetArticle([sheet.name, ...layout.titles]),
    date1904: sheet.date1904 === true,
  }
  plan.warnings.push(...sheetWarnings({ sheet, layout, entries }, APPLICATIONS))
  const summary: SheetSummary = { ...noRows(sheet.name), headerRow: layout.headerRow }
  const articles = new Set<ArticleKey | null>()
  for (const { row, skip } of entries) {
    const planned = skip === null ? planRow(row) : skipped(sheet.name, row.row, skip)
    plan.rows.push(planned)
    summary.rows += 1
    if (planned.kind === 'rejected') summary.rejected += 1
    else if (planned.kind === 'skipped') summary.skipped += 1
    else {
      summary.accepted += 1
      articles.add(planned.application.article)
    }
  }
  const [only] = articles
  return { ...summary, article: articles.size === 1 ? (only ?? null) : null }

  function planRow(row: RawRow): PlannedRow {
    const parsed = parseRow(row, place)
    plan.warnings.push(...parsed.warnings)
    const reject = (problems: ImportProblem[]): PlannedRow => {
      plan.problems.push(...problems)
      return { kind: 'rejected', sheet: sheet.name, row: row.row, problems }
    }
    if (parsed.application === null) return reject(parsed.problems)
    const { applicationNo } = parsed.application
    const before = seen.get(applicationNo)
    if (before !== undefined) {
      const reason = `申报编号与“${before.sheet}”第 ${before.row} 行重复，只导入先出现的一行。请核对后改正编号或删去一行`
      return reject([{ sheet: sheet.name, row: row.row, column: '申报编号', value: applicationNo, reason }])
    }
    seen.set(applicationNo, { sheet: sheet.name, row: row.row })
    return compare(parsed.application, existing.get(applicationNo), layout, sheet.name, row.row)
  }
}

function compare(
  read: Application,
  stored: Application | undefined,
  layout: SheetLayout,
  sheet: string,
  row: number,
): PlannedRow {
  if (stored === undefined) return { kind: 'new', sheet, row, application: read }
  const application = overStored(read, stored, layout)
  const changes = changesBetween(stored, application)
  if (changes.length === 0) return { kind: 'unchanged', sheet, row, application }
  return { kind: 'changed', sheet, row, application, changes }
}

/** What the sheet has columns for comes from the sheet; the rest, and an article a person settled, stays. */
function overStored(read: Application, stored: Application, layout: SheetLayout): Application {
  const has = new Set<string>()
  for (const { target } of layout.columns) {
    if (target.kind === 'field') has.add(target.field)
    if (target.kind === 'material') has.add(`material:${target.material}`)
  }
  const facts = { ...read.facts }
  for (const [name, value] of Object.entries(stored.facts)) {
    if (isFactName(name) && !has.has(name)) Object.assign(facts, { [name]: value })
  }
  const materials = { ...read.materials }
  for (const [name, value] of Object.entries(stored.materials)) {
    if (!has.has(`material:${name}`)) materials[name] = value
  }
  const settled = read.article === null && read.articleText === stored.articleText
  return {
    ...read,
    article: settled ? stored.article : read.article,
    articleText: has.has('articleText') ? read.articleText : stored.articleText,
    creditCode: has.has('creditCode') ? read.creditCode : stored.creditCode,
    industry: has.has('industry') ? read.industry : stored.industry,
    projectName: has.has('projectName') ? read.projectName : stored.projectName,
    facts,
    materials,
  }
}

function refuseEmptyBook(book: IntakeBook, open: (OpenSheet | null)[], { overrides }: PlanOptions): void {
  const found = open.filter((each) => each !== null)
  if (book.sheets.every(({ name }) => overrides?.get(name)?.excluded === true)) {
    throw new AppError('BAD_WORKBOOK', '所有工作表都选择了不导入，没有可导入的内容。请至少选择一张工作表')
  }
  if (found.length === 0) {
    throw new AppError(
      'BAD_WORKBOOK',
      `没有找到表头：“${book.fileName}”里没有一行写有“申报编号”“申报单位”等列名。请确认是申报汇总表，或在导入窗口指定表头行`,
    )
  }
  if (found.every(({ entries }) => entries.every(({ skip }) => skip !== null))) {
    const named = found.some(({ sheet }) => overrides?.get(sheet.name)?.headerRow !== undefined)
    if (named && !found.some(({ layout }) => columnOf(layout, 'applicationNo') !== undefined)) {
      throw new AppError(
        'BAD_WORKBOOK',
        '指定的表头行里没有一列读作“申报编号”。请在“列对应”中选出申报编号、申报单位等列，或改填表头行',
      )
    }
    throw new AppError('BAD_WORKBOOK', `“${book.fileName}”只有表头，没有申报数据。请确认选对了文件，并已保存填写的内容`)
  }
}

function skipped(sheet: string, row: number, reason: string): PlannedRow {
  return { kind: 'skipped', sheet, row, reason }
}
