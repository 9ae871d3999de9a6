import { create } from 'zustand'
import type { Input } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
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

export function setTyped(key: string, typed: Typed): void {
  useTyped.setState({ [key]: typed })
  const now = useMine.getState()
  if (now.state === 'ready' && now.problem !== '') useMine.setState({ ...now, problem: '' }, true)
}

/** What was typed belongs to a person, a case and the very criteria it was typed for. */
export function typedKey(expertId: string, caseId: string, { criteria }: MyArticle['scheme']): string {
  return [expertId, caseId, ...criteria.map(({ id, name, max }) => `${id} ${name} ${max}`)].join('\n')
}

/** Hands in a ballot and forgets what was typed for it; true when the core took it. A refusal reads the desk again. */
export async function handIn(ballot: Input<'scoring.submit'>, typed: string): Promise<boolean> {
  const now = useMine.getState()
  if (now.state !== 'ready') return false
  useMine.setState({ ...now, saving: true, problem: '' }, true)
  try {
    const view = await call('scoring.submit', ballot)
    noteSaved()
    const { [typed]: _handedIn, ...others } = useTyped.getState()
    useTyped.setState(others, true)
    take(now.roundId, view)
    return true
  } catch (error) {
    const problem = sentence(error)
    // The scheme, the list or the own ballot is not what was on screen any more: show what is.
    if (error instanceof AppError && error.code === 'CONFLICT') await loadMine(now.roundId)
    const then = useMine.getState()
    if (then.state === 'ready') useMine.setState({ ...then, saving: false, problem }, true)
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
