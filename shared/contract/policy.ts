import { z } from 'zod'
import type { ArticleView } from '../views.ts'
import { type Call, CHIEF, core, id, isoDay, text } from './call.ts'

/** Articles and parameters. */
export const policyCalls = {
  'policy.articles': core<ArticleView[]>()('signed-in', z.strictObject({ roundId: id })),
  /** Enters a bureau value for a parameter (text as typed, parsed by its type) with its basis; the round uses it from now on. */
  'policy.setParameter': core<ArticleView[]>()(
    CHIEF,
    z.strictObject({
      roundId: id,
      key: z.string().max(80),
      text: z.string().max(4000),
      basis: text.min(1, '请写明依据（文号/条款）'),
      effectiveFrom: isoDay,
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
