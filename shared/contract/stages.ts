import { z } from 'zod'
import type { BulkResult, PersonView, SupplementLine } from '../stages/bulk.ts'
import { STAGE_ACTS } from '../stages/moves.ts'
import { SUPPLEMENT_OUTCOMES } from '../stages/supplement.ts'
import type { CaseView } from '../views.ts'
import { type Call, CHIEF, core, id, isoDay, OFFICE, REVIEW, text, typed } from './call.ts'

const caseIds = z.array(id).min(1, '请先选择申报').max(20_000, '一次最多两万件')
const bulkMove = z.strictObject({ roundId: id, act: z.enum(STAGE_ACTS), caseIds, reason: text })
/** Null: nobody. */
const bulkAssign = z.strictObject({ roundId: id, caseIds, accountId: id.nullable() })
const evenAssign = z.strictObject({
  roundId: id,
  caseIds,
  accountIds: z.array(id).min(1, '请先选择要分派的人').max(200),
})

const supplementList = {
  items: z
    .array(typed(300, '补正事项过长').trim().min(1, '补正事项不能为空'))
    .min(1, '请至少列出一项要补正的内容')
    .max(40, '补正事项最多 40 项'),
  toldOn: isoDay,
  dueDays: z.number().int().min(1, '补正期限至少 1 个工作日').max(250, '补正期限过长'),
  againReason: text,
}

/** Stages, people and 补正. A `…plan` call answers what the act would do, row by row, and writes nothing. */
export const stageCalls = {
  'stage.plan': core<BulkResult>()(OFFICE, bulkMove),
  /** All or nothing: refused as a whole, with the first reason, when one case cannot move. Roles as the act has them. */
  'stage.act': core<BulkResult>()(['reviewer', 'chief', 'clerk'], bulkMove),
  'assign.plan': core<BulkResult>()(REVIEW, bulkAssign),
  'assign.act': core<BulkResult>()(REVIEW, bulkAssign),
  /** 平均分派: every chosen case nobody has yet, spread evenly over the people, past their 回避. */
  'assign.planEven': core<BulkResult>()(REVIEW, evenAssign),
  /** All or nothing, as `assign.planEven` answered. */
  'assign.even': core<BulkResult>()(REVIEW, evenAssign),
  /** Everyone who reviews, with what each has of the round. */
  'people.list': core<PersonView[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** 回避 of the signed-in person, or of another person when a chief enters it (`accountId`). */
  'case.recuse': core<CaseView>()(
    REVIEW,
    z.strictObject({ caseId: id, accountId: id.nullable(), reason: text.min(1, '请写明回避事由') }),
  ),
  'case.liftRecusal': core<CaseView>()(
    CHIEF,
    z.strictObject({ caseId: id, accountId: id, reason: text.min(1, '请写明解除回避的理由') }),
  ),
  /** The last day of a 补正 of so many working days. Errors: BAD_INPUT when a year has no calendar. */
  'supplement.due': core<{ dueOn: string }>()(
    OFFICE,
    z.strictObject({ toldOn: isoDay, dueDays: z.number().int().min(1, '补正期限至少 1 个工作日').max(250) }),
  ),
  /** 一次性告知: decides 补正 and keeps the list. A second list needs `againReason`. */
  'supplement.request': core<CaseView>()(REVIEW, z.strictObject({ caseId: id, assessmentId: id, ...supplementList })),
  /** The same list for several cases: who would get it, and why another would not. */
  'supplement.planMany': core<BulkResult>()(REVIEW, z.strictObject({ roundId: id, caseIds, ...supplementList })),
  /** All or nothing; each case can be undone by itself. */
  'supplement.requestMany': core<BulkResult>()(REVIEW, z.strictObject({ roundId: id, caseIds, ...supplementList })),
  /** Ends the open 补正 of a case; it goes back to 形式审查 without a decision. */
  'supplement.close': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      outcome: z.enum(SUPPLEMENT_OUTCOMES),
      receivedOn: isoDay.nullable(),
      words: text,
    }),
  ),
  /** Every open 补正 of the round, the nearest due day first. */
  'supplement.list': core<SupplementLine[]>()(OFFICE, z.strictObject({ roundId: id })),
} satisfies Record<string, Call<z.ZodType, unknown>>
