import { chinaMinute, type IsoDate, type IsoInstant } from '../date.ts'
import { DEMO_MARK } from '../report/marks.ts'
import type { DataRow, PaperColumn, PaperSheet } from '../report/sheet.ts'
import {
  closingStep,
  EFFECT_NAMES,
  OBJECTION_KIND_NAMES,
  type Objection,
  type ObjectionStep,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  SIGNED_NAMES,
  STATE_NAMES,
} from './objection.ts'

const text = (header: string, width: number): PaperColumn => {
  return { field: header, header, width, kind: 'text', total: false }
}
const date = (header: string): PaperColumn => ({ field: header, header, width: 13, kind: 'date', total: false })

const COLUMNS: PaperColumn[] = [
  ...[text('编号', 16), text('类别', 7), text('申报编号', 14), text('申报单位', 26), text('提出人', 12)],
  ...[text('署名', 7), date('收到日期'), text('收到方式', 9), text('事由', 36), date('办理期限'), text('状态', 9)],
  ...[text('办理经过', 54), text('结论', 10), text('对名单的影响', 14), date('办结日期'), text('办结人', 10)],
  text('登记人', 10),
]

export interface ObjectionSheetHead {
  year: number
  batch: number
  demo: boolean
  today: IsoDate
  at: IsoInstant
}

/** 异议台账 as one plain sheet. It names who objected: internal only, and says so on every page. */
export function objectionSheets(objections: readonly Objection[], head: ObjectionSheetHead): PaperSheet[] {
  return [
    {
      name: '异议台账',
      columns: COLUMNS,
      rows: objections.map((one) => row(one, head)),
      unit: '内部资料，不得公开',
      before: [],
      after: [],
      plain: true,
      mark: head.demo ? DEMO_MARK : '',
      pageTitle: `${head.year}年第${head.batch}批异议台账`,
      reference: chinaMinute(head.at),
    },
  ]
}

function row(one: Objection, head: ObjectionSheetHead): DataRow {
  const closing = closingStep(one)
  const ending =
    closing === null || closing.outcome === null
      ? ['', '', null, '']
      : [OUTCOME_WORDS[closing.outcome], EFFECT_NAMES[closing.effect], closing.happenedOn, closing.doerName]
  return {
    kind: 'data',
    overridden: false,
    cells: [
      ...[objectionNo(one, head), OBJECTION_KIND_NAMES[one.kind], one.applicationNo ?? '', one.applicant ?? ''],
      ...[one.person, SIGNED_NAMES[one.signed], one.receivedOn, one.receivedHow, one.subject, one.dueOn],
      ...[STATE_NAMES[objectionState(one, head.today)], one.steps.map(stepText).join('；'), ...ending, one.entererName],
    ],
  }
}

function stepText({ happenedOn, doerName, words }: ObjectionStep): string {
  return `${happenedOn} ${doerName}：${words}`
}
