import { join } from 'node:path'
import type { RoundView } from '../../shared/views.ts'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

const HEADER = [
  ...['申报编号', '申报条款', '申报单位', '统一社会信用代码', '所属产业', '申报金额（万元）', '活动名称', '活动类型'],
  ...['开始日期', '结束日期', '报备日期', 'AI+组别', '人工智能展区', '展览面积', '参展企业数', '实际投入（万元）'],
  ...['审计确认金额（万元）', '营业执照', '信用报告', '纳税证明', '专项审计报告'],
]
export const OLD_DAY = '2025-12-31'
export const NEW_DAY = '2026-01-01'
export const WAN = 1_000_000
const CODE = '91350100M000100Y43'
const PAPERS: CellText[] = ['√', '√', '√', '√']

/** Amounts in 万元; null is a blank cell. */
export interface EventRow {
  no: string
  applicant?: string
  asked: number
  audited: number | null
  kind?: '大赛' | '展会'
  zone?: '有' | '否'
  filed?: string
}

/** A 大赛 or 展会 that opens on 2025-09-16 and meets every condition of the revised article unless said otherwise. */
export function eventRow({
  no,
  applicant,
  asked,
  audited,
  kind = '大赛',
  zone = '有',
  filed = '2025-08-20',
}: EventRow): CellText[] {
  const fair = kind === '展会'
  return [
    ...[no, '支持培育时尚产业重大活动', applicant ?? '示例会展有限公司', CODE, '家具', asked, `示例活动${no}`, kind],
    ...[
      '2025-09-16',
      '2025-09-18',
      filed,
      fair ? null : '有',
      fair ? zone : null,
      fair ? 12_000 : null,
      fair ? 200 : null,
    ],
    ...[2000, audited],
    ...PAPERS,
  ]
}

/** A claim under the article that was deleted. */
export function exhibitionRow(no: string, asked: number, invested: number | null): CellText[] {
  const event: CellText[] = [null, null, null, null, null, null, null, null, null]
  return [
    ...[no, '支持时尚企业参加展会', '示例会展有限公司', CODE, '服装', asked],
    ...event,
    ...[invested, null],
    ...PAPERS,
  ]
}

/** Imports rows into the round, through preview and commit. */
export async function importEvents(desk: Desk, roundId: string, rows: CellText[][]): Promise<void> {
  const path = await writeBook(join(tempFolder(), '申报.xlsx'), { 申报: [HEADER, ...rows] })
  const plan = await desk.ask('import.preview', { roundId, fileToken: desk.readToken(path) })
  const { created } = await desk.ask('import.commit', { planId: plan.planId })
  if (created !== rows.length) throw new Error(`only ${created} rows were taken: ${JSON.stringify(plan.problems)}`)
}

async function newRound(desk: Desk, year: number, demoParameters: boolean): Promise<RoundView> {
  const open = { windowFrom: null, windowTo: null }
  return desk.ask('round.create', { year, batch: 7, budgetFen: 500 * WAN, demoParameters, ...open })
}

/** A round of 2026 with 演示参数 for what the revised article leaves open; 科长丙 is signed in. */
export async function eventDesk(year = 2026, demo = true): Promise<{ desk: Desk; round: RoundView }> {
  const { desk } = await sampleDesk('科长丙')
  const round = await newRound(desk, year, demo)
  await importEvents(desk, round.id, [
    eventRow({ no: 'E1', asked: 800, audited: 1000 }),
    eventRow({ no: 'E2', asked: 900, audited: 2000 }),
    eventRow({ no: 'E3', asked: 800, audited: 1000, kind: '展会', zone: '否' }),
    eventRow({ no: 'E4', asked: 800, audited: null }),
    eventRow({ no: 'E5', asked: 800, audited: 1000, filed: '2025-09-16' }),
    exhibitionRow('X1', 12, 18),
    exhibitionRow('X2', 12, 30),
    exhibitionRow('X3', 12, null),
  ])
  return { desk, round }
}

export const OLD_VALUES = {
  'event.rate': '20%',
  'event.cap': '800万元',
  'event.minArea': '8000',
  'event.minExhibitors': '100',
  'exhibition.rate': '50%',
  'exhibition.cap': '10万元',
}
export const replay = (desk: Desk, { id }: RoundView, against = OLD_DAY) =>
  desk.ask('policy.replay', { roundId: id, against })
export const save = (desk: Desk, { id }: RoundView, given: Record<string, string>, against = OLD_DAY) =>
  desk.ask('policy.saveReplayValues', { roundId: id, against, values: given })
