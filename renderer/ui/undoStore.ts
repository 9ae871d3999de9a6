import { create } from 'zustand'
import type { ActStepView } from '../../shared/contract/acts.ts'
import type { Channel } from '../../shared/contract.ts'
import type { ActLine, ActTrail } from '../../shared/undo/trail.ts'
import { loadBoard, showCase } from '../board.ts'
import { call, onAnswered } from '../client.ts'
import { loadRounds, noteSaved, openPage, useWorkspace } from '../workspace.ts'

interface Undo {
  /** The round the trail is of; null before it was read. */
  roundId: string | null
  trail: ActTrail
  busy: boolean
}

const NOTHING: ActTrail = { acts: [], undo: null, redo: null }

/** What the signed-in person can take back and do again in the open round. */
export const useUndo = create<Undo>()(() => ({ roundId: null, trail: NOTHING, busy: false }))

/** Calls after which the trail has another end. */
const ACTS: ReadonlySet<Channel> = new Set<Channel>([
  'case.decide',
  'case.proposeMet',
  'case.correct',
  'assign.act',
  'assign.even',
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
  if (useUndo.getState().roundId !== roundId) useUndo.setState({ roundId, trail: NOTHING })
  const trail = await call('act.list', { roundId }).catch(() => NOTHING)
  if (useUndo.getState().roundId === roundId) useUndo.setState({ trail })
}

/** The act a step would take; null when there is none. */
export function offered(trail: ActTrail, step: 'undo' | 'redo'): ActLine | null {
  const id = trail[step]
  return id === null ? null : (trail.acts.find((act) => act.id === id) ?? null)
}

/** Takes the step and shows the case it touched; null when there was nothing to do. Errors: the core's sentence. */
export async function takeStep(step: 'undo' | 'redo'): Promise<ActStepView | null> {
  const { roundId, trail, busy } = useUndo.getState()
  const actId = trail[step]
  if (roundId === null || actId === null || busy) return null
  useUndo.setState({ busy: true })
  try {
    const done = await call(step === 'undo' ? 'act.undo' : 'act.redo', { roundId, actId })
    useUndo.setState({ trail: done.trail })
    await showDone(roundId, done)
    return done
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
