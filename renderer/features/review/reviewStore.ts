import { create } from 'zustand'
import type { Fen } from '../../../shared/money.ts'
import type { StageAct } from '../../../shared/stages/moves.ts'
import type { CaseView, DecisionKind } from '../../../shared/views.ts'
import { neighbour, openCase, replaceRow } from '../../board.ts'
import { call, may, sentence } from '../../client.ts'
import { setLater, useLater } from '../../later.ts'
import { loadRounds, noteSaved, useWorkspace } from '../../workspace.ts'
import { dropDraft, flushDrafts, noteDraft, onDraft, unsavedDraft } from './draftSaver.ts'
import {
  decided,
  draftOf,
  isChanged,
  missing,
  opened,
  ownOpinion,
  type ReadyReview,
  type Review,
  repeats,
  suggestedOpinion,
} from './reviewState.ts'

export const useReview = create<Review>()(() => ({ state: 'idle' }))

/** The open case as the core answered it, or null; does not change while an opinion is typed. */
export function useView(): CaseView | null {
  return useReview((review) => (review.state === 'ready' ? review.view : null))
}

/** Cases already fetched: the open one's neighbours come from here. Every write takes its case out. */
const fetched = new Map<string, Promise<CaseView>>()

/** Shows a case; a slow answer for a case that is no longer open is dropped. */
export async function showCase(caseId: string): Promise<void> {
  void flushDrafts()
  if (!fetched.has(caseId)) useReview.setState({ state: 'loading', caseId }, true)
  let next: Review
  try {
    next = ready(await fetchCase(caseId))
  } catch (error) {
    fetched.delete(caseId)
    next = { state: 'failed', caseId, message: sentence(error) }
  }
  if (wanted !== caseId) return
  useReview.setState(next, true)
  for (const row of [neighbour(1), neighbour(-1)])
    if (row !== null) void fetchCase(row.id).catch(() => fetched.delete(row.id))
}

let wanted = ''
let fetchedFor = -1
/** Opens what the board has open; a newly read board makes everything fetched before it worthless. */
export function follow(caseId: string | null, generation: number): void {
  wanted = caseId ?? ''
  if (generation !== fetchedFor) fetched.clear()
  fetchedFor = generation
  if (caseId === null) useReview.setState({ state: 'idle' }, true)
  else void showCase(caseId)
}

export function setOpinion(opinion: string): void {
  edit({ opinion, problem: '' })
}

export function setAdjusting(adjusting: boolean): void {
  edit(adjusting ? { adjusting } : { adjusting, amountFen: null })
}

export function setAmount(amountFen: Fen | null): void {
  edit({ amountFen, problem: '' })
}

/** Gives up what was typed and not decided: the form is as decided again. */
export function discardDraft(): void {
  const now = current()
  if (now !== null) edit({ ...decided(now.view), problem: '' })
}

/** One key: decides at once, or keeps the choice and asks for the reason that is still missing. */
export async function choose(kind: DecisionKind): Promise<boolean> {
  const now = current()
  if (now === null || now.saving) return false
  if (now.view.locked !== '') {
    useReview.setState({ ...now, problem: now.view.locked }, true)
    return false
  }
  const opinion = ownOpinion(kind, now) || suggestedOpinion(kind, now.view)
  if (repeats(kind, opinion, now)) {
    edit({ opinion, chosen: null, problem: '' })
    return true
  }
  const problem = missing(kind, now, opinion)
  if (problem !== '') {
    edit({ opinion, chosen: kind, problem })
    return false
  }
  return decide(kind, opinion, now)
}

/** Ctrl+Enter: saves what is chosen or changed, then opens the next case. */
export async function saveAndNext(): Promise<void> {
  const now = current()
  if (now === null) return
  const kind = now.chosen ?? (isChanged(now) ? (now.view.decision?.kind ?? null) : null)
  if (kind !== null && !(await choose(kind))) return
  move(1)
}

export function move(by: number): void {
  const row = neighbour(by)
  if (row !== null) openCase(row.id)
}

