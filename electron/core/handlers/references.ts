import { referenceLists } from '../../../db/references.ts'
import type { ReferencePlanView } from '../../../shared/contract/references.ts'
import type { ReferencePlan } from '../../../shared/reference/reference.ts'
import type { Handlers } from '../callContext.ts'
import { openListHeaders } from '../headerStore.ts'
import { applyReferences, draftReferences, refuseUnlessChief, withdrawReferences } from '../jobs/importReference.ts'
import { liftRestriction } from '../jobs/liftRestriction.ts'
import { requireRound } from '../roundState.ts'
import { caseView } from '../views.ts'
import type { Workspace } from '../workspace.ts'

/** Lists from outside, and what follows from a 失信/限制 list. */
export const referenceHandlers = {
  'reference.lists': ({ ws }) => referenceLists(ws.db),
  'reference.preview': async ({ ws, session, files, lists }, { roundId, fileToken, overrides = [], ...request }) => {
    requireRound(ws, roundId)
    refuseUnlessChief(ws, session.actor(), request.kind)
    const plan = await draftReferences(ws, request, files.path(fileToken, 'read'), overrides)
    return planView(ws, plan, lists.show(roundId, plan))
  },
  'reference.commit': ({ ws, session, lists }, { planId }) => {
    const { roundId, plan } = lists.take(planId)
    const { listId, entries } = applyReferences(ws, session.actor(), plan, roundId)
    return { listId, entries, rejected: plan.rejected }
  },
  'reference.withdraw': ({ ws, session }, { roundId, listId, reason }) => {
    requireRound(ws, roundId)
    withdrawReferences(ws, session.actor(), listId, reason, roundId)
    return referenceLists(ws.db)
  },
  'case.liftRestriction': ({ ws, session }, { caseId, assessmentId, reason }) => {
    const actor = session.actor()
    liftRestriction(ws, actor, caseId, assessmentId, reason)
    return caseView(ws, caseId, session.requireAccount())
  },
} satisfies Partial<Handlers>

function planView(ws: Workspace, plan: ReferencePlan, planId: string): ReferencePlanView {
  const skipped = plan.rows.filter(({ kind }) => kind === 'skipped').length
  return { ...plan, planId, skipped, columns: openListHeaders(ws.templatesRoot)[plan.kind].choices }
}
