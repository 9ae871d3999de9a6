import { applicationByNo } from '../../../db/applications.ts'
import { listById } from '../../../db/lists.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Explanation } from '../../../shared/explain/chain.ts'
import { type CaseExplanation, whyNot } from '../../../shared/explain/whyNot.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Handlers } from '../callContext.ts'
import { explainCase } from '../explain.ts'
import { replayStored } from '../jobs/replayStored.ts'

/** Proof that an amount is right. */
export const explainHandlers = {
  'case.explain': ({ ws }, { caseId, listId, otherFen }) =>
    answer(explainCase(ws, caseId, listId === null ? { from: 'round' } : { from: 'list', listId }), otherFen),
  'list.explain': ({ ws }, { listId, applicationNo, otherFen }) => {
    const list = listById(ws.db, listId)
    const stored = list === null ? null : applicationByNo(ws.db, list.roundId, applicationNo)
    if (stored === null) throw new AppError('NOT_FOUND', '名单中没有这件申报，请刷新后重试')
    return answer(explainCase(ws, stored.id, { from: 'list', listId }), otherFen)
  },
  'audit.replay': ({ ws }, { roundId }) => replayStored(ws, roundId),
} satisfies Partial<Handlers>

function answer(explanation: Explanation, otherFen: Fen | null): CaseExplanation {
  return { explanation, whyNot: otherFen === null ? null : whyNot(explanation, otherFen) }
}
