import { create } from 'zustand'
import type { Fen } from '../../../shared/money.ts'
import type { CohortView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'

export type Cohort =
  | { state: 'idle' }
  | { state: 'loading'; roundId: string }
  | { state: 'failed'; roundId: string; message: string }
  | { state: 'ready'; roundId: string; view: CohortView; trying: boolean; problem: string }

export const useCohort = create<Cohort>()(() => ({ state: 'idle' }))

/** Reads the waterfall; `budgetFen` null is the round's own budget, another amount a trial that is not saved. */
export async function loadCohort(roundId: string, budgetFen: Fen | null = null): Promise<void> {
  const before = useCohort.getState()
  const kept = before.state === 'ready' && before.roundId === roundId ? before : null
  useCohort.setState(kept === null ? { state: 'loading', roundId } : { ...kept, trying: true, problem: '' }, true)
  try {
    const view = await call('cohort.view', { roundId, budgetFen })
    settle(roundId, { state: 'ready', roundId, view, trying: false, problem: '' })
  } catch (error) {
    const message = sentence(error)
    settle(
      roundId,
      kept === null ? { state: 'failed', roundId, message } : { ...kept, trying: false, problem: message },
    )
  }
}

/** Takes over a waterfall the core answered after a ruling. */
export function takeCohort(roundId: string, view: CohortView): void {
  settle(roundId, { state: 'ready', roundId, view, trying: false, problem: '' })
}

/** An answer for a round that is no longer open is dropped. */
function settle(roundId: string, next: Cohort): void {
  const now = useCohort.getState()
  if (now.state !== 'idle' && now.roundId === roundId) useCohort.setState(next, true)
}
