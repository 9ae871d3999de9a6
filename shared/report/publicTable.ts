import type { Fen } from '../money.ts'
import { wanGrouped } from '../money.ts'
import { withoutUnseen } from '../unseen.ts'
import type { ListItem } from './frozenList.ts'
import { maskName, type NameMask } from './maskName.ts'
import {
  isMoneyField,
  type MoneyField,
  type NoticeColumn,
  type NoticeTemplate,
  type PublicField,
} from './noticeTemplate.ts'
import type { PublicText } from './privacy.ts'

export interface NoticeTable {
  title: string[]
  unit: string
  columns: NoticeColumn[]
  rows: { applicationNo: string; cells: string[] }[]
  total: string[]
}

/** One row of a public table. Of a plain list `beforeFen`, `afterFen` and `change` say nothing. */
export interface PublicRow {
  item: ListItem
  beforeFen: Fen | null
  afterFen: Fen | null
  change: string
}

export function plainRow(item: ListItem): PublicRow {
  return { item, beforeFen: null, afterFen: null, change: '' }
}

/** The 附表 as text, natural persons masked; the amounts of a column have as many decimals as the column needs. */
export function publicTable(
  rows: readonly PublicRow[],
  template: NoticeTemplate,
  fill: (text: string) => string,
): NoticeTable {
  const { columns, personNames } = template
  const decimals = new Map<PublicField, number>()
  for (const { field } of columns) {
    if (isMoneyField(field)) decimals.set(field, Math.max(...rows.map((row) => places(moneyOf(row, field)))))
  }
  const wan = (fen: Fen, field: PublicField): string => wanFixed(fen, decimals.get(field) ?? 2)
  const cells = rows.map((row, index) => ({
    applicationNo: row.item.applicationNo,
    cells: columns.map(({ field }) => {
      if (!isMoneyField(field)) return singleLine(publicWords(row, field, index, personNames))
      const fen = moneyOf(row, field)
      return fen === null ? (field === 'beforeFen' || field === 'afterFen' ? '—' : '') : wan(fen, field)
    }),
  }))
  const total = columns.map(({ field, total }) => {
    if (!total || !isMoneyField(field)) return ''
    return wan(
      rows.reduce((sum, row) => sum + (moneyOf(row, field) ?? 0), 0),
      field,
    )
  })
  const label = columns.findIndex(({ field }) => field === 'applicant')
  if (label >= 0 && total.some((text) => text !== '')) total[label] = '合计'
  return { title: template.tableTitle.map(fill), unit: template.unit, columns, rows: cells, total }
}

/** Every cell, named as people know it. Figures that the program wrote itself are left out. */
export function* tableTexts(table: NoticeTable, paper: string): Generator<PublicText> {
  for (const [row, { applicationNo, cells }] of table.rows.entries()) {
    for (const [index, text] of cells.entries()) {
      const column = table.columns[index]
      if (column === undefined || column.field === 'index' || isMoneyField(column.field)) continue
      const place = `${paper}表第${row + 1}行${applicationNo}的“${column.header}”`
      yield { place, text, creditCode: column.field === 'creditCode', applicationNo, field: column.field }
    }
  }
}

/** A column of words of a row as it is made public: natural persons' names masked wherever they stand. */
export function publicWords(row: PublicRow, field: PublicField, index: number, mask: NameMask): string {
  const { item } = row
  if (field === 'index') return String(index + 1)
  if (field === 'change') return maskPerson(row.change, item, mask)
  if (isMoneyField(field)) return ''
  return field === 'applicant' || field === 'projectName' ? maskPerson(item[field], item, mask) : item[field]
}

function maskPerson(text: string, { naturalPerson, applicant, personName }: ListItem, mask: NameMask): string {
  const names = [naturalPerson ? applicant : '', personName].filter((name) => name !== '')
  return names.reduce((masked, name) => masked.replaceAll(name, maskName(name, mask)), text)
}

function moneyOf(row: PublicRow, field: MoneyField): Fen | null {
  return field === 'beforeFen' || field === 'afterFen' ? row[field] : row.item[field]
}

/** Line breaks and invisible characters do not belong in a printed cell. */
export function singleLine(text: string): string {
  return withoutUnseen(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

/** Decimals 万元 needs to be exact: 2 to 6. */
function places(fen: Fen | null): number {
  if (fen === null) return 2
  for (let count = 2; count < 6; count += 1) if (fen % 10 ** (6 - count) === 0) return count
  return 6
}

/** 分 as 万元 with this many decimals; exact because `decimals` fits every amount of the column. */
function wanFixed(fen: Fen, decimals: number): string {
  const [whole = '0', fraction = ''] = wanGrouped(fen).split('.')
  return `${whole}.${fraction.padEnd(decimals, '0')}`
}
