import { create } from 'zustand'
import type { Input } from '../../../shared/contract.ts'
import type { MyArticle, MyCase, MyScoring } from '../../../shared/scoring/views.ts'
import { call, sentence } from '../../client.ts'
import { noteSaved } from '../../workspace.ts'

/** What was typed on a case and not handed in yet. */
export interface Typed {
  points: Readonly<Record<string, string>>
  comment: string
  reason: string
}

export type Mine =
  | { state: 'idle' }
  | { state: 'loading'; roundId: string }
  | { state: 'failed'; roundId: string; message: string }
  | { state: 'ready'; roundId: string; view: MyScoring; caseId: string | null; saving: boolean; problem: string }

export const useMine = create<Mine>()(() => ({ state: 'idle' }))

/** Typed values by person and case: they outlive a change of case, page and round while the window is open. */
export const useTyped = create<Record<string, Typed>>()(() => ({}))

export const NOTHING_TYPED: Typed = { points: {}, comment: '', reason: '' }

export async function loadMine(roundId: string): Promise<void> {
  const before = useMine.getState()
  if (before.state !== 'ready' || before.roundId !== roundId) useMine.setState({ state: 'loading', roundId }, true)
  try {
    take(roundId, await call('scoring.mine', { roundId }))
  } catch (error) {
    const now = useMine.getState()
    if (now.state !== 'idle' && now.roundId === roundId) {
      useMine.setState({ state: 'failed', roundId, message: sentence(error) }, true)
    }
  }
}

export function openMine(caseId: string): void {
  const now = useMine.getState()
  if (now.state === 'ready') useMine.setState({ ...now, caseId, problem: '' }, true)
}

/** Opens the case `by` places on; stays at the ends. */
export function moveMine(by: number): void {
  const now = useMine.getState()
  if (now.state !== 'ready') return
  const cases = casesOf(now.view)
  const next = cases[cases.findIndex(({ one }) => one.id === now.caseId) + by]
  if (next !== undefined) openMine(next.one.id)
}

export function setTyped(key: string, change: Partial<Typed>): void {
  const before = useTyped.getState()[key] ?? NOTHING_TYPED
  useTyped.setState({ [key]: { ...before, ...change } })
  const now = useMine.getState()
  if (now.state === 'ready' && now.problem !== '') useMine.setState({ ...now, problem: '' }, true)
}

export function typedKey(expertId: string, caseId: string): string {
  return `${expertId}\n${caseId}`
}

/** Hands in a ballot and opens the next case still to be scored; true when the core took it. */
export async function handIn(ballot: Input<'scoring.submit'>): Promise<boolean> {
  const now = useMine.getState()
  if (now.state !== 'ready') return false
  useMine.setState({ ...now, saving: true, problem: '' }, true)
  try {
    const view = await call('scoring.submit', ballot)
    noteSaved()
    useTyped.setState({ [typedKey(view.expertId, ballot.caseId)]: NOTHING_TYPED })
    take(now.roundId, view)
    return true
  } catch (error) {
    const then = useMine.getState()
    if (then.state === 'ready') useMine.setState({ ...then, saving: false, problem: sentence(error) }, true)
    return false
  }
}

/** The next case without a ballot, looking on from the open one and then from the start. */
export function openNextUnscored(): void {
  const now = useMine.getState()
  if (now.state !== 'ready') return
  const cases = casesOf(now.view)
  const at = cases.findIndex(({ one }) => one.id === now.caseId)
  const next = [...cases.slice(at + 1), ...cases.slice(0, at)].find(({ one }) => one.own === null)
  if (next !== undefined) openMine(next.one.id)
}

export function casesOf(view: MyScoring): { article: MyArticle; one: MyCase }[] {
  return view.articles.flatMap((article) => article.cases.map((one) => ({ article, one })))
}

function take(roundId: string, view: MyScoring): void {
  const now = useMine.getState()
  if (now.state === 'idle' || now.roundId !== roundId) return
  const cases = casesOf(view)
  const open = now.state === 'ready' ? now.caseId : null
  const first = cases.find(({ one }) => one.own === null) ?? cases[0]
  const caseId = cases.some(({ one }) => one.id === open) ? open : (first?.one.id ?? null)
  useMine.setState({ state: 'ready', roundId, view, caseId, saving: false, problem: '' }, true)
}
