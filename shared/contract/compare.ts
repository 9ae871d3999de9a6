import { z } from 'zod'
import type { PolicyComparison } from '../policy/compare.ts'
import type { ReplayView } from '../replay/view.ts'
import { type Call, CHIEF, core, EXPORT, id, isoDay, OFFICE, token, typed } from './call.ts'

const replayed = { roundId: id, against: isoDay }

/** Two versions of the articles side by side, and a round's applications under both. */
export const compareCalls = {
  'policy.compare': core<PolicyComparison>()(OFFICE, z.strictObject({ from: isoDay, to: isoDay })),
  /** The round under its own version and under the one of `against`, with the values stored for such replays. */
  'policy.replay': core<ReplayView>()(OFFICE, z.strictObject(replayed)),
  /** Values for replays only (text as typed, parsed by type); empty text takes one back. Never a parameter. */
  'policy.saveReplayValues': core<ReplayView>()(
    CHIEF,
    z.strictObject({ ...replayed, values: z.record(z.string().max(80), typed(4000)) }),
  ),
  'policy.exportReplay': core<{ rows: number }>()(EXPORT, z.strictObject({ ...replayed, saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
