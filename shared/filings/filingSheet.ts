import { chinaMinute, type IsoDate, type IsoInstant } from '../date.ts'
import type { DataRow, PaperColumn, PaperSheet } from '../report/sheet.ts'
import { type Filing, type FilingStep, filingNo, isPlan, STEP_NAMES } from './filing.ts'
import { FILING_STATE_NAMES, filingGaps, filingState } from './progress.ts'

const text = (header: string, width: number): PaperColumn => {
  return { field: header, header, width, kind: 'text', total: false }
}
const date = (header: string): PaperColumn => ({ field: header, header, width: 13, kind: 'date', total: false })

const COLUMNS: PaperColumn[] = [
  ...[text('编号', 13), text('主办单位', 26), text('统一社会信用代码', 22), text('活动名称', 30), text('活动类型', 6)],
  ...[text('所属产业', 10), text('举办地点', 20), date('开始日期'), date('结束日期'), date('报备日期')],
  ...[
    text('进度', 14),
    text('还缺', 32),
    text('关联申报', 14),
    text('办理经过', 48),
    text('备注', 16),
    text('登记人', 10),
  ],
]

/** 报备登记表 as one plain sheet, without contacts. */
export function filingSheets(
  filings: readonly (Filing & { linkedNo: string })[],
  head: { title: string; today: IsoDate; at: IsoInstant },
): PaperSheet[] {
  return [
    {
      name: '报备登记',
      columns: COLUMNS,
      rows: filings.map((one) => row(one, head.today)),
      unit: '',
      before: [],
      after: [],
      plain: true,
      mark: '',
      pageTitle: head.title,
      reference: chinaMinute(head.at),
    },
  ]
}

function row(one: Filing & { linkedNo: string }, today: IsoDate): DataRow {
  return {
    kind: 'data',
    overridden: false,
    cells: [
      ...[filingNo(one), one.organiser, one.creditCode, one.eventName, one.eventKind, one.industry, one.place],
      ...[one.startsOn, one.endsOn, one.filedOn, FILING_STATE_NAMES[filingState(one, today)]],
      ...[
        filingGaps(one, today).join('；'),
        one.linkedNo,
        one.steps.map(stepText).join('；'),
        one.note,
        one.entererName,
      ],
    ],
  }
}

function stepText(step: FilingStep): string {
  return `${step.happenedOn} ${isPlan(step) ? '安排跟踪' : STEP_NAMES[step.kind]}（${step.doerName}）：${step.words}`
}
