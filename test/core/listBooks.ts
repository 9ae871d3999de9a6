import { join } from 'node:path'
import type { ReferencePlanView } from '../../shared/contract/references.ts'
import type { Output } from '../../shared/contract.ts'
import type { ReferenceKind } from '../../shared/reference/reference.ts'
import type { RoundView } from '../../shared/views.ts'
import { type CellText, writeBook } from '../cli/commandLine.ts'
import { type Desk, tempFolder } from './coreHarness.ts'

/** A list as an office sends it: a title above the header, rows, a total and a note below. */
export async function listBook(
  header: readonly string[],
  rows: readonly (readonly CellText[])[],
  title = '名单',
  name = '名单',
): Promise<string> {
  const sheet: CellText[][] = [[title], [...header], ...rows.map((row) => [...row]), ['合计'], ['注：本名单仅供测试']]
  return writeBook(join(tempFolder(), `${name}.xlsx`), { 名单: sheet })
}

/** Imports a list into the round at work, through preview and commit. */
export async function importList(
  desk: Desk,
  roundId: string,
  list: { kind: ReferenceKind; source: string; header: readonly string[]; rows: readonly (readonly CellText[])[] },
): Promise<{ plan: ReferencePlanView; done: Output<'reference.commit'> }> {
  const path = await listBook(list.header, list.rows)
  const { kind, source } = list
  const request = { roundId, kind, source, asOf: null, fileToken: desk.readToken(path) }
  const plan = await desk.ask('reference.preview', request)
  return { plan, done: await desk.ask('reference.commit', { planId: plan.planId }) }
}

/** A round under the 演示参数, made by whoever of the chiefs is signed in. */
export async function demoRound(desk: Desk, year: number, batch: number): Promise<RoundView> {
  const open = { windowFrom: null, windowTo: null }
  return desk.ask('round.create', { year, batch, budgetFen: 1_000_000_000, demoParameters: true, ...open })
}

export const PAST_HEADER = [
  '年度',
  '批次',
  '条款',
  '获资助单位',
  '统一社会信用代码',
  '所属产业',
  '首次/后续',
  '资助金额（万元）',
]

/** A row of a past round's list. */
export function past(
  round: `${number}-${number}`,
  article: string,
  applicant: string,
  wan: number,
  more: { code?: string; industry?: string; phase?: string } = {},
): CellText[] {
  const [year = '', batch = ''] = round.split('-')
  return [
    Number(year),
    `第${batch}批`,
    article,
    applicant,
    more.code ?? '',
    more.industry ?? '眼镜',
    more.phase ?? '',
    wan,
  ]
}

export const LIMITS_HEADER = ['序号', '失信主体名称', '统一社会信用代码', '列入原因', '列入日期', '到期日期', '文号']
