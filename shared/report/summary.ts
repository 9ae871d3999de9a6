import type { ArticleKey } from '../application.ts'
import { compareDecimals } from '../decimal.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { type ColumnSets, isItemField, REASON_FIELDS, type ReasonField } from './columns.ts'
import { type FrozenList, itemShares, type ListItem } from './frozenList.ts'
import { columnsFor, itemCell } from './itemCells.ts'
import { listHead, listMarks, listReference, roundTitle } from './marks.ts'
import {
  type CellLink,
  type DataRow,
  labelColumnOf,
  type PaperCell,
  type PaperColumn,
  type PaperSheet,
  sheetName,
  WITH_WAITING,
  withTotal,
} from './sheet.ts'
import { type Explain, NOTHING_KNOWN, stepsSheet } from './stepsSheet.ts'
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
 * `explain` tells what stands behind each amount; 汇总 leads to it. Rows are made while they are walked. Money cells are
 * 分. Carries no 证件号码, 手机 or 账号: the list holds none.
 */
export function summarySheets(
  list: FrozenList,
  sets: ColumnSets,
  filter: SummaryFilter = WHOLE_LIST,
  explain: Explain = NOTHING_KNOWN,
): PaperSheet[] {
  const { applicationNos } = filter
  const items = list.items.filter((item) => applicationNos === null || applicationNos.has(item.applicationNo))
  const used = new Set<string>()
  const base = {
    ...{ before: [], after: [], plain: true, mark: listMarks(list).join('　') },
    ...{ head: listHead(list), reference: listReference(list) },
  }
  const sheet = (
    wanted: string,
    columns: PaperColumn[],
    rows: () => Iterable<DataRow>,
    label = '合计',
  ): PaperSheet => ({
    ...base,
    name: sheetName(wanted, used),
    columns,
    rows: withTotal(columns, rows, labelColumnOf(columns), label),
    unit: columns.some((column) => column.kind === 'money') ? '金额单位：元' : '',
    pageTitle: `${roundTitle(list)}资助汇总表（${wanted}）`,
  })
  const itemSheet = (wanted: string, set: readonly PaperColumn[], of: ListItem[], linkOf = nowhere): PaperSheet => {
    const columns = columnsFor(set, list)
    return sheet(wanted, columns, () => itemRows(columns, of, list, linkOf), totalLabel(columns, of))
  }
  const reasonSheet = (wanted: string, of: ListItem[]): PaperSheet => {
    const columns = columnsFor(sets.refused, list)
    return sheet(wanted, columns, () => reasonRows(columns, of, list))
  }
  const open = items.filter((item) => item.status === 'open')
  const steps = stepsSheet(list, sets, items, explain, '资助汇总表')
  return [
    itemSheet('汇总', sets.summary, items, (applicationNo) => steps.walked().places.get(applicationNo) ?? null),
    ...articleGroups(list, items).map((group) => itemSheet(group.name, sets.article, group.items)),
    reasonSheet(
      '不予支持及原因',
      items.filter((item) => item.status === 'refused'),
    ),
    itemSheet('候补', sets.waiting, waitingInOrder(list, items)),
    ...(open.length > 0 ? [reasonSheet('未定', open)] : []),
    { ...steps.sheet, name: sheetName(steps.sheet.name, used) },
    { ...base, ...aboutSheet(list, items, filter.text, sheetName('说明', used), () => steps.walked().wording) },
  ]
}

/** Says so where a column of 应资助 holds more than what takes part in the budget. */
function totalLabel(columns: readonly PaperColumn[], items: readonly ListItem[]): string {
  const summed = columns.some(({ field, total }) => field === 'entitledFen' && total)
  return summed && items.some((item) => item.entitledFen > 0 && !itemShares(item)) ? WITH_WAITING : '合计'
}

type LinkOf = (applicationNo: string) => CellLink | null
const nowhere: LinkOf = () => null

/** 候补 and 并列待定 as they would move up: by article, industry and score, the highest first. */
function waitingInOrder(list: FrozenList, items: readonly ListItem[]): ListItem[] {
  const waiting = items.filter(({ status }) => status === 'waiting' || status === 'tied')
  return articleGroups(list, waiting).flatMap((group) =>
    group.items.toSorted(
      (a, b) =>
        a.industry.localeCompare(b.industry, 'zh') ||
        compareDecimals(b.score ?? '0', a.score ?? '0') ||
        a.applicationNo.localeCompare(b.applicationNo),
    ),
  )
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

function* itemRows(
  columns: PaperColumn[],
  items: readonly ListItem[],
  list: FrozenList,
  linkOf: LinkOf,
): Generator<DataRow> {
  for (const [index, item] of items.entries()) {
    const cells = columns.map(({ field }) => (isItemField(field) ? itemCell(field, item, index + 1, list) : null))
    yield { kind: 'data', overridden: item.overridden, cells, link: linkOf(item.applicationNo) }
  }
}

/** The opinion stands once a case, on its first reason; the words hold however the rows are sorted. */
const FIRST_LINE = '见本件第一条原因'

function* reasonRows(columns: PaperColumn[], items: readonly ListItem[], list: FrozenList): Generator<DataRow> {
  let index = 0
  for (const item of items) {
    // A refusal by decision alone has no failed condition; its reason is the opinion.
    const reasons = item.reasons.length > 0 ? item.reasons : [null]
    for (const [at, reason] of reasons.entries()) {
      const values: Record<ReasonField, PaperCell> = {
        condition: reason?.label ?? '',
        conditionOutcome: reason === null ? '' : OUTCOME_NAMES[reason.outcome],
        clause: reason?.clause ?? item.articleNo,
        reason: reason?.text ?? item.opinion,
        supplement: reason?.supplement ?? '',
      }
      index += 1
      const rowNo = index
      const cells = columns.map(({ field }) => {
        if (isReasonField(field)) return values[field]
        if (field === 'opinion' && at > 0 && item.opinion !== '') return FIRST_LINE
        return isItemField(field) ? itemCell(field, item, rowNo, list) : null
      })
      yield { kind: 'data', overridden: item.overridden, cells }
    }
  }
}

function isReasonField(field: string): field is ReasonField {
  return Object.hasOwn(REASON_FIELDS, field)
}
