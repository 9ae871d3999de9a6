import { z } from 'zod'
import { ARTICLE_KEYS } from '../../shared/application.ts'

/** The JSON documents as cli.md states them: these keys and no others. */

const fen = z.int().nonnegative()
const outcome = z.enum(['met', 'unmet', 'unknown', 'unset', 'repealed'])
const article = z.enum(ARTICLE_KEYS).nullable()
const remark = z.strictObject({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  value: z.string(),
  reason: z.string().min(1),
})

export const importDocument = z.strictObject({
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      article,
      headerRow: z.int(),
      rows: z.int(),
      accepted: z.int(),
      rejected: z.int(),
      skipped: z.int(),
    }),
  ),
  accepted: z.int(),
  rejected: z.int(),
  unchanged: z.int(),
  changed: z.int(),
  problems: z.array(remark),
  warnings: z.array(remark),
  /** 「notes, totals, blanks are skipped and listed」. */
  skipped: z.array(z.strictObject({ sheet: z.string(), row: z.int(), reason: z.string().min(1) })),
})
export type ImportDocument = z.infer<typeof importDocument>

export const assessDocument = z.array(
  z.strictObject({
    applicationNo: z.string(),
    applicant: z.string(),
    article,
    articleNo: z.string(),
    outcome,
    conditions: z.array(
      z.strictObject({ id: z.string(), outcome, clause: z.string().min(1), text: z.string().min(1) }),
    ),
    amountFen: fen.nullable(),
    steps: z.array(
      z.strictObject({
        label: z.string().min(1),
        clause: z.string().min(1),
        text: z.string().min(1),
        beforeFen: fen.nullable(),
        afterFen: fen,
      }),
    ),
    warnings: z.array(z.string()),
  }),
)

export const allocateDocument = z.strictObject({
  budgetFen: fen,
  entitledFen: fen,
  allocatedFen: fen,
  remainderFen: fen,
  rows: z.array(
    z.strictObject({
      applicationNo: z.string(),
      article: z.enum(ARTICLE_KEYS),
      industry: z.string(),
      score: z.number().nullable(),
      quota: z.enum(['in', 'waiting', 'tied']).nullable(),
      entitledFen: fen,
      allocatedFen: fen,
    }),
  ),
  /** What keeps the result from being frozen, in words. */
  blocked: z.array(z.string()),
})

export const verifyDocument = z.strictObject({
  ok: z.literal(true),
  rows: z.int(),
  auditEntries: z.int(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
})
