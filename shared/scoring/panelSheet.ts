import type { QuotaPlace } from '../cohort/allocation.ts'
import { compareApplicationNos } from '../cohort/order.ts'
import type { IsoDate } from '../date.ts'
import { DEMO_MARK } from '../report/marks.ts'
import {
  type Band,
  type BandPart,
  type DataRow,
  type PaperColumn,
  type PaperSheet,
  sheetName,
} from '../report/sheet.ts'
import { schemeLines } from './scheme.ts'
import type { ScoringTable, TableBallot, TableRow } from './views.ts'

/** Whether a case got a place, and what the chief ruled where scores were equal. */
export interface PanelPlace {
  quota: QuotaPlace | null
  ruling: string
}

export interface PanelHead {
  round: { year: number; batch: number }
  demo: boolean
  /** A print is a copy of an export byte by byte, so the day is said, not the minute. */
  madeOn: IsoDate
}

/** One article that experts score. */
export interface PanelArticle {
  articleNo: string
  title: string
  table: ScoringTable
  places: ReadonlyMap<string, PanelPlace>
}

const QUOTA_WORDS: Record<QuotaPlace, string> = { in: '入选', waiting: '候补', tied: '并列待定' }
const PASS_WORDS = { passed: '合格', failed: '不合格', incomplete: '未评完' } as const
/** 说明 takes what the experts leave of A4 across, in characters. */
const A4_WIDTH = 210
const NARROW_REMARKS = 34
const WIDE_REMARKS = 72
/** Signature lines side by side. */
const SIGNED_ABREAST = 3

/**
 * 评审汇总表: a sheet per article with every expert's total, what they come to, the place, and who is in; experts by number
 * as in 分歧清单, and below a line for each to sign, which says whose number it is. Ready to print, A4 landscape.
 */
export function panelSheets(articles: readonly PanelArticle[], head: PanelHead): PaperSheet[] {
  const used = new Set<string>()
  return articles.map((article) => panelSheet(article, head, sheetName(`${article.articleNo} 评审汇总`, used)))
}

function panelSheet({ articleNo, title, table, places }: PanelArticle, head: PanelHead, name: string): PaperSheet {
  const experts = expertsOf(table)
  const columns = columnsOf(experts.length, table.byIndustry)
  const last = columns.length - 1
  const mark = head.demo || table.scheme.demo ? DEMO_MARK : ''
  const { year, batch } = head.round
  const ids = experts.map(({ id }) => id)
  const rows = table.rows.toSorted(byPlace).map((row) => dataRow(row, ids, places.get(row.applicationNo)))
  return {
    name,
    columns,
    rows,
    before: [
      ...(mark === '' ? [] : [band('mark', [part(mark, 0, last, 'center')], 22)]),
      band('title', [part(`${year}年第${batch}批${articleNo}评审汇总表`, 0, last, 'center')], 36),
      band('text', [part(title, 0, last, 'center')], 20),
    ],
    after: [
      band('text', [part([...schemeLines(table.scheme), ...summaryLines(table)].join('\n'), 0, last, 'left')], null),
      ...signatures(experts, last),
    ],
    plain: false,
    mark,
    unit: '单位：分；内部资料',
    pageTitle: '',
    reference: `生成日期 ${head.madeOn}`,
  }
}

type Expert = { id: string; name: string }

/** Experts in the panel's order; one who scored and sits on it no longer follows. */
function expertsOf({ panel, rows }: ScoringTable): Expert[] {
  const names = new Map(panel.map(({ id, name }) => [id, name]))
  for (const { expertId, expertName } of rows.flatMap(({ ballots }) => ballots)) {
    if (!names.has(expertId)) names.set(expertId, expertName)
  }
  return [...names].map(([id, name]) => ({ id, name }))
}

