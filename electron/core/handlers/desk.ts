import type { FrozenList } from '../../../shared/report/frozenList.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { packPdf } from '../decisionPack.ts'
import { approvalOf, attentionOf, deskFigures, meetingOf } from '../desk.ts'
import { exportPack } from '../jobs/exportPack.ts'
import { requireList, trialList } from '../jobs/freezeRound.ts'

/** The chief's desk and the meeting. */
export const deskHandlers = {
  'desk.attention': ({ ws }, { roundId }) => attentionOf(ws, roundId),
  'desk.figures': ({ ws }, { roundId }) => deskFigures(ws, roundId),
  'desk.approval': ({ ws, session }, { roundId }) => approvalOf(ws, session.actor(), roundId),
  'desk.meeting': ({ ws }, { roundId }) => meetingOf(ws, roundId),
  'desk.previewPack': async (context, { roundId, listId }) => {
    const { list, warnings } = chosenList(context, roundId, listId)
    const pack = await packPdf(context.ws, list)
    return { pdf: pack.bytes, sheets: [], warnings: [...warnings, ...pack.warnings] }
  },
  'desk.exportPack': async (context, { roundId, listId, saveToken }) => {
    const actor = context.session.actor()
    const { list, warnings } = chosenList(context, roundId, listId)
    const written = await exportPack(context.ws, actor, list, context.files.path(saveToken, 'write'))
    return { warnings: [...warnings, ...written.warnings] }
  },
} satisfies Partial<Handlers>

function chosenList(
  { ws, session }: CallContext,
  roundId: string,
  listId: string | null,
): { list: FrozenList; warnings: string[] } {
  if (listId === null) return { list: trialList(ws, session.actor(), roundId, false), warnings: [] }
  const { list, invalidReason } = requireList(ws, listId)
  return { list, warnings: invalidReason === null ? [] : [`本名单已失效：${invalidReason}`] }
}
