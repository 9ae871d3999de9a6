import { create } from 'zustand'
import type { CaseExplanation } from '../../shared/explain/whyNot.ts'
import type { Fen } from '../../shared/money.ts'
import { call, sentence } from '../client.ts'

/** Which amount is asked about: a case as the round stands, or a line of a frozen list. */
export type ExplainTarget = { caseId: string } | { listId: string; applicationNo: string }

type ExplainState =
  | { state: 'closed' }
  | { state: 'loading'; target: ExplainTarget }
  | { state: 'failed'; target: ExplainTarget; message: string }
  /** `problem`: the comparison failed; the chain still stands. */
  | { state: 'ready'; target: ExplainTarget; answer: CaseExplanation; asking: boolean; problem: string }

/** The open explanation, if any: one drawer for all screens. */
export const useExplanation = create<ExplainState>()(() => ({ state: 'closed' }))

/** Where the keyboard was when the drawer opened. */
let opener: Element | null = null

/** Opens the drawer and reads the amount's whole way. */
export async function openExplanation(target: ExplainTarget): Promise<void> {
  if (useExplanation.getState().state === 'closed') opener = document.activeElement
  useExplanation.setState({ state: 'loading', target }, true)
  try {
    const answer = await ask(target, null)
    if (isOpen(target)) useExplanation.setState({ state: 'ready', target, answer, asking: false, problem: '' }, true)
  } catch (error) {
    if (isOpen(target)) useExplanation.setState({ state: 'failed', target, message: sentence(error) }, true)
  }
}

export function closeExplanation(): void {
  useExplanation.setState({ state: 'closed' }, true)
}

/** Whoever came by keyboard goes on where they were; called once the drawer is gone. */
export function returnFocus(): void {
  if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
  opener = null
}

/** 「为什么不是…？」 on the amount that is open. */
export async function askWhyNot(otherFen: Fen): Promise<void> {
  const open = useExplanation.getState()
  if (open.state !== 'ready') return
  const { target, answer } = open
  useExplanation.setState({ ...open, asking: true, problem: '' }, true)
  try {
    const next = await ask(target, otherFen)
    if (isOpen(target))
      useExplanation.setState({ state: 'ready', target, answer: next, asking: false, problem: '' }, true)
  } catch (error) {
    const problem = sentence(error)
    if (isOpen(target)) useExplanation.setState({ state: 'ready', target, answer, asking: false, problem }, true)
  }
}

function ask(target: ExplainTarget, otherFen: Fen | null): Promise<CaseExplanation> {
  return 'caseId' in target
    ? call('case.explain', { caseId: target.caseId, listId: null, otherFen })
    : call('list.explain', { ...target, otherFen })
}

/** An answer for something no longer open is dropped. */
function isOpen(target: ExplainTarget): boolean {
  const open = useExplanation.getState()
  return open.state !== 'closed' && open.target === target
}
