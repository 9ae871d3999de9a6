import type { Handlers } from '../callContext.ts'
import { chosenList } from '../chosenList.ts'
import { packPdf } from '../decisionPack.ts'
import { approvalOf, attentionOf, deskFigures, meetingCaseOf, meetingOf } from '../desk.ts'
import { exportPack } from '../jobs/exportPack.ts'

/** The chief's desk and the meeting. */
export const deskHandlers = {
  'desk.attention': ({ ws }, { roundId }) => attentionOf(ws, roundId),
  'desk.figures': ({ ws }, { roundId }) => deskFigures(ws, roundId),
  'desk.approval': ({ ws, session }, { roundId }) => approvalOf(ws, session.actor(), roundId),
  'desk.meeting': ({ ws }, { roundId }) => meetingOf(ws, roundId),
  'desk.meetingCase': ({ ws }, { roundId, caseId }) => meetingCaseOf(ws, roundId, caseId),
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
