import { chinaMinute, type IsoInstant } from '../date.ts'
import { DEMO_MARK } from '../report/marks.ts'
import type { DataRow, PaperColumn, PaperSheet } from '../report/sheet.ts'
import { type DisagreementRow, leanText } from './disagreement.ts'

const text = (header: string, width: number): PaperColumn => {
  return { field: header, header, width, kind: 'text', total: false }
}
const number = (header: string, width: number): PaperColumn => {
  return { field: header, header, width, kind: 'decimal', total: false }
}

const COLUMNS: PaperColumn[] = [
  ...[text('申报编号', 14), text('申报单位', 30), text('产业', 10), text('项目名称', 30), number('极差', 8)],
  ...[number('标准差', 8), number('标准化均分', 11), text('各指标分差（低—高）', 58), text('专家', 8)],
  ...[number('总分', 8), text('宽严（各件平均）', 22), text('评语', 40)],
]

/** 分歧清单 for the meeting: one row per case and expert, experts without names. */
export function disagreementSheets(
  rows: readonly DisagreementRow[],
  head: { title: string; demo: boolean; at: IsoInstant },
): PaperSheet[] {
  return [
    {
      name: '分歧清单',
      columns: COLUMNS,
      rows: rows.flatMap(caseRows),
      unit: '单位：分；内部资料，供评审会议使用',
      before: [],
      after: [],
      plain: true,
      mark: head.demo ? DEMO_MARK : '',
      pageTitle: head.title,
      reference: chinaMinute(head.at),
    },
  ]
}

function caseRows(row: DisagreementRow): DataRow[] {
  const spread = row.criteria.map(({ name, low, high, spread: apart }) => `${name} ${apart}（${low}—${high}）`)
  return row.given.map(({ expert, total, lean, comment }) => ({
    kind: 'data',
    overridden: false,
    cells: [
      ...[row.applicationNo, row.applicant, row.industry, row.projectName, row.range, row.deviation],
      ...[row.normalisedMean, spread.join('；'), expert, total, leanText(lean), comment],
    ],
  }))
}
