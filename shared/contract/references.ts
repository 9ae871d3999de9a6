import { z } from 'zod'
import { type FieldChoice, fieldChoices, listFieldChoices } from '../intake/fields.ts'
import { REFERENCE_KINDS, type ReferenceList, type ReferencePlan } from '../reference/reference.ts'
import type { CaseView } from '../views.ts'
import { type Call, CHIEF, core, id, isoDay, nothing, OFFICE, REVIEW, text, token, typed } from './call.ts'
import { sheetChoiceOf } from './intake.ts'

/** A list's import as it will be done, with the fields its columns may be read as. */
export interface ReferencePlanView extends ReferencePlan {
  planId: string
  skipped: number
  columns: FieldChoice[]
}

const sheetChoice = sheetChoiceOf([...fieldChoices(), ...listFieldChoices()])

/** Lists from outside: past rounds, other bureaus, 失信/限制; and the chief's lifting of a restriction. */
export const referenceCalls = {
  /** Every list, newest first, withdrawn ones among them. */
  'reference.lists': core<ReferenceList[]>()(OFFICE, nothing),
  /** Reads the chosen workbook as a list and plans; nothing is written. As `import.preview` in its overrides and refusal. */
  'reference.preview': core<ReferencePlanView>()(
    REVIEW,
    z.strictObject({
      roundId: id,
      kind: z.enum(REFERENCE_KINDS),
      source: typed(100, '名单来源最多 100 字'),
      asOf: isoDay.nullable(),
      fileToken: token,
      overrides: z.array(sheetChoice).max(1000).optional(),
    }),
  ),
  /**
   * Applies exactly the plan that was shown, then assesses the round it was shown in. `listId` null: the very file was
   * imported before. A 失信/限制 list is the chief's.
   */
  'reference.commit': core<{ listId: string | null; entries: number; rejected: number }>()(
    REVIEW,
    z.strictObject({ planId: id }),
  ),
  /** The list no longer counts; it stays on record. The round is assessed again. A 失信/限制 list is the chief's. */
  'reference.withdraw': core<ReferenceList[]>()(
    REVIEW,
    z.strictObject({ roundId: id, listId: id, reason: text.min(1, '请写明撤回理由') }),
  ),
  /** Lets a case go on although its applicant is on 失信/限制 lists; holds for the entries shown, not for later ones. */
  'case.liftRestriction': core<CaseView>()(
    CHIEF,
    z.strictObject({ caseId: id, assessmentId: id, reason: text.min(1, '请写明解除限制的理由') }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
