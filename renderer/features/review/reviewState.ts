import type { Fen } from '../../../shared/money.ts'
import type { CaseView, DecisionKind, DraftContent } from '../../../shared/views.ts'

/** What the form says about its draft. */
export type DraftState =
  | { state: 'none' }
  /** Typed, and on its way to the core. */
  | { state: 'saving' }
  | { state: 'saved'; at: string }
  | { state: 'failed'; message: string }

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
  draft: DraftState
  /** When what the form was opened with was typed and not decided; empty when it is not a draft. */
  offeredAt: string
  problem: string
}

/** The form of a case: what was typed and not confirmed yet (`unsaved`), else the kept draft, else the decision. */
export function opened(view: CaseView, unsaved: DraftContent | null): ReadyReview {
  const { draft } = view
  return {
    state: 'ready',
    caseId: view.row.id,
    view,
    ...decided(view),
    ...(unsaved ?? (draft === null ? {} : contentOf(draft))),
    saving: false,
    draft: unsaved === null ? { state: 'none' } : { state: 'saving' },
    offeredAt: unsaved === null ? (draft?.savedAt ?? '') : '',
    problem: '',
  }
}

/** The part of the form that a draft keeps. */
export function contentOf({ opinion, chosen, adjusting, amountFen }: DraftContent): DraftContent {
  return { opinion, chosen, adjusting, amountFen }
}

/** The form as the decision stands, or empty before there is one. */
export function decided({ decision }: Pick<CaseView, 'decision'>): DraftContent {
  const adjusting =
    decision?.kind === 'agree' && decision.amountFen !== null && decision.amountFen !== decision.computedFen
  return {
    opinion: decision?.opinion ?? '',
    chosen: null,
    adjusting,
    amountFen: adjusting ? decision.amountFen : null,
  }
}

/** Something in the form is not as decided. */
export function isChanged(now: ReadyReview): boolean {
  const fresh = decided(now.view)
  return now.opinion !== fresh.opinion || now.amountFen !== fresh.amountFen
}

/** What to keep of the form; nothing (an empty draft) where it is as decided. */
export function draftOf(now: ReadyReview): DraftContent {
  const same = !isChanged(now) && now.chosen === null && now.adjusting === decided(now.view).adjusting
  return same ? { opinion: '', chosen: null, adjusting: false, amountFen: null } : contentOf(now)
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
export function repeats(kind: DecisionKind, opinion: string, { view, amountFen, adjusting }: ReadyReview): boolean {
  const { decision, row, assessment } = view
  if (decision === null || row.stale || decision.kind !== kind || decision.opinion.trim() !== opinion) return false
  if (kind !== 'agree') return true
  return adjusting ? decision.amountFen === amountFen : decision.amountFen === (assessment?.amountFen ?? null)
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
