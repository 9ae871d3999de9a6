import { create } from 'zustand'
import { type MatterVerdict, type RadarPair, type RadarView, radarPairKey } from '../../../shared/radar/radarView.ts'
import { call, sentence } from '../../client.ts'
import { takeWantedPair } from '../../ui/wantedPair.ts'
import { noteSaved } from '../../workspace.ts'

export const PAIR_FILTERS = ['all', 'unruled', 'same', 'different'] as const
export type PairFilter = (typeof PAIR_FILTERS)[number]

export interface ReadyRadar {
  state: 'ready'
  roundId: string
  view: RadarView
  filter: PairFilter
  /** Keys of the listed pairs. A ruling does not move its pair out of the list until the filter is set again. */
  listed: string[]
  /** Key of the pair shown; null when none is listed. */
  open: string | null
  /** Reasons being written, by pair. */
  reasons: Record<string, string>
  /** The verdict that waits for its reason. */
  waiting: MatterVerdict | null
  saving: boolean
  problem: string
}

export type Radar =
  | { state: 'idle' }
  | { state: 'loading'; roundId: string }
  | { state: 'failed'; roundId: string; message: string }
  | ReadyRadar

export const useRadar = create<Radar>()(() => ({ state: 'idle' }))

/** Compares the round anew; filter, open pair and reasons being written stay where the round is the same. */
export async function loadRadar(roundId: string): Promise<void> {
  const before = useRadar.getState()
  const kept = before.state === 'ready' && before.roundId === roundId ? before : null
  if (kept === null) useRadar.setState({ state: 'loading', roundId }, true)
  try {
    const view = await call('radar.view', { roundId })
    if (!isFor(roundId)) return
    const wanted = takeWantedPair()
    const filter = wanted === null ? (kept?.filter ?? 'all') : 'all'
    const listed = keysOf(view, filter)
    const asked = wanted ?? kept?.open ?? null
    const open = asked !== null && listed.includes(asked) ? asked : (listed[0] ?? null)
    const reasons = kept?.reasons ?? {}
    const quiet = { waiting: null, saving: false, problem: '' }
    useRadar.setState({ state: 'ready', roundId, view, filter, listed, open, reasons, ...quiet }, true)
  } catch (error) {
    if (isFor(roundId)) useRadar.setState({ state: 'failed', roundId, message: sentence(error) }, true)
  }
}

export function setFilter(filter: PairFilter): void {
  change((radar) => {
    const listed = keysOf(radar.view, filter)
    const open = radar.open !== null && listed.includes(radar.open) ? radar.open : (listed[0] ?? null)
    return { filter, listed, open, waiting: null, problem: '' }
  })
}

export function openPair(key: string): void {
  change(() => ({ open: key, waiting: null, problem: '' }))
}

/** The listed pair `by` places after the open one; stays at the ends. */
export function move(by: number): void {
  change(({ listed, open }) => {
    const next = listed[listed.indexOf(open ?? '') + by]
    return next === undefined ? {} : { open: next, waiting: null, problem: '' }
  })
}

export function setReason(text: string): void {
  change(({ open, reasons }) => (open === null ? {} : { reasons: { ...reasons, [open]: text }, problem: '' }))
}

/** 同一事项 or 不同事项: saved at once where the reason is written, else it waits for the reason. */
export async function choose(ruling: MatterVerdict): Promise<void> {
  const radar = useRadar.getState()
  if (radar.state !== 'ready' || radar.saving) return
  const pair = openedPair(radar)
  if (pair === null) return
  const key = radarPairKey(pair)
  const reason = (radar.reasons[key] ?? '').trim()
  if (reason === '') {
    change(() => ({ waiting: ruling, problem: '请写明认定理由，再按 Ctrl+Enter 保存' }))
    return
  }
  change(() => ({ waiting: ruling, saving: true, problem: '' }))
  try {
    const { applicationId, other } = pair
    const input = { roundId: radar.roundId, applicationId, otherKey: other.key, ruling, reason }
    const said = await call('radar.rule', input)
    noteSaved()
    change(({ view, reasons }) => {
      const pairs = view.pairs.map((one) => (radarPairKey(one) === key ? { ...one, ruling: said } : one))
      const { [key]: _said, ...rest } = reasons
      return { view: { ...view, pairs }, reasons: rest, waiting: null, saving: false, problem: '' }
    })
  } catch (error) {
    // The pair that was not saved comes back, wherever the person went meanwhile.
    change(() => ({ open: key, waiting: ruling, saving: false, problem: sentence(error) }))
  }
}

/** Saves the verdict that waited for its reason. */
export async function saveWaiting(): Promise<void> {
  const radar = useRadar.getState()
  if (radar.state === 'ready' && radar.waiting !== null) await choose(radar.waiting)
}

export function openedPair({ view, open }: Pick<ReadyRadar, 'view' | 'open'>): RadarPair | null {
  return view.pairs.find((pair) => radarPairKey(pair) === open) ?? null
}

export function passes({ ruling }: RadarPair, filter: PairFilter): boolean {
  if (filter === 'all') return true
  return filter === 'unruled' ? ruling === null : ruling?.ruling === filter
}

/** 分 asked for by the applications in these pairs, each application once. */
export function askedFen(pairs: readonly RadarPair[]): number {
  const asked = new Map(pairs.map(({ applicationId, application }) => [applicationId, application.amountFen ?? 0]))
  return [...asked.values()].reduce((sum, fen) => sum + fen, 0)
}

function keysOf(view: RadarView, filter: PairFilter): string[] {
  return view.pairs.filter((pair) => passes(pair, filter)).map(radarPairKey)
}

function change(step: (radar: ReadyRadar) => Partial<ReadyRadar>): void {
  const radar = useRadar.getState()
  if (radar.state === 'ready') useRadar.setState({ ...radar, ...step(radar) }, true)
}

/** An answer for a round that is no longer open is dropped. */
function isFor(roundId: string): boolean {
  const radar = useRadar.getState()
  return radar.state !== 'idle' && radar.roundId === roundId
}
