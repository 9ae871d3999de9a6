import { z } from 'zod'
import type { FrozenListView, PaperPreview } from '../views.ts'
import { type Call, CHIEF, core, EXPORT, id, OFFICE, token } from './call.ts'

const paperKind = z.enum(['summary', 'approval', 'notice'])
export type PaperKind = z.infer<typeof paperKind>

/** Frozen lists and papers. */
export const paperCalls = {
  'list.freeze': core<FrozenListView>()(CHIEF, z.strictObject({ roundId: id })),
  'list.all': core<FrozenListView[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** `listId` null previews the round as it stands, marked 试算. */
  'paper.preview': core<PaperPreview>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind }),
  ),
  'paper.export': core<{ warnings: string[] }>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind, saveToken: token }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
