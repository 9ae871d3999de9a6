import { join } from 'node:path'
import { openDatabase } from '../../db/open.ts'
import { one } from '../../db/query.ts'
import type { Input } from '../../shared/contract.ts'
import type { RoundView } from '../../shared/views.ts'
import { SAMPLE } from '../cli/commandLine.ts'
import { type Desk, sampleDesk, tempFolder } from './coreHarness.ts'

export const BASIS = '局务会纪要〔2026〕3号'

/** A round with the sample's applications and nothing entered; 科长丙 is signed in. */
export async function bareRound(batch = 2): Promise<{ desk: Desk; round: RoundView }> {
  const { desk } = await sampleDesk('科长丙')
  return { desk, round: await fill(desk, batch) }
}

export async function fill(desk: Desk, batch: number): Promise<RoundView> {
  const round = await newRound(desk, batch)
  const plan = await desk.ask('import.preview', { roundId: round.id, fileToken: desk.readToken(SAMPLE) })
  await desk.ask('import.commit', { planId: plan.planId })
  return round
}

export function newRound(desk: Desk, batch: number): Promise<RoundView> {
  const open = { windowFrom: null, windowTo: null }
  return desk.ask('round.create', { year: 2026, batch, budgetFen: 1_200_000_000, demoParameters: false, ...open })
}

export const entry = (round: RoundView, key: string, text: string): Input<'policy.setParameter'> => {
  return { roundId: round.id, key, text, basis: BASIS, effectiveFrom: '2026-01-01' }
}

/** Number, outcome and machine amount of every case. */
export async function findings(desk: Desk, round: RoundView) {
  const rows = await desk.ask('case.list', { roundId: round.id })
  return new Map(rows.map(({ applicationNo, outcome, computedFen }) => [applicationNo, { outcome, computedFen }]))
}

export async function parameter(desk: Desk, round: RoundView, key: string) {
  const articles = await desk.ask('policy.articles', { roundId: round.id })
  return articles.flatMap(({ parameters }) => parameters).find((each) => each.key === key)
}

/** Every row that is no log: what a preview must leave alone. */
export function rowCounts(desk: Desk) {
  const db = openDatabase(desk.path, { readonly: true })
  const tables = ['parameter_version', 'round_parameter', 'round_parameter_end', 'assessment', 'list_invalidation']
  return tables.map((table) => one<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`)?.count)
}

/** Exports the parameters of a round and answers the file's path. */
export async function exported(desk: Desk, round: RoundView): Promise<string> {
  const path = join(tempFolder(), '参数.yaml')
  await desk.ask('policy.exportParameters', { roundId: round.id, saveToken: desk.writeToken(path) })
  return path
}
