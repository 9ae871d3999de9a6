import type { ArticleKey } from '../application.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { type ColumnSets, isItemField, REASON_FIELDS, type ReasonField } from './columns.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { columnsFor, itemCell } from './itemCells.ts'
import { listMarks, listReference, roundTitle } from './marks.ts'
import { type DataRow, type PaperCell, type PaperColumn, type PaperSheet, sheetName, sumColumns } from './sheet.ts'
import { type Explanations, stepsSheet } from './stepsSheet.ts'
import { aboutSheet } from './summaryAbout.ts'

/** What part of the list the summary shows: 「全部」 or the words of the filter and the applications it kept. */
export interface SummaryFilter {
  text: string
  /** Null: all. */
  applicationNos: ReadonlySet<string> | null
}

export const WHOLE_LIST: SummaryFilter = { text: '全部申报', applicationNos: null }

/**
 * 资助汇总表 (domain.md §9): 汇总, one sheet per article, 不予支持及原因, 候补, 未定 when there are any, 计算依据, 说明.
 * `explanations` carry what stands behind each amount; 汇总 leads to it. Money cells are 分. Carries no 证件号码, 手机 or 账号: the list holds none.
 */
export function summarySheets(
  list: FrozenList,
  sets: ColumnSets,
  filter: SummaryFilter = WHOLE_LIST,
  explanations: Explanations = new Map(),
): PaperSheet[] {
  const { applicationNos } = filter
  const items = list.items.filter((item) => applicationNos === null || applicationNos.has(item.applicationNo))
  const used = new Set<string>()
  const base = { before: [], after: [], plain: true, mark: listMarks(list).join('　'), reference: listReference(list) }
  const sheet = (wanted: string, columns: PaperColumn[], rows: DataRow[]): PaperSheet => ({
    ...base,
    name: sheetName(wanted, used),
    columns,
    rows: withTotal(columns, rows),
    unit: columns.some((column) => column.kind === 'money') ? '金额单位：元' : '',
    pageTitle: `${roundTitle(list)}资助汇总表（${wanted}）`,
  })
  const itemSheet = (wanted: string, set: readonly PaperColumn[], of: ListItem[]): PaperSheet => {
    const columns = columnsFor(set, list)
    return sheet(wanted, columns, itemRows(columns, of, list))
  }
  const reasonSheet = (wanted: string, of: ListItem[]): PaperSheet => {
    const columns = columnsFor(sets.refused, list)
    return sheet(wanted, columns, reasonRows(columns, of, list))
  }
  const open = items.filter((item) => item.status === 'open')
  const steps = stepsSheet(list, sets, items, explanations, '资助汇总表')
  return [
    linked(itemSheet('汇总', sets.summary, items), items, steps.linkOf),
    ...articleGroups(list, items).map((group) => itemSheet(group.name, sets.article, group.items)),
    reasonSheet(
      '不予支持及原因',
      items.filter((item) => item.status === 'refused'),
    ),
    itemSheet(
      '候补',
      sets.waiting,
      items.filter((item) => item.status === 'waiting' || item.status === 'tied'),
    ),
    ...(open.length > 0 ? [reasonSheet('未定', open)] : []),
    { ...steps.sheet, name: sheetName(steps.sheet.name, used) },
    { ...base, ...aboutSheet(list, items, filter.text, sheetName('说明', used), explanations) },
  ]
}

/** The data rows of an item sheet stand in the order of its items. */
function linked(
  sheet: PaperSheet,
  items: readonly ListItem[],
  linkOf: (applicationNo: string) => DataRow['link'],
): PaperSheet {
  const rows = sheet.rows.map((row, index) => {
    const item = items[index]
    return row.kind === 'data' && item !== undefined ? { ...row, link: linkOf(item.applicationNo) ?? null } : row
  })
  return { ...sheet, rows }
}

export interface ArticleGroup {
  key: ArticleKey | null
  no: string
  title: string
  name: string
  items: ListItem[]
}

/** Applications by article: the round's articles in order, then articles only old or ambiguous claims name. */
export function articleGroups(list: FrozenList, items: readonly ListItem[]): ArticleGroup[] {
  const groups = new Map<string, ArticleGroup>()
  for (const { key, no, title } of list.articles) groups.set(key, { key, no, title, name: `${no} ${title}`, items: [] })
  for (const item of items) {
    const id = item.article ?? ''
    const name = item.article === null ? '条款待核' : `${item.articleNo} ${item.articleTitle}`.trim()
    const group = groups.get(id) ?? { key: item.article, no: item.articleNo, title: item.articleTitle, name, items: [] }
    group.items.push(item)
    groups.set(id, group)
  }
  return [...groups.values()]
}

function itemRows(columns: PaperColumn[], items: readonly ListItem[], list: FrozenList): DataRow[] {
  return items.map((item, index) => ({
    kind: 'data',
    overridden: item.overridden,
    cells: columns.map(({ field }) => (isItemField(field) ? itemCell(field, item, index + 1, list) : null)),
  }))
}

function reasonRows(columns: PaperColumn[], items: readonly ListItem[], list: FrozenList): DataRow[] {
  const rows: DataRow[] = []
  for (const item of items) {
    // A refusal by decision alone has no failed condition; its reason is the opinion.
    const reasons = item.reasons.length > 0 ? item.reasons : [null]
    for (const reason of reasons) {
      const values: Record<ReasonField, PaperCell> = {
        condition: reason?.label ?? '',
        conditionOutcome: reason === null ? '' : OUTCOME_NAMES[reason.outcome],
        clause: reason?.clause ?? item.articleNo,
        reason: reason?.text ?? item.opinion,
        supplement: reason?.supplement ?? '',
      }
      const index = rows.length + 1
      const cells = columns.map(({ field }) => {
        if (isReasonField(field)) return values[field]
        return isItemField(field) ? itemCell(field, item, index, list) : null
      })
      rows.push({ kind: 'data', overridden: item.overridden, cells })
    }
  }
  return rows
}

function withTotal(columns: PaperColumn[], rows: DataRow[]): PaperSheet['rows'] {
  const totals = sumColumns(columns, rows)
  if (!columns.some((column) => column.total)) return rows
  const labelColumn = Math.max(
    0,
    columns.findIndex((column) => column.field === 'applicationNo'),
  )
  const spans = rows.length === 0 ? [] : [{ from: 0, to: rows.length - 1 }]
  return [...rows, { kind: 'sum', label: '合计', labelColumn, spans, values: totals, strong: true }]
}

function isReasonField(field: string): field is ReasonField {
  return Object.hasOwn(REASON_FIELDS, field)
}
