import { z } from 'zod'
import { CHOSEN_UNITS, type SheetChoice } from '../intake/choices.ts'
import { type FieldChoice, fieldChoices } from '../intake/fields.ts'
import type { ImportPlanView } from '../views.ts'
import { type Call, core, id, REVIEW, token } from './call.ts'

/** What a person corrected of the guess, choosing among these fields; limits are those of an .xlsx sheet. */
export const sheetChoiceOf = (fields: readonly FieldChoice[]) =>
  z.strictObject({
    sheet: z.string().min(1).max(255),
    leftOut: z.boolean(),
    headerRow: z.number().int().min(1, '表头行号从 1 起').max(1_048_576, '表头行号过大').nullable(),
    columns: z
      .array(
        z.strictObject({
          column: z.number().int().min(1).max(16_384),
          field: z.enum([...fields.map(({ field }) => field), '']),
          unit: z.enum(CHOSEN_UNITS),
        }),
      )
      .max(1000, '一张工作表最多更改 1000 列'),
  }) satisfies z.ZodType<SheetChoice>

/** Intake of workbooks. */
export const intakeCalls = {
  /**
   * Reads the chosen workbook and plans; nothing is written. `overrides` correct what is guessed, by sheet. A file that can
   * be read but not imported answers with its `refusal` and the sheets and columns to choose from.
   */
  'import.preview': core<ImportPlanView>()(
    REVIEW,
    z.strictObject({
      roundId: id,
      fileToken: token,
      overrides: z.array(sheetChoiceOf(fieldChoices())).max(1000).optional(),
    }),
  ),
  /** Applies exactly the plan that was shown, in one transaction, then assesses the round. */
  'import.commit': core<{ created: number; changed: number; unchanged: number; rejected: number }>()(
    REVIEW,
    z.strictObject({ planId: id }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
