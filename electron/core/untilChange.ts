import { type ChangedTable, contentState } from '../../db/changes.ts'
import type { WritableDb } from '../../db/handle.ts'
import { alteredCases } from '../../db/intact.ts'
import type { PolicyStore } from './policyStore.ts'
import type { Workspace } from './workspace.ts'

interface Kept<T> {
  roundId: string
  policy: PolicyStore
  state: string
  value: T
}

/** What people type and how they left their desks is no part of a round. */
const NO_RECORDS: readonly ChangedTable[] = ['draft', 'personal_state']

/**
 * What is worked out from everything a round holds, kept for the round asked for last while nothing in the database changes,
 * be it here or by another program. Commits to `despite` alone do not count: `work` must read none of these tables.
 * `work` must read the database and the policy only; its answer must not be changed. Inside a transaction nothing is kept.
 */
export function untilChange<T>(
  work: (ws: Workspace, roundId: string) => T,
  despite: readonly ChangedTable[] = [],
): (ws: Workspace, roundId: string) => T {
  const kept = new WeakMap<WritableDb, Kept<T>>()
  const unread = new Set([...NO_RECORDS, ...despite])
  return (ws, roundId) => {
    const { db, policy } = ws
    if (db.inTransaction) return work(ws, roundId)
    // A record found altered since then changed nothing in the file, but its case must not count any more.
    const state = `${contentState(db, unread)}:${alteredCases(db).size}`
    const known = kept.get(db)
    if (known?.roundId === roundId && known.policy === policy && known.state === state) return known.value
    const value = work(ws, roundId)
    kept.set(db, { roundId, policy, state, value })
    return value
  }
}
