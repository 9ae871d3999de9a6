import { AppError } from '../errors.ts'
import { sheetArticle } from '../intake/articleText.ts'
import {
  type BookKind,
  emptySummary,
  type IntakeBook,
  noRows,
  type OpenSheet,
  openSheets,
  type PlanOptions,
  sheetWarnings,
} from '../intake/openSheets.ts'
import type { ImportProblem, SheetSummary } from '../intake/sheet.ts'
import type { ListHeaders } from './headerTables.ts'
import { type ListPlace, readEntry } from './readEntry.ts'
import type { PlannedReference, ReferenceList, ReferencePlan } from './reference.ts'
import { readRoundName, readRoundNames } from './roundName.ts'

/** Which list a workbook is imported as. */
export type ListRequest = Pick<ReferenceList, 'kind' | 'source' | 'asOf'>

/** What the database already has. */
export interface KnownLists {
  /** Lists that count. */
  lists: readonly ReferenceList[]
  /** Rounds of the database as "2025-1": they win over an imported list. */
  rounds: ReadonlySet<string>
  /** Rounds of which a list of past rounds that counts has grants, as "2025-1", with the source of that list. */
  listedRounds: ReadonlyMap<string, string>
}

const NOTHING_KNOWN: KnownLists = { lists: [], rounds: new Set(), listedRounds: new Map() }

const LIST: BookKind = { keyField: 'applicant', noun: '名单', materials: false }

/**
 * What importing the workbook as this list will do; pure. Rows = accepted + rejected + skipped.
 * Errors: BAD_WORKBOOK for the whole file when no sheet has a header, there are headers but no rows, or the file cannot
 * be trusted (see parseRow); BAD_INPUT for choices that cannot be followed.
 */
export function planReferences(
  book: IntakeBook,
  request: ListRequest,
  headers: ListHeaders,
  known: KnownLists,
  options: PlanOptions = {},
): ReferencePlan {
  const { plan, open } = openList(book, request, headers, known, options)
  refuseEmpty(book, open)
  for (const [index, sheet] of book.sheets.entries()) {
    const found = open[index] ?? null
    if (found === null) plan.sheets.push(emptySummary(sheet, options, plan.warnings))
    else plan.sheets.push(planSheet(book, found, plan))
  }
  for (const { kind } of plan.rows) {
    if (kind === 'new') plan.accepted += 1
    if (kind === 'rejected') plan.rejected += 1
  }
  if (plan.repeats === '') plan.warnings.push(...listWarnings(plan, known))
  return plan
}

/** The sheets and columns of a book that planReferences refused with BAD_WORKBOOK; it imports nothing. */
export function outlineReferences(
  book: IntakeBook,
  request: ListRequest,
  headers: ListHeaders,
  refusal: string,
  options: PlanOptions = {},
): ReferencePlan {
  const { plan, open } = openList(book, request, headers, NOTHING_KNOWN, options)
  const sheets = book.sheets.map(({ name }, at) => ({ ...noRows(name), headerRow: open[at]?.layout.headerRow ?? 0 }))
  return { ...plan, sheets, refusal }
}

function openList(
  book: IntakeBook,
  request: ListRequest,
  headers: ListHeaders,
  known: KnownLists,
  options: PlanOptions,
): { plan: ReferencePlan; open: (OpenSheet | null)[] } {
  const { open, mapping, tops, choices } = openSheets(book, headers.table, options, LIST)
  const same = known.lists.find(
    ({ kind, source, sha256 }) => kind === request.kind && source === request.source && sha256 === book.sha256,
  )
  const plan: ReferencePlan = {
    ...request,
    fileName: book.fileName,
    sha256: book.sha256,
    sheets: [],
    rows: [],
    accepted: 0,
    rejected: 0,
    problems: [],
    warnings: [],
    refusal: '',
    repeats: same === undefined ? '' : `这份文件已作为“${request.source}”导入过（${same.fileName}），没有新增内容`,
    mapping,
    tops,
    choices,
  }
  return { plan, open }
}

