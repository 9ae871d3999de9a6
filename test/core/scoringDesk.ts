import type { Input } from '../../shared/contract.ts'
import type { MyArticle, ScoringTable } from '../../shared/scoring/views.ts'
import { typedScheme } from '../scoring/scheme.ts'
import { addPerson, type Desk, decide, recheckAll, sampleDesk } from './coreHarness.ts'

export const BASIS = '样例会议纪要〔2026〕1号'
/** Points on the four demo criteria of 25 that add up to `sum`. */
export function points(sum: number): Record<string, string> {
  const quarter = Math.floor(sum / 4)
  return { c1: String(quarter), c2: String(quarter), c3: String(quarter), c4: String(sum - 3 * quarter) }
}

/** The sample round with 专家庚, 专家辛 (accounts) and 纸面专家 (on paper) as the panel of 第九条; 科长丙 is signed in. */
export async function panelDesk() {
  const { desk, round } = await sampleDesk('甲')
  await addPerson(desk, '专家辛', ['expert'])
  await desk.signIn('科长丙')
  const roundId = round.id
  const { accounts } = await desk.ask('scoring.schemes', { roundId })
  const experts = [...accounts, { id: null, name: '纸面专家' }]
  await desk.ask('scoring.setPanel', { roundId, article: 'platform', experts })
  return { desk, roundId }
}

export async function table(desk: Desk, roundId: string): Promise<ScoringTable> {
  return desk.ask('scoring.table', { roundId, article: 'platform' })
}

export async function myCases(desk: Desk, roundId: string): Promise<MyArticle> {
  const { articles } = await desk.ask('scoring.mine', { roundId })
  const [article] = articles
  if (article === undefined) throw new Error('the expert sits on no panel')
  return article
}

/** Submits as the signed-in expert. */
export async function submit(desk: Desk, roundId: string, caseId: string, ballot: Partial<Input<'scoring.submit'>>) {
  const { schemeId } = await myCases(desk, roundId)
  return desk.ask('scoring.submit', { caseId, schemeId, points: null, comment: '', reason: '', ...ballot })
}

/** Types in the paper expert's sheet as 科长丙. */
export async function enter(desk: Desk, roundId: string, caseId: string, sum: number): Promise<ScoringTable> {
  await desk.signIn('科长丙')
  const { schemeId, panel } = await table(desk, roundId)
  const expertId = panel.find(({ onPaper }) => onPaper)?.id ?? ''
  return desk.ask('scoring.enter', { caseId, schemeId, expertId, points: points(sum), comment: '', reason: '' })
}

export async function firstCase(desk: Desk, roundId: string): Promise<string> {
  return (await table(desk, roundId)).rows[0]?.id ?? ''
}

export async function setScheme(desk: Desk, roundId: string, settings: Parameters<typeof typedScheme>[0]) {
  await desk.signIn('科长丙')
  const entry = { roundId, article: 'platform', scheme: typedScheme(settings), basis: BASIS, setAside: 0 } as const
  return desk.ask('scoring.setScheme', entry)
}

/** 审核员乙 agrees to 10 万元 each. */
export async function agree(desk: Desk, cases: readonly { id: string }[]): Promise<void> {
  await desk.signIn('审核员乙')
  for (const { id: caseId } of cases) {
    const one = await desk.ask('case.get', { caseId })
    await decide(desk, one, { amountFen: 10_000_000, opinion: '测试用' })
  }
}

/** 审核员乙 agrees to one case (the first of 第十四条 unless named), 科长丙 freezes. */
export async function proposeAndFreeze(desk: Desk, roundId: string, caseId?: string): Promise<void> {
  await desk.signIn('审核员乙')
  const rows = await desk.ask('case.list', { roundId })
  const id = caseId ?? rows.find(({ article, outcome }) => article === 'smart-glasses' && outcome === 'met')?.id ?? ''
  await agree(desk, [{ id }])
  await desk.signIn('科长丙')
  await recheckAll(desk, roundId)
  await desk.ask('list.freeze', { roundId })
}
