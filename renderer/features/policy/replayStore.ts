import { create } from 'zustand'
import type { IsoDate } from '../../../shared/date.ts'
import { REVISION_2026 } from '../../../shared/policy/compare.ts'
import type { ReplayView } from '../../../shared/replay/view.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { noteSaved } from '../../workspace.ts'

type Replay =
  | { state: 'idle' }
  | { state: 'loading'; roundId: string; against: IsoDate }
  | { state: 'failed'; roundId: string; against: IsoDate; message: string }
  | { state: 'ready'; roundId: string; against: IsoDate; view: ReplayView }

export const useReplay = create<Replay>()(() => ({ state: 'idle' }))

/** The day last asked for in this round, at first the day on the other side of the 2026 revision. */
export function startDay(round: Pick<RoundView, 'id' | 'policyOn'>): IsoDate {
  const now = useReplay.getState()
  if (now.state !== 'idle' && now.roundId === round.id) return now.against
  return round.policyOn >= REVISION_2026.to ? REVISION_2026.from : REVISION_2026.to
}

/** Works a round out under both versions. An answer for a day or round no longer asked for is dropped. */
export async function loadReplay(roundId: string, against: IsoDate): Promise<void> {
  const asked: Replay = { state: 'loading', roundId, against }
  useReplay.setState(asked, true)
  let next: Replay
  try {
    next = { state: 'ready', roundId, against, view: await call('policy.replay', { roundId, against }) }
  } catch (error) {
    next = { state: 'failed', roundId, against, message: sentence(error) }
  }
  if (useReplay.getState() === asked) useReplay.setState(next, true)
}

/** Keeps the typed values and shows what they give. Errors: AppError with the sentence of the refusal. */
export async function saveValues(roundId: string, against: IsoDate, values: Record<string, string>): Promise<void> {
  const view = await call('policy.saveReplayValues', { roundId, against, values })
  noteSaved()
  const now = useReplay.getState()
  if (now.state !== 'idle' && now.roundId === roundId && now.against === against) {
    useReplay.setState({ state: 'ready', roundId, against, view }, true)
  }
}
