import { applicationById } from '../../../db/applications.ts'
import { AppError } from '../../../shared/errors.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { exportDisagreement } from '../jobs/exportDisagreement.ts'
import { exportPanel } from '../jobs/exportPanel.ts'
import { setPanel, setScheme, submitBallot } from '../jobs/scoring.ts'
import { panelPages, previewOf } from '../paperPages.ts'
import { myScoring, scoringOverview, scoringTable } from '../scoringViews.ts'

/** 评审: schemes, panels and the experts' scores. */
export const scoringHandlers = {
  'scoring.schemes': ({ ws }, { roundId }) => scoringOverview(ws, roundId),
  'scoring.setScheme': ({ ws, session }, { roundId, ...entry }) => {
    setScheme(ws, session.actor(), roundId, entry)
    return scoringOverview(ws, roundId)
  },
  'scoring.setPanel': ({ ws, session }, { roundId, ...entry }) => {
    setPanel(ws, session.actor(), roundId, entry)
    return scoringOverview(ws, roundId)
  },
  'scoring.exportDisagreement': async ({ ws, session, files }, { saveToken, ...order }) => {
    const actor = session.actor()
    return { cases: await exportDisagreement(ws, actor, order, files.path(saveToken, 'write')) }
  },
  'scoring.previewPanel': async ({ ws }, { roundId }) => previewOf(await panelPages(ws, roundId)),
  'scoring.exportPanel': ({ ws, session, files }, { roundId, saveToken }) => {
    return exportPanel(ws, session.actor(), roundId, files.path(saveToken, 'write'))
  },
  'scoring.table': ({ ws }, { roundId, article }) => scoringTable(ws, roundId, article),
  'scoring.mine': ({ ws, session }, { roundId }) => myScoring(ws, roundId, session.actor().id),
  'scoring.submit': (context, ballot) => {
    const actor = context.session.actor()
    submitBallot(context.ws, actor, { ...ballot, expertId: actor.id })
    return myScoring(context.ws, placeOf(context, ballot.caseId).roundId, actor.id)
  },
  'scoring.enter': (context, ballot) => {
    submitBallot(context.ws, context.session.actor(), ballot)
    const { roundId, article } = placeOf(context, ballot.caseId)
    return scoringTable(context.ws, roundId, article)
  },
} satisfies Partial<Handlers>

function placeOf({ ws }: CallContext, caseId: string) {
  const stored = applicationById(ws.db, caseId)
  const article = stored?.application.article ?? null
  if (stored === null || article === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
  return { roundId: stored.roundId, article }
}
