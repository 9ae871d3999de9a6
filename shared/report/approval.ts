import { chineseAmount } from '../chineseAmount.ts'
import { yuanGrouped } from '../money.ts'
import { type ColumnSets, isItemField } from './columns.ts'
import { countedStatuses, type FrozenList, LIST_STATUS_NAMES } from './frozenList.ts'
import { columnsFor, itemCell } from './itemCells.ts'
import { listMarks, listReference, listTime, roundTitle } from './marks.ts'
import {
  type Band,
  type BandPart,
  type CellLink,
  labelColumnOf,
  type PaperColumn,
  type PaperRow,
  type PaperSheet,
  rowsOf,
  sumColumns,
} from './sheet.ts'
import { type Explain, stepsSheet } from './stepsSheet.ts'
import { articleGroups } from './summary.ts'

/** 审批表 with the 计算依据 of what it grants behind it. */
export function approvalSheets(list: FrozenList, sets: ColumnSets, explain: Explain): PaperSheet[] {
  const granted = articleGroups(
    list,
    list.items.filter(({ status }) => status === 'granted'),
  ).flatMap(({ items }) => items)
  const steps = stepsSheet(list, sets, granted, explain, '审批表')
  return [approvalSheet(list, sets, (applicationNo) => steps.walked().places.get(applicationNo) ?? null), steps.sheet]
}

/** Signature boxes of the approval list, left to right. */
const OPINIONS = ['经办人意见', '科长意见', '分管领导意见']

/**
 * 审批表: the granted applications by article with subtotals, the total in figures and 大写, overrides marked with their
 * reason, opinion and signature boxes, ready to print on A4 landscape. `linkOf`: where a number leads in the workbook.
 */
export function approvalSheet(
  list: FrozenList,
  sets: ColumnSets,
  linkOf: (applicationNo: string) => CellLink | null = () => null,
): PaperSheet {
  const columns = columnsFor(sets.approval, list)
  const last = columns.length - 1
  const mark = listMarks(list).join('　')
  return {
    name: '审批表',
    before: [
      ...(mark === '' ? [] : [band('mark', [part(mark, 0, last, 'center', false)], 22)]),
      band('title', [part(`${roundTitle(list)}拟资助项目审批表`, 0, last, 'center', false)], 36),
      band('text', heads(list, last), 20),
    ],
    columns,
    rows: rowsOf(() => approvalRows(list, columns, linkOf)[Symbol.iterator]()),
    after: [
      band('text', [part(otherCounts(list), 0, last, 'left', true)], 22),
      band('text', opinionBoxes(columns), 92),
      band('text', [part(listNote(list), 0, last, 'left', false)], 34),
    ],
    plain: false,
    mark,
    unit: '金额单位：元',
    pageTitle: '',
    reference: listReference(list),
  }
}

/** By article: heading, applications, 小计; then 合计 and 大写. */
function approvalRows(
  list: FrozenList,
  columns: readonly PaperColumn[],
  linkOf: (applicationNo: string) => CellLink | null,
): PaperRow[] {
  const last = columns.length - 1
  const labelColumn = labelColumnOf(columns)
  const granted = list.items.filter((item) => item.status === 'granted')
  const rows: PaperRow[] = []
  const subtotals: number[] = []
  let index = 0
  for (const group of articleGroups(list, granted)) {
    if (group.items.length === 0) continue
    rows.push(band('heading', [part(`${group.name}（${group.items.length}项）`, 0, last, 'left', true)], 22))
    const from = rows.length
    for (const item of group.items) {
      index += 1
      const cells = columns.map(({ field }) => (isItemField(field) ? itemCell(field, item, index, list) : null))
      rows.push({ kind: 'data', cells, overridden: item.overridden, link: linkOf(item.applicationNo) })
    }
    const spans = [{ from, to: rows.length - 1 }]
    const values = sumColumns(columns, rows.slice(from))
    subtotals.push(rows.length)
    rows.push({ kind: 'sum', label: '小计', labelColumn, spans, values, strong: false })
  }
  const total = sumColumns(columns, rows)
  const spans = subtotals.map((at) => ({ from: at, to: at }))
  rows.push({ kind: 'sum', label: `合计（${granted.length}项）`, labelColumn, spans, values: total, strong: true })
  const allocated = granted.reduce((sum, item) => sum + item.allocatedFen, 0)
  const words = `拟资助金额合计（大写）：${chineseAmount(allocated)}　（¥${yuanGrouped(allocated)}）`
  rows.push(band('strong', [part(words, 0, last, 'left', true)], 26))
  return rows
}

function heads(list: FrozenList, last: number): BandPart[] {
  const middle = Math.ceil(last / 2)
  const budget = `本批预算：${yuanGrouped(list.round.budgetFen)}元　未分配余额：${yuanGrouped(list.allocation.remainderFen)}元`
  return [
    part(budget, 0, middle, 'left', false),
    part(`定稿号：${list.listNo}　定稿时间：${listTime(list)}　金额单位：元`, middle + 1, last, 'right', false),
  ]
}

/** What the table leaves out, so that the chief sees the whole round adds up. */
function otherCounts(list: FrozenList): string {
  const counts = countedStatuses(list.items).map(({ status, count }) => `${LIST_STATUS_NAMES[status]}${count}件`)
  const overrides = list.items.filter((item) => item.status === 'granted' && item.overridden).length
  return `本批共受理${list.items.length}件：${counts.join('，')}。其中人工调整${overrides}件，以★标注；其余情况见资助汇总表。`
}

function listNote(list: FrozenList): string {
  return `定稿名单校验值（SHA-256）：${list.hash}　审计链末端：${list.auditHead}`
}

/** Three boxes of about equal printed width. */
function opinionBoxes(columns: readonly PaperColumn[]): BandPart[] {
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const parts: BandPart[] = []
  let from = 0
  let reached = 0
  columns.forEach((column, index) => {
    reached += column.width
    const closing = index === columns.length - 1
    const enough = reached >= (whole * (parts.length + 1)) / OPINIONS.length - column.width / 2
    if (!closing && (!enough || parts.length === OPINIONS.length - 1)) return
    const text = `${OPINIONS[parts.length] ?? ''}：\n\n\n\n签名：　　　　　　　　　　　　　年　　月　　日`
    parts.push(part(text, from, index, 'left', true))
    from = index + 1
  })
  return parts
}

function band(style: Band['style'], parts: BandPart[], height: number): Band {
  return { kind: 'band', style, height, parts }
}

function part(text: string, from: number, to: number, align: BandPart['align'], boxed: boolean): BandPart {
  return { text, from, to, align, boxed }
}
