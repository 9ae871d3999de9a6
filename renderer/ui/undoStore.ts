import { create } from 'zustand'
import type { ActStepView } from '../../shared/contract/acts.ts'
import type { Channel } from '../../shared/contract.ts'
import type { ActLine, ActTrail } from '../../shared/undo/trail.ts'
import { loadBoard, showCase } from '../board.ts'
import { call, onAnswered, sentence } from '../client.ts'
import { loadRounds, noteSaved, openPage, useWorkspace } from '../workspace.ts'

interface Undo {
  /** The round the trail is of; null before it was read. */
  roundId: string | null
  trail: ActTrail
  /** What the core said of acts it refused to take since the trail was read, by the act's id. */
  refused: Readonly<Record<string, string>>
  busy: boolean
}

export type Step = 'undo' | 'redo'

const NOTHING: ActTrail = { acts: [], undo: null, redo: null }

/** What the signed-in person can take back and do again in the open round. */
export const useUndo = create<Undo>()(() => ({ roundId: null, trail: NOTHING, refused: {}, busy: false }))

/** Calls after which the trail has another end. */
const ACTS: ReadonlySet<Channel> = new Set<Channel>([
  'case.decide',
  'case.proposeMet',
  'case.correct',
  'assign.act',
  'assign.even',
  'stage.act',
  'supplement.request',
  'supplement.requestMany',
  'attachment.add',
  'attachment.drop',
  'attachment.withdraw',
  'attachment.pin',
])

let reading: ReturnType<typeof setTimeout> | null = null
onAnswered((channel) => {
  if (!ACTS.has(channel)) return
  if (reading !== null) clearTimeout(reading)
  // The next case comes first.
  reading = setTimeout(() => {
    const { roundId } = useUndo.getState()
    if (roundId !== null) void loadTrail(roundId)
  }, 150)
})

/** Reads the trail; without one nothing can be undone, which the buttons say. */
export async function loadTrail(roundId: string): Promise<void> {
  if (useUndo.getState().roundId !== roundId) useUndo.setState({ roundId, trail: NOTHING, refused: {} })
  const trail = await call('act.list', { roundId }).catch(() => NOTHING)
  if (useUndo.getState().roundId === roundId) useUndo.setState({ trail, refused: {} })
}

/** The act a step would take; null when there is none. */
export function offered(trail: ActTrail, step: Step): ActLine | null {
  const id = trail[step]
  return id === null ? null : (trail.acts.find((act) => act.id === id) ?? null)
}

/**
 * The act to be offered when this one was refused: for undo the nearest older one, for redo the nearest newer one, that
 * no other act stands in the way of.
 */
export function beyond({ acts }: ActTrail, step: Step, actId: string): ActLine | null {
  const at = acts.findIndex(({ id }) => id === actId)
  if (at < 0) return null
  const open = (act: ActLine) => act.undone === (step === 'redo') && act.closed === ''
  return (step === 'undo' ? acts.slice(at + 1).find(open) : acts.slice(0, at).findLast(open)) ?? null
}

/** Undoes or redoes the act and shows the case it touched; null while another step runs. Errors: the core's sentence. */
export async function takeStep(step: Step, actId: string): Promise<ActStepView | null> {
  const { roundId, busy } = useUndo.getState()
  if (roundId === null || busy) return null
  useUndo.setState({ busy: true })
  try {
    const done = await call(step === 'undo' ? 'act.undo' : 'act.redo', { roundId, actId })
    useUndo.setState({ trail: done.trail, refused: {} })
    await showDone(roundId, done)
    return done
  } catch (error) {
    useUndo.setState(({ refused }) => ({ refused: { ...refused, [actId]: sentence(error) } }))
    throw error
  } finally {
    useUndo.setState({ busy: false })
  }
}

async function showDone(roundId: string, { caseIds }: ActStepView): Promise<void> {
  noteSaved()
  await Promise.all([loadBoard(roundId), loadRounds()])
  const [caseId] = caseIds
  if (useWorkspace.getState().page !== 'review') openPage('review')
  if (caseId !== undefined) showCase(caseId)
}
