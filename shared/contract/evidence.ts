import { z } from 'zod'
import { MAX_ATTACHMENT_BYTES, type Media, type SheetView } from '../evidence.ts'
import type { CaseView } from '../views.ts'
import { type Call, core, EVIDENCE, id, REVIEW, text, token, typed } from './call.ts'

/** Attachments of a case and the pages pinned to its checks. Experts see none of them. */
export const evidenceCalls = {
  /** Takes a chosen file; `material` is empty for what belongs to no single one. The same bytes are taken once a case. */
  'attachment.add': core<CaseView>()(REVIEW, z.strictObject({ caseId: id, material: typed(100), fileToken: token })),
  /** The same for a file dropped on the window, which hands over its bytes and knows no path. */
  'attachment.drop': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      material: typed(100),
      fileName: z.string().min(1).max(255),
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ length }) => length <= MAX_ATTACHMENT_BYTES, '附件超过 50 MB，没有添加'),
    }),
  ),
  /** The record and the bytes stay; the case shows it no longer. */
  'attachment.withdraw': core<CaseView>()(
    REVIEW,
    z.strictObject({ attachmentId: id, reason: text.min(1, '请写明撤下附件的理由') }),
  ),
  /** The bytes, checked against their hash. Errors: DAMAGED. */
  'attachment.read': core<{ media: Media; bytes: Uint8Array }>()(EVIDENCE, z.strictObject({ attachmentId: id })),
  /** The first rows and columns of every sheet of a workbook. */
  'attachment.sheets': core<SheetView[]>()(EVIDENCE, z.strictObject({ attachmentId: id })),
  /** Pins a page to a check, in place of the one before; null takes it off. */
  'attachment.pin': core<CaseView>()(
    REVIEW,
    z.strictObject({
      caseId: id,
      condition: z.string().min(1).max(100),
      at: z.strictObject({ attachmentId: id, page: z.number().int().min(1).max(100_000) }).nullable(),
    }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
