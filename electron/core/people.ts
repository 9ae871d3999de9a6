import { listAccounts } from '../../db/accounts.ts'
import { listCases } from '../../db/cases.ts'
import { latestDecisions } from '../../db/decisions.ts'
import { recusedCases } from '../../db/people.ts'
import type { PersonView } from '../../shared/stages/bulk.ts'
import { OUT_STAGES } from '../../shared/stages/stages.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** Everyone who reviews, with what each has of the round. Errors: NOT_FOUND. */
export function peopleOfRound(ws: Workspace, roundId: string): PersonView[] {
  requireRound(ws, roundId)
  const lines = listCases(ws.db, roundId)
  const here = new Set(lines.map(({ id }) => id))
  const decisions = [...latestDecisions(ws.db, roundId).values()]
  return listAccounts(ws.db)
    .filter(({ roles }) => roles.some((role) => role === 'reviewer' || role === 'chief'))
    .map(({ id, name, roles, active }) => {
      const assigned = lines.filter(({ assigneeId }) => assigneeId === id)
      return {
        id,
        name,
        roles,
        active,
        assigned: assigned.length,
        open: assigned.filter(({ kind, stage }) => (kind === null || kind === 'hold') && !gone(stage)).length,
        decided: decisions.filter(({ decidedBy }) => decidedBy === id).length,
        recused: [...recusedCases(ws.db, id)].filter((caseId) => here.has(caseId)).length,
      }
    })
}

function gone(stage: string | null): boolean {
  return OUT_STAGES.some((out) => out === stage)
}
