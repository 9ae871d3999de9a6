import { z } from 'zod'
import { FACTS, type FactName } from '../application.ts'
import { draftContent } from '../review/draft.ts'
import type { BulkResult } from '../stages/bulk.ts'
import { type CaseRow, type CaseView, type CorrectionPlan, DECISION_KINDS } from '../views.ts'
import { type Call, core, fen, id, OFFICE, REVIEW, text, typed } from './call.ts'

const factNames = Object.keys(FACTS) as FactName[]

const edits = z
  .array(
    z.strictObject({
      fact: z.union([
        z.enum([...factNames, 'article', 'industry', 'projectName', 'creditCode']),
        z.templateLiteral(['material:', z.string().min(1).max(100)]),
      ]),
      text: typed(500),
    }),
  )
  .min(1)

const proposal = z.strictObject({
  roundId: id,
  caseIds: z.array(id).min(1, '请先选择申报').max(20_000, '一次最多两万件').optional(),
})

/** Review of single cases. */
export const caseCalls = {
  'case.list': core<CaseRow[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** The first rows of the same list, long before the whole of a large round can be answered. */
  'case.firstRows': core<CaseRow[]>()(OFFICE, z.strictObject({ roundId: id, count: z.number().int().min(1).max(500) })),
  'case.get': core<CaseView>()(OFFICE, z.strictObject({ caseId: id })),
  /** Appends a decision. `amountFen` null takes the computed amount; any other amount, or agreeing against the machine, needs an opinion. */
  'case.decide': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      assessmentId: id,
      kind: z.enum(DECISION_KINDS),
      amountFen: fen.nullable(),
      opinion: text,
    }),
  ),
  'case.saveDraft': core<{ savedAt: string }>()(REVIEW, z.strictObject({ caseId: id, ...draftContent.shape })),
  /** Corrects what was imported; old → new and the reason are kept; the case is assessed again. */
  'case.correct': core<CaseView>()(
    REVIEW,
    z.strictObject({ caseId: id, edits, reason: text.min(1, '请写明更正理由') }),
  ),
  /** What the edits would change, and what the machine would find then. Writes nothing. */
  'case.planCorrection': core<CorrectionPlan>()(REVIEW, z.strictObject({ caseId: id, edits })),
  /**
   * 批量拟定: proposes agree for every 待审 case the machine found met, refuse for unmet and repealed. With `caseIds` all of
   * these and no other, or none.
   */
  'case.proposeMet': core<{ agreed: number; refused: number }>()(REVIEW, proposal),
  /** What 批量拟定 would come to, row by row; every case named has a row, without `caseIds` every case of the round. */
  'case.planPropose': core<BulkResult>()(OFFICE, proposal),
} satisfies Record<string, Call<z.ZodType, unknown>>
