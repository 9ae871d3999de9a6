import type { Handlers } from '../callContext.ts'
import { chosenList } from '../chosenList.ts'
import { packPdf } from '../decisionPack.ts'
import { approvalOf, attentionOf, deskFigures, deskSteps, meetingCaseOf, meetingOf } from '../desk.ts'
import { inTurns } from '../inSteps.ts'
import { exportPack } from '../jobs/exportPack.ts'

/** The chief's desk and the meeting. */
export const deskHandlers = {
  'desk.attention': async ({ ws }, { roundId }) => {
    await inTurns(deskSteps(ws, roundId, 'attention'))
    return attentionOf(ws, roundId)
  },
  'desk.figures': async ({ ws }, { roundId }) => {
    await inTurns(deskSteps(ws, roundId, 'figures'))
    return deskFigures(ws, roundId)
  },
  'desk.approval': async ({ ws, session }, { roundId }) => {
    // Asked for first: whoever signs out meanwhile still asked.
    const actor = session.actor()
    await inTurns(deskSteps(ws, roundId, 'approval'))
    return approvalOf(ws, actor, roundId)
  },
  'desk.meeting': async ({ ws }, { roundId }) => {
    await inTurns(deskSteps(ws, roundId, 'meeting'))
    return meetingOf(ws, roundId)
  },
  'desk.meetingCase': async ({ ws }, { roundId, caseId }) => {
    await inTurns(deskSteps(ws, roundId, 'meeting'))
    return meetingCaseOf(ws, roundId, caseId)
  },
  'desk.previewPack': async (context, { roundId, listId }) => {
    const { list, warnings } = chosenList(context, roundId, listId)
    const pack = await packPdf(context.ws, list)
    return { pdf: pack.bytes, sections: [], problems: [], warnings: [...warnings, ...pack.warnings] }
  },
  'desk.exportPack': async (context, { roundId, listId, saveToken }) => {
    const actor = context.session.actor()
    const { list, warnings } = chosenList(context, roundId, listId)
    const written = await exportPack(context.ws, actor, list, context.files.path(saveToken, 'write'))
    return { warnings: [...warnings, ...written.warnings] }
  },
} satisfies Partial<Handlers>
