import { z } from 'zod'
import { type Call, core } from './call.ts'

const MOST_KEPT = 200_000

/** Such as `queue.views` or `later:<round>`. */
const key = z.string().regex(/^[a-z][\w.:-]{0,99}$/, '记忆项的名称有误')
const DEEPEST = 32
const value = z
  .custom<z.core.util.JSONType>(
    (kept) => isJson(kept, DEEPEST),
    '要记住的内容不是普通的列表和文字，或层次过多，没有保存',
  )
  .refine((kept) => JSON.stringify(kept).length <= MOST_KEPT, '要记住的内容过多，请精简后重试')

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

/** Plain JSON of at most so many levels. */
function isJson(value: unknown, levels: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || levels === 0) return false
  if (Array.isArray(value)) return value.every((each) => isJson(each, levels - 1))
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value))
  return plain && Object.values(value).every((each) => isJson(each, levels - 1))
}