function planSheet(book: IntakeBook, found: OpenSheet, plan: ReferencePlan): SheetSummary {
  const { sheet, layout, entries } = found
  const named = readRoundNames([sheet.name, ...layout.titles])
  const bySource = readRoundName(plan.source)
  const place: ListPlace = {
    kind: plan.kind,
    fileName: book.fileName,
    sheet: sheet.name,
    layout,
    date1904: sheet.date1904 === true,
    sheetArticle: sheetArticle([sheet.name, ...layout.titles]),
    round: { year: named.year ?? bySource.year, batch: named.batch ?? bySource.batch },
  }
  plan.warnings.push(...sheetWarnings(found, LIST))
  const summary: SheetSummary = { ...noRows(sheet.name), headerRow: layout.headerRow }
  const seen = new Map<string, number>()
  for (const { row, skip } of entries) {
    const planned = skip === null ? planRow(row) : skipped(row.row, skip)
    plan.rows.push(planned)
    summary.rows += 1
    if (planned.kind === 'new') summary.accepted += 1
    else if (planned.kind === 'rejected') summary.rejected += 1
    else summary.skipped += 1
  }
  return summary

  function planRow(row: OpenSheet['entries'][number]['row']): PlannedReference {
    const { entry, skip, problems, warnings } = readEntry(row, place)
    plan.warnings.push(...warnings)
    if (skip !== '') return skipped(row.row, skip)
    if (entry === null) {
      plan.problems.push(...problems)
      return { kind: 'rejected', sheet: sheet.name, row: row.row, problems }
    }
    const same = JSON.stringify([entry.name, entry.creditCode, entry.facts])
    const before = seen.get(same)
    if (before === undefined) seen.set(same, row.row)
    else plan.warnings.push(warning(row.row, `与第 ${before} 行内容相同，两行都已读取；重复的请删去后再导入`))
    return { kind: 'new', sheet: sheet.name, row: row.row, entry }
  }

  function skipped(row: number, reason: string): PlannedReference {
    return { kind: 'skipped', sheet: sheet.name, row, reason }
  }

  function warning(row: number, reason: string): ImportProblem {
    return { sheet: sheet.name, row, column: '', value: '', reason }
  }
}

/** What the list as a whole means beside what the database has. */
function listWarnings(plan: ReferencePlan, { lists, rounds, listedRounds }: KnownLists): ImportProblem[] {
  const warn = (reason: string): ImportProblem => ({ sheet: '', row: 0, column: '', value: '', reason })
  const other = lists.find(({ kind, source }) => kind === plan.kind && source === plan.source)
  const copy = lists.find(({ kind, source, sha256 }) => {
    return kind === plan.kind && source !== plan.source && sha256 === plan.sha256
  })
  const found = [
    ...(other === undefined
      ? []
      : [warn(`“${plan.source}”已有一份名单（${other.fileName}）。若本文件是它的更正，请撤回旧名单，否则两份都算`)]),
    ...(copy === undefined
      ? []
      : [warn(`同一份文件已作为“${copy.source}”导入过。若是来源写错了，请撤回那一份，否则两份都算`)]),
  ]
  if (plan.kind !== 'own-round') return found
  const named = new Map(
    plan.rows.flatMap((row): [string, string][] => {
      if (row.kind !== 'new') return []
      const { year, batch } = row.entry.facts
      return [[`${year}-${batch}`, `${year}年第${batch}批`]]
    }),
  )
  const sentences = [...named].flatMap(([key, name]) => {
    if (rounds.has(key)) return [warn(`${name}在本机案卷中已有批次，以本机的定稿名单为准，这些行不计入`)]
    const before = listedRounds.get(key)
    if (before === undefined || before === plan.source || before === copy?.source) return []
    return [
      warn(`${name}的资助在“${before}”名单中已有。两份名单若有相同的资助会重复计入年度上限和名额，请核对并撤回其一`),
    ]
  })
  return [...found, ...sentences]
}

function refuseEmpty(book: IntakeBook, open: readonly (OpenSheet | null)[]): void {
  const found = open.filter((each) => each !== null)
  if (found.length === 0) {
    throw new AppError(
      'BAD_WORKBOOK',
      `没有找到表头：“${book.fileName}”里没有一行写有“单位名称”和别的列名。请确认选对了文件，或在导入窗口指定表头行`,
    )
  }
  if (found.every(({ entries }) => entries.every(({ skip }) => skip !== null))) {
    throw new AppError('BAD_WORKBOOK', `“${book.fileName}”只有表头，没有名单内容。请确认选对了文件，并已保存填写的内容`)
  }
}
