import { chinaMinute, type IsoInstant } from '../date.ts'
import type { Decimal } from '../decimal.ts'
import { type Fen, wanText } from '../money.ts'
import { DEMO_MARK } from '../report/marks.ts'
import {
  type DataRow,
  labelColumnOf,
  type PaperCell,
  type PaperColumn,
  type PaperRows,
  type PaperSheet,
  withTotal,
} from '../report/sheet.ts'
import type { CaseRow } from '../views.ts'
import { type ColumnKey, fenOf, QUEUE_COLUMNS, wordsOf } from './columns.ts'

const PIXELS_PER_CHARACTER = 7

/** The list as it stands on screen with its sums, and 说明 of what it is. Amounts are numbers in 万元, exact. */
export function queueSheets(
  rows: readonly CaseRow[],
  columns: readonly ColumnKey[],
  about: { name: string; demo: boolean; words: string; by: string; at: IsoInstant },
): PaperSheet[] {
  const mark = about.demo ? DEMO_MARK : ''
  const reference = chinaMinute(about.at)
  const sheet = (name: string, paper: PaperColumn[], data: PaperRows, unit: string): PaperSheet => ({
    ...{ name, columns: paper, rows: data, unit, mark, reference, before: [], after: [], plain: true },
    pageTitle: `${about.name}申报列表`,
  })
  const list = columns.map(paperColumn)
  const cases = function* (): Generator<DataRow> {
    for (const row of rows) yield caseRow(row, columns)
  }
  const notes: [string, string][] = [
    ['批次', about.name],
    ['筛选', about.words],
    ['件数', String(rows.length)],
    ['导出时间', reference],
    ['导出人', about.by],
    ...(about.demo ? ([['参数', DEMO_MARK]] satisfies [string, string][]) : []),
  ]
  return [
    sheet('申报列表', list, withTotal(list, cases, labelColumnOf(list)), '金额单位：万元'),
    sheet(
      '说明',
      [text('项目', 14), text('内容', 60)],
      notes.map((cells) => data(cells, false)),
      '',
    ),
  ]
}

function paperColumn(key: ColumnKey): PaperColumn {
  const { name, kind, width } = QUEUE_COLUMNS[key]
  if (kind === 'money') return { field: key, header: `${name}（万元）`, width: 16, kind: 'wan', total: true }
  const characters = Math.ceil(width / PIXELS_PER_CHARACTER)
  if (kind === 'score') return { field: key, header: name, width: characters, kind: 'decimal', total: false }
  return text(name, characters)
}

function caseRow(row: CaseRow, columns: readonly ColumnKey[]): DataRow {
  const amounts = columns.map((key) => (QUEUE_COLUMNS[key].kind === 'money' ? fenOf(row, key) : null))
  return {
    ...data(
      columns.map((key) => cellOf(row, key)),
      row.overridden,
    ),
    amounts,
  }
}

function cellOf(row: CaseRow, key: ColumnKey): PaperCell {
  const { kind } = QUEUE_COLUMNS[key]
  if (kind === 'money') return amount(fenOf(row, key))
  return kind === 'score' ? row.score : wordsOf(row, key)
}

function amount(fen: Fen | null): Decimal | null {
  return fen === null ? null : wanText(fen)
}

function text(header: string, width: number): PaperColumn {
  return { field: header, header, width, kind: 'text', total: false }
}

function data(cells: PaperCell[], overridden: boolean): DataRow {
  return { kind: 'data', cells, overridden }
}
