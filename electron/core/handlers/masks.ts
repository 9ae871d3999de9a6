import type { PaperLeak } from '../../../shared/contract/masks.ts'
import type { PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import type { Handlers } from '../callContext.ts'
import { chosenList } from '../chosenList.ts'
import { acceptMask } from '../jobs/acceptMask.ts'
import { dropMask } from '../jobs/dropMask.ts'
import { agreedCells } from '../paperMasks.ts'
import { isPublicKind, publicLeaks } from '../papers.ts'
import { requireRound } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'

/** The privacy gate, place by place. */
export const maskHandlers = {
  'paper.leaks': (context, { roundId, listId, kind }) => {
    return leaksOf(context.ws, chosenList(context, roundId, listId).list, kind)
  },
  'paper.acceptMask': async (context, { roundId, listId, kind, place, proposal }) => {
    if (!isPublicKind(kind)) throw new AppError('BAD_INPUT', '只有公开的文书才需要遮盖')
    const { ws, session } = context
    const actor = session.actor()
    const { list } = chosenList(context, roundId, listId)
    await acceptMask(ws, actor, list, kind, { place, proposal })
    return leaksOf(ws, list, kind)
  },
  'paper.masks': ({ ws }, { roundId }) => agreedCells(ws, requireRound(ws, roundId)),
  'paper.dropMask': ({ ws, session }, { roundId, ...cell }) => {
    dropMask(ws, session.actor(), roundId, cell)
    return agreedCells(ws, requireRound(ws, roundId))
  },
} satisfies Partial<Handlers>

async function leaksOf(ws: Workspace, list: FrozenList, kind: PaperKind): Promise<PaperLeak[]> {
  const leaks = isPublicKind(kind) ? await publicLeaks(ws, list, kind) : []
  return leaks.map(({ place, page, found, proposal, texts }) => ({
    place,
    page,
    found: found.map(({ kind: what, masked }) => ({ kind: what, masked })),
    proposal,
    cell: texts.every(({ text: { field } }) => field !== undefined),
  }))
}
