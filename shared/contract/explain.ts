import { z } from 'zod'
import type { CaseExplanation } from '../explain/whyNot.ts'
import type { ReplayReport } from '../review/replayReport.ts'
import { type Call, core, fen, id, OFFICE } from './call.ts'

/** Proof that an amount is right: its whole way, and the stored findings worked out again. */
export const explainCalls = {
  /** `listId` null: as the round stands now. `otherFen`: 「为什么不是…？」. */
  'case.explain': core<CaseExplanation>()(
    OFFICE,
    z.strictObject({ caseId: id, listId: id.nullable(), otherFen: fen.nullable() }),
  ),
  /** As case.explain, for the line of a frozen list, which knows application numbers only. */
  'list.explain': core<CaseExplanation>()(
    OFFICE,
    z.strictObject({ listId: id, applicationNo: z.string().min(1).max(64), otherFen: fen.nullable() }),
  ),
  /** Works every stored assessment of a round, or of all, out again; changes nothing. */
  'audit.replay': core<ReplayReport>()(OFFICE, z.strictObject({ roundId: id.nullable() })),
} satisfies Record<string, Call<z.ZodType, unknown>>
