import { z } from 'zod'
import type { PanelInput } from '../scoring/inputs.ts'
import { MOST_EXPERTS } from '../scoring/panel.ts'
import { MOST_CRITERIA, type TypedScheme } from '../scoring/scheme.ts'
import type { MyScoring, ScoringOverview, ScoringTable } from '../scoring/views.ts'
import type { PaperPreview } from '../views.ts'
import { articleKey, type Call, CHIEF, core, EXPORT, id, OFFICE, text, token, typed } from './call.ts'

const typedNumber = typed(20)
const people = z.number().int().min(1, '人数至少为 1').max(MOST_EXPERTS, `人数最多 ${MOST_EXPERTS}`)

const typedScheme = z.strictObject({
  criteria: z
    .array(z.strictObject({ name: typed(60, '指标名称过长'), max: typedNumber, weight: typedNumber.nullable() }))
    .max(MOST_CRITERIA, `指标最多 ${MOST_CRITERIA} 项`),
  method: z.enum(['mean', 'trimmed']),
  trimFrom: people.nullable(),
  required: people.nullable(),
  passLine: typedNumber.nullable(),
  disagreementAbove: typedNumber.nullable(),
  normalisedFrom: z.number().int().min(2, '标准化得分至少从 2 件起').max(10_000, '件数过大').nullable(),
}) satisfies z.ZodType<TypedScheme>

const panelExpert = z.strictObject({
  id: id.nullable(),
  name: typed(40, '专家姓名过长'),
}) satisfies z.ZodType<PanelInput>

const points = z.record(z.string().max(8), typedNumber)
const ballot = { caseId: id, schemeId: id, points: points.nullable(), comment: text, reason: text }

/** 评审: schemes, panels and the experts' scores. */
export const scoringCalls = {
  'scoring.schemes': core<ScoringOverview>()(OFFICE, z.strictObject({ roundId: id })),
  /** A new version of an article's 评审办法; null ends it. `setAside` names how many ballots the person saw it puts aside. */
  'scoring.setScheme': core<ScoringOverview>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      article: articleKey,
      scheme: typedScheme.nullable(),
      basis: text.min(1, '请写明依据（文号或会议纪要）'),
      setAside: z.number().int().nonnegative(),
    }),
  ),
  'scoring.setPanel': core<ScoringOverview>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      article: articleKey,
      experts: z.array(panelExpert).max(MOST_EXPERTS, `一个专家组最多 ${MOST_EXPERTS} 人`),
    }),
  ),
  /** Every ballot of an article with what they come to. Errors: CONFLICT where experts do not score it. */
  'scoring.table': core<ScoringTable>()(OFFICE, z.strictObject({ roundId: id, article: articleKey })),
  /** The signed-in expert's own cases. Others' scores of a case are not in the answer before the own one is in. */
  'scoring.mine': core<MyScoring>()(['expert'], z.strictObject({ roundId: id })),
  /** The signed-in expert's own ballot; `points` null declares 回避 with the reason as comment. */
  'scoring.submit': core<MyScoring>()(['expert'], z.strictObject(ballot)),
  /** 分歧清单 for the meeting, experts without names. */
  'scoring.exportDisagreement': core<{ cases: number }>()(
    EXPORT,
    z.strictObject({ roundId: id, article: articleKey, saveToken: token }),
  ),
  /** The pages of 评审汇总表 as it would be exported now. Errors: CONFLICT where experts score nothing. */
  'scoring.previewPanel': core<PaperPreview>()(EXPORT, z.strictObject({ roundId: id })),
  /** 评审汇总表 of every article that experts score, numbered. */
  'scoring.exportPanel': core<{ articles: number; cases: number }>()(
    EXPORT,
    z.strictObject({ roundId: id, saveToken: token }),
  ),
  /** The ballot of an expert without account, typed from the 打分表; who typed it is kept. */
  'scoring.enter': core<ScoringTable>()(EXPORT, z.strictObject({ ...ballot, expertId: id })),
} satisfies Record<string, Call<z.ZodType, unknown>>
