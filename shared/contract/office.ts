import { z } from 'zod'
import type { AuditEntryView, OfficeSettings } from '../views.ts'
import { ADMIN, type Call, core, isoDay, nothing, OFFICE, text, token } from './call.ts'

const officeSettings = z.strictObject({
  issuer: text,
  publicityDays: z.number().int().min(1).max(60).nullable(),
  workingDays: z.boolean(),
  countFirstDay: z.boolean(),
  startOn: isoDay.nullable(),
  signedOn: isoDay.nullable(),
  consultContact: text,
  consultPhone: text,
  objectionContact: text,
  objectionPhone: text,
  address: text,
  postcode: text,
  supervisionPhone: text,
})

/** Office settings, record keeping, backup. */
export const officeCalls = {
  'settings.get': core<OfficeSettings>()(OFFICE, nothing),
  'settings.save': core<OfficeSettings>()(['chief', 'clerk', 'admin'], officeSettings),
  'audit.list': core<AuditEntryView[]>()(
    ['admin', 'auditor', 'chief'],
    z.strictObject({ limit: z.number().int().min(1).max(1000) }),
  ),
  'audit.verify': core<{ ok: boolean; message: string }>()(OFFICE, nothing),
  'backup.create': core<{ bytes: number; sha256: string }>()(ADMIN, z.strictObject({ saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
