import { z } from 'zod'
import { MATTER_VERDICTS, type RadarView, type RulingView } from '../radar/radarView.ts'
import { type Call, core, EXPORT, id, OFFICE, REVIEW, text, token } from './call.ts'

/** 查重: what may be paid twice, and who belongs together. */
export const radarCalls = {
  'radar.view': core<RadarView>()(OFFICE, z.strictObject({ roundId: id })),
  /** A newer ruling on the pair replaces an older one; the case is assessed again and valid lists end. */
  'radar.rule': core<RulingView>()(
    REVIEW,
    z.strictObject({
      roundId: id,
      applicationId: id,
      otherKey: z.string().min(1).max(80),
      ruling: z.enum(MATTER_VERDICTS),
      reason: text.min(1, '请写明认定理由'),
    }),
  ),
  'radar.export': core<{ pairs: number }>()(EXPORT, z.strictObject({ roundId: id, saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
