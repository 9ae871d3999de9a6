import { yuanGrouped } from '../money.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import type { ItemField } from './columns.ts'
import { type FrozenList, LIST_STATUS_NAMES, type ListItem } from './frozenList.ts'
import { listMarks } from './marks.ts'
import type { PaperCell, PaperColumn } from './sheet.ts'

/** One cell of an application's row; `index` is the running number. */
export function itemCell(field: ItemField, item: ListItem, index: number, list: FrozenList): PaperCell {
  switch (field) {
    case 'index':
      return index
    case 'mark':
      return listMarks(list).join('；')
    case 'status':
      return LIST_STATUS_NAMES[item.status]
    case 'outcome':
      return OUTCOME_NAMES[item.outcome]
    case 'overridden':
      return item.overridden ? '是' : ''
    case 'remark':
      return remark(item)
    case 'sourceSheet':
      return item.source.sheet
    case 'sourceRow':
      return item.source.row
    case 'articleNo':
      return item.articleNo === '' ? '条款待核' : item.articleNo
    default:
      return item[field]
  }
}

/** 备注 of the approval list: what a person changed and why, and whether the amount was cut. */
function remark(item: ListItem): string {
  const notes: string[] = []
  if (item.overridden) {
    const computed = item.computedFen === null ? '机审无金额' : `机审金额${yuanGrouped(item.computedFen)}元`
    const outcome = item.outcome === 'met' ? '' : `，机审结论“${OUTCOME_NAMES[item.outcome]}”`
    notes.push(`★人工调整：${item.opinion}（${computed}${outcome}）`)
  }
  if (item.status === 'granted' && item.allocatedFen < item.entitledFen) notes.push('按比例核减')
  return notes.join('；')
}

/** The set's columns for this list: the 标记 column only stands where there is something to mark. */
export function columnsFor(columns: readonly PaperColumn[], list: FrozenList): PaperColumn[] {
  return columns.filter((column) => column.field !== 'mark' || listMarks(list).length > 0)
}
