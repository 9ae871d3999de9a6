import type { WritableDb } from '../../db/handle.ts'
import type { PolicyStore } from './policyStore.ts'
import type { Workspace } from './workspace.ts'

interface Kept<T> {
  roundId: string
  policy: PolicyStore
  state: string
  value: T
}

/**
 * What is worked out from everything a round holds, kept for the round asked for last while nothing in the database changes,
 * be it here or by another program. `work` must read the database and the policy only; its answer must not be changed.
 */
export function untilChange<T>(work: (ws: Workspace, roundId: string) => T): (ws: Workspace, roundId: string) => T {
  const kept = new WeakMap<WritableDb, Kept<T>>()
  return (ws, roundId) => {
    const { db, policy } = ws
    const state = stateOf(db)
    const known = kept.get(db)
    if (known?.roundId === roundId && known.policy === policy && known.state === state) return known.value
    const value = work(ws, roundId)
    kept.set(db, { roundId, policy, state, value })
    return value
  }
}

/** Differs after every change: rows this connection changed so far, and a count of other connections' commits. */
function stateOf(db: WritableDb): string {
  const own = db.prepare<[], number>('SELECT total_changes()').pluck().get()
  return `${own}:${db.pragma('data_version', { simple: true })}`
}
