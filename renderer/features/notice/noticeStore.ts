import { create } from 'zustand'
import type { PaperLeak } from '../../../shared/contract/masks.ts'
import { PAPER_KINDS, PAPER_NAMES, PAYMENT_ROLES, type PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Role } from '../../../shared/roles.ts'
import type { FrozenListView, PaperPreview, RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { noteSaved } from '../../workspace.ts'

/** What the page shows: a paper of the round's list, papers of single cases, or the registers. */
export type View = PaperKind | Beside
type Beside = 'cases' | 'record'

/** What a person of these roles may look at: 拨付明细表 names bank accounts. */
export function viewsFor(roles: readonly Role[]): { value: View; label: string }[] {
  const pays = roles.some((role) => PAYMENT_ROLES.includes(role))
  return [
    ...PAPER_KINDS.filter((kind) => kind !== 'payment' || pays).map((value) => ({ value, label: PAPER_NAMES[value] })),
    { value: 'cases', label: '个案文书' },
    { value: 'record', label: '台账' },
  ]
}

export function fileKind(kind: PaperKind): 'xlsx' | 'pdf' {
  return kind === 'summary' || kind === 'approval' || kind === 'payment' ? 'xlsx' : 'pdf'
}

type Preview =
  | { state: 'loading' }
  /** `leaks`: where the privacy gate stopped a public paper. */
  | { state: 'failed'; message: string; leaks: PaperLeak[] }
  | { state: 'ready'; paper: PaperPreview }

interface Notice {
  roundId: string
  lists: FrozenListView[]
  listsProblem: string
  /** Null: 试算, the round as it stands. */
  listId: string | null
  kind: PaperKind
  /** What is shown instead of a paper of the list. */
  instead: Beside | null
  preview: Preview
}

export const useNotice = create<Notice>()(() => ({
  roundId: '',
  lists: [],
  listsProblem: '',
  listId: null,
  kind: 'summary',
  instead: null,
  preview: { state: 'loading' },
}))

/** Opens a round's papers: its newest valid list when there is one, else the trial. */
export async function openPapers(roundId: string): Promise<void> {
  const same = useNotice.getState().roundId === roundId
  if (!same) useNotice.setState({ roundId, lists: [], listId: null, listsProblem: '' })
  try {
    const lists = await call('list.all', { roundId })
    if (useNotice.getState().roundId !== roundId) return
    const { listId } = useNotice.getState()
    const keep = same && (listId === null || lists.some((list) => list.id === listId))
    const valid = lists.find((list) => list.invalidReason === null)
    useNotice.setState({ lists, listsProblem: '', listId: keep ? listId : (valid?.id ?? null) })
  } catch (error) {
    if (useNotice.getState().roundId === roundId) useNotice.setState({ listsProblem: sentence(error) })
  }
  await loadPreview()
}

export function chooseList(listId: string | null): void {
  useNotice.setState({ listId })
  void loadPreview()
}

export function chooseView(view: View): void {
  if (view === 'cases' || view === 'record') {
    useNotice.setState({ instead: view })
    return
  }
  useNotice.setState({ kind: view, instead: null })
  void loadPreview()
}

/** Asks for the pages as they would be written. An answer for a paper no longer chosen is dropped. */
export async function loadPreview(): Promise<void> {
  const { roundId, listId, kind } = useNotice.getState()
  const asked = { state: 'loading' } satisfies Preview
  useNotice.setState({ preview: asked })
  let next: Preview
  try {
    next = { state: 'ready', paper: await call('paper.preview', { roundId, listId, kind }) }
  } catch (error) {
    next = { state: 'failed', message: sentence(error), leaks: await leaksBehind(error) }
  }
  if (useNotice.getState().preview === asked) useNotice.setState({ preview: next })
}

async function leaksBehind(error: unknown): Promise<PaperLeak[]> {
  if (!(error instanceof AppError) || error.code !== 'FORBIDDEN') return []
  const { roundId, listId, kind } = useNotice.getState()
  // The refusal itself is shown in any case.
  return call('paper.leaks', { roundId, listId, kind }).catch(() => [])
}

/** 采用遮盖文字 at one place; the pages come when nothing stops them any more. Errors: what the core refuses. */
export async function acceptMask({ place, proposal }: PaperLeak): Promise<void> {
  const { roundId, listId, kind } = useNotice.getState()
  await call('paper.acceptMask', { roundId, listId, kind, place, proposal })
  noteSaved()
  await loadPreview()
}

/** The name the file dialog starts with. */
export function suggestedName(round: RoundView, kind: PaperKind, listNo: string): string {
  return `${round.name}${PAPER_NAMES[kind]}（${listNo}）.${fileKind(kind)}`
}
