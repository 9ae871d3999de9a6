import { create } from 'zustand'
import type { Fen } from '../../../shared/money.ts'
import type { CaseView, DecisionKind } from '../../../shared/views.ts'
import { neighbour, openCase, replaceRow } from '../../board.ts'
import { call, may, sentence } from '../../client.ts'
import { clock, loadRounds, noteSaved, noteTrouble, useWorkspace } from '../../workspace.ts'

export type Review =
  | { state: 'idle' }
  | { state: 'loading'; caseId: string }
  | { state: 'failed'; caseId: string; message: string }
  | ReadyReview

export interface ReadyReview {
  state: 'ready'
  caseId: string
  view: CaseView
  opinion: string
  /** 人工调整: null takes the computed amount. */
  amountFen: Fen | null
  adjusting: boolean
  /** Chosen but not saved, because a reason is still missing. */
  chosen: DecisionKind | null
  saving: boolean
  /** "14:32" of the last autosave of this opinion. */
  draftAt: string
  problem: string
}

export const useReview = create<Review>()(() => ({ state: 'idle' }))

/** Cases already fetched: the open one's neighbours come from here. Every write takes its case out. */
const fetched = new Map<string, Promise<CaseView>>()
const AUTOSAVE_MS = 600
let autosave: { timer: ReturnType<typeof setTimeout>; run: () => Promise<void> } | null = null

/** Shows a case; a slow answer for a case that is no longer open is dropped. */
export async function showCase(caseId: string): Promise<void> {
  void flushDraft()
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
  const now = current()
  if (now === null) return
  useReview.setState({ ...now, opinion, problem: '' }, true)
  if (!may(signedIn(), 'case.saveDraft')) return
  if (autosave !== null) clearTimeout(autosave.timer)
  const run = () => saveDraft(now.caseId, opinion)
  autosave = { timer: setTimeout(() => void flushDraft(), AUTOSAVE_MS), run }
}

export function setAdjusting(adjusting: boolean): void {
  const now = current()
  if (now !== null) useReview.setState({ ...now, adjusting, amountFen: adjusting ? now.amountFen : null }, true)
}

export function setAmount(amountFen: Fen | null): void {
  const now = current()
  if (now !== null) useReview.setState({ ...now, amountFen, problem: '' }, true)
}

/** One key: decides at once, or keeps the choice and asks for the reason that is still missing. */
export async function choose(kind: DecisionKind): Promise<boolean> {
  const now = current()
  if (now === null || now.saving) return false
  const opinion = ownOpinion(kind, now) || suggestedOpinion(kind, now.view)
  if (repeats(kind, opinion, now)) {
    useReview.setState({ ...now, opinion, chosen: null, problem: '' }, true)
    return true
  }
  const problem = missing(kind, now, opinion)
  if (problem !== '') {
    useReview.setState({ ...now, opinion, chosen: kind, problem }, true)
    return false
  }
  return decide(kind, opinion, now)
}

/**
 * The words for this decision: those of an earlier, different decision are not a reason for this one, and come back
 * when the reviewer returns to that decision from another choice without having written anything.
 */
export function ownOpinion(
  kind: DecisionKind,
  { opinion, view, chosen }: Pick<ReadyReview, 'opinion' | 'view' | 'chosen'>,
): string {
  const { decision } = view
  const words = opinion.trim()
  if (decision === null) return words
  if (decision.kind === kind) return words === '' && chosen !== null && chosen !== kind ? decision.opinion : words
  return words === decision.opinion.trim() ? '' : words
}

