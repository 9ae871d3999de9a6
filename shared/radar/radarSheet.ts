import { FACTS } from '../application.ts'
import { chinaDay, chinaMinute, type IsoInstant } from '../date.ts'
import { maskNumber } from '../maskNumber.ts'
import { DEMO_MARK } from '../report/marks.ts'
import type { DataRow, PaperCell, PaperColumn, PaperSheet } from '../report/sheet.ts'
import { CLAIM_KIND_NAMES } from './claim.ts'
import { claimPlace, reasonText, reasonWords } from './claimText.ts'
import { type RadarPair, type RadarView, UNRULED_NAME, VERDICT_NAMES } from './radarView.ts'
import { isPersonalNumber, type RelatedGroup, type Relation } from './related.ts'

const text = (header: string, width: number): PaperColumn => {
  return { field: header, header, width, kind: 'text', total: false }
}
const money = (header: string): PaperColumn => ({ field: header, header, width: 14, kind: 'money', total: false })
const whole = (header: string): PaperColumn => ({ field: header, header, width: 8, kind: 'integer', total: false })

const PAIRS: PaperColumn[] = [
  ...[text('申报编号', 14), text('申报单位', 24), text('信用代码', 22), money('申报金额（元）')],
  ...[text('对方类别', 10), text('对方出处', 24), text('对方单位', 24), text('对方信用代码', 22)],
  ...[whole('对方年度'), money('对方金额（元）'), whole('相似度'), text('理由', 18), text('依据', 48)],
  ...[text('认定', 10), text('认定理由', 28), text('认定人', 9), text('认定日期', 13)],
]
const RELATED: PaperColumn[] = [
  ...[text('组号', 8), text('相同之处', 18), text('内容', 40), text('申报编号', 16), text('申报单位', 34)],
  text('信用代码', 22),
]

/** 疑似重复 and 关联单位 as plain sheets. Personal numbers are masked; money cells are 分. */
export function radarSheets(view: RadarView, round: { name: string; demo: boolean }, at: IsoInstant): PaperSheet[] {
  const sheet = (name: string, columns: PaperColumn[], rows: DataRow[], unit: string): PaperSheet => ({
    ...{ name, columns, rows, unit, before: [], after: [], plain: true },
    mark: round.demo ? DEMO_MARK : '',
    pageTitle: `${round.name}查重（${name}）`,
    reference: chinaMinute(at),
  })
  return [
    sheet('疑似重复', PAIRS, view.pairs.map(pairRow), '金额单位：元'),
    sheet('关联单位', RELATED, view.related.flatMap(groupRows), ''),
  ]
}

function pairRow({ application, other, score, evidence, ruling }: RadarPair): DataRow {
  return data([
    ...[application.applicationNo ?? '', application.name, application.creditCode, application.amountFen],
    ...[CLAIM_KIND_NAMES[other.kind], claimPlace(other), other.name, other.creditCode, other.year, other.amountFen],
    ...[score, reasonWords(evidence).join('、'), reasonText(evidence)],
    ...(ruling === null
      ? [UNRULED_NAME, '', '', '']
      : [VERDICT_NAMES[ruling.ruling], ruling.reason, ruling.rulerName, chinaDay(ruling.ruledAt)]),
  ])
}

function groupRows({ shares, members }: RelatedGroup, index: number): DataRow[] {
  return members.map(({ applicationNo, applicant, creditCode }) =>
    data([
      ...[String(index + 1), shares.map(({ by }) => FACTS[by].label).join('、')],
      shares.map(({ by, value }) => shownValue(by, value)).join('、'),
      ...[applicationNo, applicant, creditCode],
    ]),
  )
}

/** A shared value as files and lists may show it. */
export function shownValue(by: Relation, value: string): string {
  return isPersonalNumber(by) ? maskNumber(value) : value
}

function data(cells: PaperCell[]): DataRow {
  return { kind: 'data', cells, overridden: false }
}
