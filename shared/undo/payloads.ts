import { z } from 'zod'
import { STAGE_ACTS } from '../stages/moves.ts'
import { STAGES } from '../stages/stages.ts'
import { DECISION_KINDS } from '../views.ts'

/** How each kind of act is taken back: what the job that did it keeps, and what undoing and redoing start from. */

const id = z.string().min(1)
const stage = z.enum(STAGES)

const madeDecision = z.strictObject({
  caseId: id,
  decisionId: id,
  /** The decision that counted before; null when there was none. */
  before: id.nullable(),
  kind: z.enum(DECISION_KINDS),
  amountFen: z.number().int().nullable(),
  opinion: z.string(),
  from: stage,
  to: stage,
})
/** A decision as it was appended. */
export type MadeDecision = z.infer<typeof madeDecision>

export const decidePayload = z.strictObject({ made: z.array(madeDecision).min(1) })
export type DecidePayload = z.infer<typeof decidePayload>

const value = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const correctPayload = z.strictObject({
  caseId: id,
  reason: z.string(),
  /** Null: not stated. */
  changed: z.array(z.strictObject({ field: z.string(), before: value, after: value })).min(1),
})
export type CorrectPayload = z.infer<typeof correctPayload>

export const assignPayload = z.strictObject({
  /** Null: nobody. */
  after: id.nullable(),
  rows: z.array(z.strictObject({ caseId: id, before: id.nullable() })).min(1),
})
export type AssignPayload = z.infer<typeof assignPayload>

export const stagePayload = z.strictObject({
  act: z.enum(STAGE_ACTS),
  reason: z.string(),
  /** `decided`: the move took a decision's force away. */
  moves: z.array(z.strictObject({ caseId: id, from: stage, to: stage, decided: z.boolean() })).min(1),
})
export type StagePayload = z.infer<typeof stagePayload>

export const supplementPayload = z.strictObject({
  requestId: id,
  made: madeDecision,
  items: z.array(z.string()),
  toldOn: z.string(),
  dueDays: z.number().int(),
  againReason: z.string(),
})
export type SupplementPayload = z.infer<typeof supplementPayload>

export const attachmentPayload = z.strictObject({ caseId: id, attachmentId: id })
export type AttachmentPayload = z.infer<typeof attachmentPayload>

const place = z.strictObject({ attachmentId: id, page: z.number().int() }).nullable()
export const pinPayload = z.strictObject({ caseId: id, condition: z.string(), before: place, after: place })
export type PinPayload = z.infer<typeof pinPayload>
