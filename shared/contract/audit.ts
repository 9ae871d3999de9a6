import { z } from 'zod'
import { AUDIT_KINDS } from '../audit/kinds.ts'
import type { AuditDetail, AuditEntryView, AuditState } from '../audit/views.ts'
import { type Access, type Call, core, isoDay, nothing, OFFICE, token, typed } from './call.ts'

/** Who reads the record of who did what. */
const READERS: Access = ['admin', 'auditor', 'chief']

const auditFilter = z.strictObject({
  who: typed(40).nullable(),
  kind: z.enum(AUDIT_KINDS).nullable(),
  caseNo: typed(80).trim(),
  from: isoDay.nullable(),
  to: isoDay.nullable(),
  words: typed(100).trim(),
})
/** Absent: the whole log. */
const filter = auditFilter.optional()

/** The chained record of every act: reading, checking, handing to an auditor. */
export const auditCalls = {
  /** Newest first, `skip` entries that pass left out. */
  'audit.list': core<AuditEntryView[]>()(
    READERS,
    z.strictObject({ limit: z.number().int().min(1).max(1000), skip: z.number().int().min(0).optional(), filter }),
  ),
  'audit.state': core<AuditState>()(READERS, z.strictObject({ filter })),
  'audit.entry': core<AuditDetail>()(READERS, z.strictObject({ seq: z.number().int().positive() })),
  /** The entries that pass as a workbook; numbers of persons are hidden in it as on screen. */
  'audit.export': core<{ entries: number }>()(READERS, z.strictObject({ filter: auditFilter, saveToken: token })),
  'audit.verify': core<{ ok: boolean; message: string }>()(OFFICE, nothing),
  /** Whether the record, checked whole, still holds the head printed on a paper: its first 12 digits or more. */
  'audit.verifyHead': core<{ ok: boolean; message: string }>()(
    OFFICE,
    z.strictObject({ head: typed(100, '首码过长') }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
