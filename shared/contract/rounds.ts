import { z } from 'zod'
import type { CopyPlan } from '../rounds/copyRound.ts'
import type { RoundDashboard } from '../rounds/dashboard.ts'
import type { CohortView, RoundView } from '../views.ts'
import {
  type Access,
  articleKey,
  type Call,
  CHIEF,
  core,
  fen,
  id,
  isoDay,
  nothing,
  OFFICE,
  REVIEW,
  text,
} from './call.ts'

export const roundRules = z.strictObject({
  rounding: z.strictObject({
    unitFen: z.union([z.literal(100), z.literal(10_000), z.literal(1_000_000)]),
    mode: z.enum(['舍尾', '四舍五入']),
  }),
  capAtRequested: z.boolean(),
  cutScope: z.enum(['round', 'article']),
  articleBudgets: z.partialRecord(articleKey, fen),
  protectedArticles: z.array(articleKey),
  largestRemainder: z.boolean(),
})

const year = z.number().int().min(2024).max(2099)
const batch = z.number().int().min(1).max(99)
const copyTarget = z.strictObject({ fromRoundId: id, year, batch })
const KEEPERS: Access = ['chief', 'admin']

/** Rounds and the whole-round rules. */
export const roundCalls = {
  'round.list': core<RoundView[]>()('signed-in', nothing),
  'round.create': core<RoundView>()(
    CHIEF,
    z.strictObject({
      year,
      batch,
      budgetFen: fen,
      demoParameters: z.boolean(),
      windowFrom: isoDay.nullable(),
      windowTo: isoDay.nullable(),
    }),
  ),
  /** The shipped sample workbook in a round with 演示参数, imported and assessed; refused when 2026-1 exists. */
  'round.createSample': core<RoundView>()(CHIEF, nothing),
  /** What a new round would take from an earlier one; nothing is written. */
  'round.copyPlan': core<CopyPlan>()(CHIEF, copyTarget),
  /** Makes a round after the pattern of an earlier one: what is named is taken, budget and window are its own. */
  'round.copy': core<RoundView>()(
    CHIEF,
    copyTarget.extend({
      budgetFen: fen,
      windowFrom: isoDay.nullable(),
      windowTo: isoDay.nullable(),
      rules: z.boolean(),
      parameters: z.array(z.string().max(80)).max(200),
      schemes: z.array(articleKey),
      panels: z.array(articleKey),
      clearNoticeDates: z.boolean(),
    }),
  ),
  /** What throwing a sample round away does, in sentences. */
  'round.discardPlan': core<string[]>()(KEEPERS, z.strictObject({ roundId: id })),
  'round.discardSample': core<{ name: string }>()(KEEPERS, z.strictObject({ roundId: id })),
  /** 本批次不再定稿: gives up a batch whose list fell, for good. */
  'round.close': core<{ name: string }>()(CHIEF, z.strictObject({ roundId: id, reason: text })),
  'round.dashboard': core<RoundDashboard>()(OFFICE, z.strictObject({ roundId: id })),
  'round.get': core<RoundView>()('signed-in', z.strictObject({ roundId: id })),
  'round.setRules': core<RoundView>()(CHIEF, z.strictObject({ roundId: id, budgetFen: fen, rules: roundRules })),
  /** Assesses every application again. Answers how many and how many outcomes or amounts changed. */
  'round.assess': core<{ assessed: number; changed: number }>()(REVIEW, z.strictObject({ roundId: id })),
  /** `budgetFen` null uses the round's own budget; another amount is a trial and is not saved. */
  'cohort.view': core<CohortView>()(OFFICE, z.strictObject({ roundId: id, budgetFen: fen.nullable() })),
  'cohort.ruleTie': core<CohortView>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      article: articleKey,
      industry: z.string().max(40),
      applicationNos: z.array(z.string().max(64)),
      reason: text.min(1, '请写明裁定理由'),
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