/** S: puts the open case off to the end of the walk and goes on, or takes it up again. */
export function putOff(): void {
  const now = current()
  if (now === null) return
  const later = !useLater.getState().ids.has(now.caseId)
  const next = later ? neighbour(1) : null
  void setLater(now.caseId, later)
  if (next !== null) openCase(next.id)
}

/** Takes over a case the core answered after a write. */
export function takeView(view: CaseView): void {
  fetched.set(view.row.id, Promise.resolve(view))
  replaceRow(view.row)
  noteSaved()
  const { rounds } = useWorkspace.getState()
  // A frozen list may have become invalid by this write.
  if (rounds.some((round) => round.id === view.roundId && round.frozenListNo !== null)) void loadRounds()
  if (current()?.caseId === view.row.id) useReview.setState(ready(view), true)
}

/** Reads the open case again, after an act that answers something else than the case. */
export async function reloadCase(caseId: string): Promise<void> {
  takeView(await call('case.get', { caseId }))
}

/** Moves a case from stage to stage and shows it as it stands then. Errors: the core's sentence; nothing moved. */
export async function actOnStage(act: StageAct, { roundId, row }: CaseView, reason: string): Promise<void> {
  await call('stage.act', { roundId, act, caseIds: [row.id], reason })
  await reloadCase(row.id)
}

/** U: submits the open case where that is open; otherwise says why not. */
export async function submitCase(): Promise<void> {
  const now = current()
  if (now === null) return
  const closed = now.view.acts.includes('submit') ? '' : '现在不能提交复核：须先拟定同意或不予支持，且材料没有再变动。'
  try {
    if (closed === '') await actOnStage('submit', now.view, '')
    else useReview.setState({ ...now, problem: closed }, true)
  } catch (error) {
    if (current()?.caseId === now.caseId) useReview.setState({ ...now, problem: sentence(error) }, true)
  }
}

async function decide(kind: DecisionKind, opinion: string, now: ReadyReview): Promise<boolean> {
  const { assessmentId } = now.view
  if (assessmentId === null) {
    useReview.setState({ ...now, problem: '本件还没有机审结论，请先到“批次”重新测算。' }, true)
    return false
  }
  dropDraft(now.caseId)
  useReview.setState({ ...now, opinion, draft: { state: 'none' }, saving: true, problem: '' }, true)
  try {
    const amountFen = kind === 'agree' ? now.amountFen : null
    takeView(await call('case.decide', { caseId: now.caseId, assessmentId, kind, amountFen, opinion }))
    return true
  } catch (error) {
    const failed: ReadyReview = { ...now, opinion, chosen: kind, saving: false, problem: sentence(error) }
    // Not decided: what was typed is a draft again, also when another case has been opened meanwhile.
    if (current()?.caseId === now.caseId) useReview.setState(failed, true)
    noteDraft(now.caseId, draftOf(failed))
    return false
  }
}

/** Writes what was typed before the screen moves on. */
export async function flushDraft(): Promise<void> {
  await flushDrafts()
}

/** Changes the form and keeps the change. */
function edit(change: Partial<ReadyReview>): void {
  const now = current()
  if (now === null) return
  const next = { ...now, ...change, offeredAt: '' }
  useReview.setState(next, true)
  if (may(signedIn(), 'case.saveDraft')) noteDraft(now.caseId, draftOf(next))
}

onDraft((caseId, draft) => {
  if (draft.state === 'saved') fetched.delete(caseId)
  const now = current()
  if (now?.caseId === caseId) useReview.setState({ ...now, draft }, true)
})

function fetchCase(caseId: string): Promise<CaseView> {
  const known = fetched.get(caseId)
  if (known !== undefined) return known
  // A bounded look-ahead: a long session does not keep every case it has passed.
  if (fetched.size > 40) fetched.clear()
  const asked = call('case.get', { caseId })
  fetched.set(caseId, asked)
  return asked
}

function ready(view: CaseView): ReadyReview {
  return opened(view, unsavedDraft(view.row.id))
}

/** The case that may be acted on: never one the reviewer has already left while the next is still on its way. */
function current(): ReadyReview | null {
  const now = useReview.getState()
  return now.state === 'ready' && now.caseId === wanted ? now : null
}

function signedIn() {
  const { session } = useWorkspace.getState()
  return session.state === 'ready' ? session.view.user : null
}
