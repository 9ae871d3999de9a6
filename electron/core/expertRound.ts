import type { Round } from '../../db/rounds.ts'
import type { Role } from '../../shared/roles.ts'
import { CASE_STATUSES, type CaseStatus, type RoundView } from '../../shared/views.ts'
import { roundView } from './views.ts'
import type { Workspace } from './workspace.ts'

/** A round as someone of these roles may see it: an expert from outside learns neither budget nor counts nor sums. */
export function roundViewFor(ws: Workspace, round: Round, roles: readonly Role[]): RoundView {
  const view = roundView(ws, round)
  if (roles.some((role) => role !== 'expert')) return view
  const statusCounts = Object.fromEntries(CASE_STATUSES.map((status) => [status, 0])) as Record<CaseStatus, number>
  return { ...view, budgetFen: 0, applications: 0, statusCounts, requestedFen: 0, proposedFen: 0, closing: null }
}
