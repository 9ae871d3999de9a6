import { z } from 'zod'
import type { ParameterImpact } from '../policy/impact.ts'
import type { SetLine } from '../policy/setPlan.ts'
import type { ArticleView } from '../views.ts'
import { type Call, CHIEF, core, id, isoDay, OFFICE, text, token, typed } from './call.ts'

/** A value before it is entered; texts as `parameterText` writes them, `old` null while unset. */
export interface ParameterPreview {
  key: string
  label: string
  old: string | null
  new: string
  impact: ParameterImpact
}

/** One value ever entered for a parameter. */
export interface ParameterVersionView {
  id: string
  /** As `parameterText` writes it. */
  text: string
  basis: string
  effectiveFrom: string
  origin: 'bureau' | 'demo'
  who: string
  enteredAt: string
  /** Names of the rounds that use it now. */
  rounds: string[]
  /** The round asked about uses it. */
  current: boolean
}

/** What loading or removing 演示参数 as a whole does. */
export interface DemoChange {
  /** Values that come in: invented ones on loading, the bureau's newest on removing. */
  filled: number
  /** Uses of 演示参数 that end. */
  ended: number
  impact: ParameterImpact
}

/** What importing a parameter file would do. */
export interface ParameterFilePlan {
  fileName: string
  /** The round it was exported from, e.g. 2026-1, by whom and when. */
  from: { round: string; exportedBy: string; exportedAt: string }
  lines: SetLine[]
  impact: ParameterImpact
  /** Stands for file and round as they were shown; applying asks for it. */
  planHash: string
}

const key = z.string().max(80)
const value = typed(4000)

/** Articles and parameters. */
export const policyCalls = {
  'policy.articles': core<ArticleView[]>()('signed-in', z.strictObject({ roundId: id })),
  /** What entering a value (text as typed, parsed by its type) would change in the round; writes nothing. */
  'policy.previewParameter': core<ParameterPreview>()(CHIEF, z.strictObject({ roundId: id, key, text: value })),
  /** Enters a bureau value with its basis; the round uses it from now on. */
  'policy.setParameter': core<ArticleView[]>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      key,
      text: value,
      basis: text.min(1, '请写明依据（文号/条款）'),
      effectiveFrom: isoDay,
    }),
  ),
  /** Every value ever entered for a parameter, newest first. */
  'policy.parameterHistory': core<ParameterVersionView[]>()(OFFICE, z.strictObject({ roundId: id, key })),
  /** What loading (true) or removing (false) the 演示参数 would change; writes nothing. */
  'policy.previewDemo': core<DemoChange>()(CHIEF, z.strictObject({ roundId: id, demo: z.boolean() })),
  /** Loads 演示参数 where the bureau entered nothing, or removes them all. */
  'policy.setDemo': core<ArticleView[]>()(CHIEF, z.strictObject({ roundId: id, demo: z.boolean() })),
  /** Writes the round's parameters as YAML for another PC. */
  'policy.exportParameters': core<{ count: number }>()(OFFICE, z.strictObject({ roundId: id, saveToken: token })),
  /** What importing such a file would do; writes nothing. */
  'policy.previewImport': core<ParameterFilePlan>()(CHIEF, z.strictObject({ roundId: id, fileToken: token })),
  /** Imports it as shown, all or none. */
  'policy.importParameters': core<ArticleView[]>()(
    CHIEF,
    z.strictObject({ roundId: id, fileToken: token, planHash: z.string().length(64) }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
