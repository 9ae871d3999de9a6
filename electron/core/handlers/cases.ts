import { applicationById } from '../../../db/applications.ts'
import { saveDraft } from '../../../db/drafts.ts'
import { AppError } from '../../../shared/errors.ts'
import { draftText } from '../../../shared/review/draft.ts'
import type { Handlers } from '../callContext.ts'
import { correctCase, planCorrection } from '../jobs/correct.ts'
import { decideCase, planProposals, proposeByMachine } from '../jobs/decide.ts'
import { caseRows, caseView, firstCaseRows } from '../views.ts'

/** Review of single cases. */
export const caseHandlers = {
  'case.list': ({ ws }, { roundId }) => caseRows(ws, roundId),
  'case.firstRows': ({ ws }, { roundId, count }) => firstCaseRows(ws, roundId, count),
  'case.get': ({ ws, session }, { caseId }) => caseView(ws, caseId, session.requireAccount()),
  'case.decide': ({ ws, session }, { caseId, assessmentId, ...decision }) => {
    const actor = session.actor()
    decideCase(ws, actor, caseId, assessmentId, decision)
    return caseView(ws, caseId, session.requireAccount())
  },
  'case.saveDraft': ({ ws, session }, { caseId, ...draft }) => {
    if (applicationById(ws.db, caseId) === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
    const savedAt = ws.now()
    saveDraft(ws.db, { applicationId: caseId, accountId: session.actor().id, opinion: draftText(draft), savedAt })
    return { savedAt }
  },
  'case.correct': ({ ws, session }, { caseId, edits, reason }) => {
    const actor = session.actor()
    correctCase(ws, actor, caseId, edits, reason)
    return caseView(ws, caseId, session.requireAccount())
  },
  'case.planCorrection': ({ ws }, { caseId, edits }) => planCorrection(ws, caseId, edits),
  'case.proposeMet': ({ ws, session }, { roundId, caseIds }) => proposeByMachine(ws, session.actor(), roundId, caseIds),
  'case.planPropose': ({ ws, session }, { roundId, caseIds }) =>
    planProposals(ws, session.requireAccount().id, roundId, caseIds),
} satisfies Partial<Handlers>