/** True when the very same was decided already: nothing to save. */
function repeats(kind: DecisionKind, opinion: string, { view, amountFen, adjusting }: ReadyReview): boolean {
  const { decision, row, assessment } = view
  if (decision === null || row.stale || decision.kind !== kind || decision.opinion.trim() !== opinion) return false
  if (kind !== 'agree') return true
  return adjusting ? decision.amountFen === amountFen : decision.amountFen === (assessment?.amountFen ?? null)
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

/** What the machine found, as the opinion to start from when the reviewer wrote none. */
export function suggestedOpinion(kind: DecisionKind, { assessment }: Pick<CaseView, 'assessment'>): string {
  const conditions = assessment?.conditions ?? []
  const asked = conditions.filter(({ supplement }) => supplement !== '').map(({ supplement }) => supplement)
  const failed = conditions
    .filter(({ outcome }) => outcome === 'unmet' || outcome === 'repealed')
    .map(({ clause, text }) => (text.startsWith(clause) ? text : `${clause}：${text}`))
  if (kind === 'supplement') return asked.join('；')
  const open = conditions.filter(({ outcome }) => outcome === 'unknown' || outcome === 'unset').map(({ text }) => text)
  if (kind === 'hold') return open.join('；')
  return kind === 'refuse' ? failed.join('；') : ''
}

/** The reason still missing before this decision can be saved, as a sentence; empty when nothing is. */
export function missing(
  kind: DecisionKind,
  now: Pick<ReadyReview, 'view' | 'amountFen' | 'adjusting'>,
  opinion: string,
): string {
  const { assessment } = now.view
  if (kind === 'agree') {
    if (now.adjusting && now.amountFen === null) return '请填写调整后的金额，或收起“调整金额”。'
    if (!now.adjusting && assessment?.amountFen == null) return '机审没有算出金额：请点“调整金额”填写，并写明理由。'
    if (opinion.trim() !== '') return ''
    if (now.amountFen !== null && now.amountFen !== assessment?.amountFen)
      return '调整金额须写明理由，写好后按 Ctrl+Enter 保存。'
    if (assessment?.outcome !== 'met') return '机审结论不是“符合”，同意须写明理由，写好后按 Ctrl+Enter 保存。'
    return ''
  }
  if (opinion.trim() !== '') return ''
  if (kind === 'refuse') return '不予支持须写明理由，写好后按 Ctrl+Enter 保存。'
  if (kind === 'hold') return '待核须写明还要核实什么，写好后按 Ctrl+Enter 保存。'
  return '请写明需要补正的材料，写好后按 Ctrl+Enter 保存。'
}

async function decide(kind: DecisionKind, opinion: string, now: ReadyReview): Promise<boolean> {
  const { assessmentId } = now.view
  if (assessmentId === null) {
    useReview.setState({ ...now, problem: '本件还没有机审结论，请先到“批次”重新测算。' }, true)
    return false
  }
  dropDraft()
  useReview.setState({ ...now, opinion, saving: true, problem: '' }, true)
  try {
    const amountFen = kind === 'agree' ? now.amountFen : null
    takeView(await call('case.decide', { caseId: now.caseId, assessmentId, kind, amountFen, opinion }))
    return true
  } catch (error) {
    const then = current()
    if (then?.caseId === now.caseId)
      useReview.setState({ ...then, chosen: kind, saving: false, problem: sentence(error) }, true)
    return false
  }
}

async function saveDraft(caseId: string, opinion: string): Promise<void> {
  fetched.delete(caseId)
  try {
    const { savedAt } = await call('case.saveDraft', { caseId, opinion })
    noteSaved(savedAt)
    const now = current()
    if (now?.caseId === caseId) useReview.setState({ ...now, draftAt: clock(savedAt) }, true)
  } catch (error) {
    const now = current()
    const problem = `意见未能自动保存：${sentence(error)}`
    if (now?.caseId === caseId) useReview.setState({ ...now, problem }, true)
    else noteTrouble(`刚才离开的申报，${problem} 没有保存的文字是：“${opinion}”`)
  }
}

/** Writes what was typed before the screen moves on. */
export async function flushDraft(): Promise<void> {
  const waiting = autosave
  dropDraft()
  await waiting?.run()
}

function dropDraft(): void {
  if (autosave !== null) clearTimeout(autosave.timer)
  autosave = null
}

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
  const { decision } = view
  const adjusted =
    decision?.kind === 'agree' && decision.amountFen !== null && decision.amountFen !== decision.computedFen
  return {
    state: 'ready',
    caseId: view.row.id,
    view,
    opinion: view.draft !== '' ? view.draft : (decision?.opinion ?? ''),
    amountFen: adjusted ? decision.amountFen : null,
    adjusting: adjusted,
    chosen: null,
    saving: false,
    draftAt: '',
    problem: '',
  }
}

function isChanged(now: ReadyReview): boolean {
  const fresh = ready({ ...now.view, draft: '' })
  return now.opinion !== fresh.opinion || now.amountFen !== fresh.amountFen
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
