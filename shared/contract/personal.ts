import { z } from 'zod'
import { type Call, core } from './call.ts'

const MOST_KEPT = 200_000

/** Such as `queue.views` or `later:<round>`. */
const key = z.string().regex(/^[a-z][\w.:-]{0,99}$/, '记忆项的名称有误')
const value = z.json().refine((kept) => JSON.stringify(kept).length <= MOST_KEPT, '要记住的内容过多，请精简后重试')

export interface PersonalValue {
  /** JSON as saved; the reader checks its shape. Null when nothing was saved. */
  value: z.infer<typeof value>
  savedAt: string | null
}

/** What one person's desk remembers (columns, saved views, 稍后再审). Each sees only their own. */
export const personalCalls = {
  'personal.get': core<PersonalValue>()('signed-in', z.strictObject({ key })),
  'personal.save': core<{ savedAt: string }>()('signed-in', z.strictObject({ key, value })),
} satisfies Record<string, Call<z.ZodType, unknown>>