function columnsOf(experts: number, byIndustry: boolean): PaperColumn[] {
  const given = Array.from({ length: experts }, (_, at) => text(`专家${at + 1}`, 9))
  const columns: PaperColumn[] = [
    { ...text(byIndustry ? '名次（产业内）' : '名次', 9), kind: 'integer' },
    ...[text('申报编号', 14), text('申报单位', 30), text('产业', 10), text('项目名称', 24)],
    ...given,
    { ...text('得分', 9), kind: 'decimal' },
    ...[text('评审结论', 11), text('名额', 9)],
  ]
  const left = A4_WIDTH - columns.reduce((sum, { width }) => sum + width, 0)
  return [...columns, text('说明', Math.max(NARROW_REMARKS, Math.min(WIDE_REMARKS, left)))]
}

function dataRow(row: TableRow, experts: readonly string[], place: PanelPlace | undefined): DataRow {
  const ballots = new Map(row.ballots.map((ballot) => [ballot.expertId, ballot]))
  const remarks = [
    ...(row.tied ? ['同分'] : []),
    ...(place === undefined || place.ruling === '' ? [] : [place.ruling]),
    ...(row.disagrees ? ['分歧较大'] : []),
    ...row.ballots.flatMap(({ points, expertId, comment }) =>
      points === null ? [`专家${experts.indexOf(expertId) + 1}回避：${comment}`] : [],
    ),
    ...(row.complete ? [] : [row.from === 'imported' ? '按申报汇总表所载评审得分' : row.text]),
    ...(row.warning === '' ? [] : [row.warning]),
  ]
  return {
    kind: 'data',
    overridden: false,
    cells: [
      ...[row.place, row.applicationNo, row.applicant, row.industry, row.projectName],
      ...experts.map((id) => ballotText(ballots.get(id))),
      row.effective,
      row.passed === null ? '' : PASS_WORDS[row.passed],
      place?.quota == null ? '' : QUOTA_WORDS[place.quota],
      remarks.join('；'),
    ],
  }
}

/** What was given, with a mark where it was taken out as highest or lowest. */
function ballotText(ballot: TableBallot | undefined): string {
  if (ballot === undefined) return '未评'
  if (ballot.total === null) return '回避'
  return ballot.dropped === null ? ballot.total : `${ballot.total}（去${ballot.dropped === 'high' ? '高' : '低'}）`
}

function summaryLines({ rows, panel, setAside }: ScoringTable): string[] {
  const complete = rows.filter((row) => row.complete).length
  const abstained = rows.flatMap(({ ballots }) => ballots.filter(({ points }) => points === null)).length
  const counted = `共 ${rows.length} 件，已有结果 ${complete} 件，专家 ${panel.length} 人，回避 ${abstained} 人次`
  return [setAside === 0 ? `${counted}。` : `${counted}；另有 ${setAside} 份按旧指标的评分不计。`]
}

function signatures(experts: readonly Expert[], last: number): Band[] {
  if (experts.length === 0) return []
  const lines: Band[] = [band('text', [part('评审专家签名：', 0, last, 'left')], 26)]
  const abreast = Math.min(SIGNED_ABREAST, last + 1)
  const step = (last + 1) / abreast
  for (let from = 0; from < experts.length; from += abreast) {
    const parts = experts.slice(from, from + abreast).map(({ name }, at) => {
      const begin = Math.round(at * step)
      const line = `专家${from + at + 1} ${name}：　　　　　　　年　　月　　日`
      return part(line, begin, Math.round((at + 1) * step) - 1, 'left')
    })
    lines.push(band('text', parts, 34))
  }
  return lines
}

/** By field and place; cases without a score last. */
function byPlace(a: TableRow, b: TableRow): number {
  const field = a.industry === b.industry ? 0 : a.industry < b.industry ? -1 : 1
  const place = (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER)
  return field || place || compareApplicationNos(a.applicationNo, b.applicationNo)
}

function text(header: string, width: number): PaperColumn {
  return { field: header, header, width, kind: 'text', total: false }
}

function band(style: Band['style'], parts: BandPart[], height: number | null): Band {
  return { kind: 'band', style, height, parts }
}

function part(said: string, from: number, to: number, align: BandPart['align']): BandPart {
  return { text: said, from, to, align, boxed: false }
}
