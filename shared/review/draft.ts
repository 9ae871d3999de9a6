import { z } from 'zod'
import { DECISION_KINDS, type DraftContent } from '../views.ts'

export const draftContent = z.strictObject({
  opinion: z.string().max(2000),
  chosen: z.enum(DECISION_KINDS).nullable(),
  adjusting: z.boolean(),
  amountFen: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).nullable(),
}) satisfies z.ZodType<DraftContent>

const MARK = '{"draft":'

/** The text a draft is kept as: plain words where there is nothing else, as drafts of every earlier version are. */
export function draftText(draft: DraftContent): string {
  const { opinion, chosen, adjusting } = draft
  const plain = chosen === null && !adjusting && !opinion.startsWith(MARK)
  return plain ? opinion : JSON.stringify({ draft })
}

/** The draft kept as `text`; null when nothing is. */
export function readDraft(text: string): DraftContent | null {
  if (text === '') return null
  return structured(text) ?? { opinion: text, chosen: null, adjusting: false, amountFen: null }
}

function structured(text: string): DraftContent | null {
  if (!text.startsWith(MARK)) return null
  try {
    return z.strictObject({ draft: draftContent }).parse(JSON.parse(text)).draft
  } catch {
    // Somebody's own words that happen to begin like this.
    return null
  }
}
