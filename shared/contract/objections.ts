import { z } from 'zod'
import type { IssuedPaper } from '../objections/issuedPaper.ts'
import {
  EFFECTS,
  type HandlingDays,
  OBJECTION_KINDS,
  OBJECTION_OUTCOMES,
  type Objection,
  SIGNED,
} from '../objections/objection.ts'
import type { Role } from '../roles.ts'
import { type Call, CHIEF, core, id, isoDay, OFFICE, text, token } from './call.ts'

/** Who registers and handles objections, and therefore may know who objected. */
export const HANDLING_ROLES: readonly Role[] = ['chief', 'clerk']

export interface ObjectionBook {
  /** In order of number; without persons for those who do not handle them. */
  objections: Objection[]
  days: HandlingDays
  /** What remains before a 下达通知 of the round, as sentences. */
  remaining: string[]
}

/** 已出文书 and 异议台账. */
export const objectionCalls = {
  /** Newest first. */
  'paper.issued': core<IssuedPaper[]>()(OFFICE, z.strictObject({ roundId: id })),
  'objection.book': core<ObjectionBook>()(OFFICE, z.strictObject({ roundId: id })),
  'objection.add': core<Objection>()(
    HANDLING_ROLES,
    z.strictObject({
      roundId: id,
      applicationId: id.nullable(),
      kind: z.enum(OBJECTION_KINDS),
      signed: z.enum(SIGNED),
      person: text,
      receivedOn: isoDay,
      receivedHow: text,
      subject: text,
    }),
  ),
  /** A step of the handling that does not end it. */
  'objection.note': core<Objection>()(
    HANDLING_ROLES,
    z.strictObject({ objectionId: id, happenedOn: isoDay, words: text }),
  ),
  /** Ends it; a case reopened goes back to review and the valid list is void. */
  'objection.close': core<Objection>()(
    CHIEF,
    z.strictObject({
      objectionId: id,
      happenedOn: isoDay,
      outcome: z.enum(OBJECTION_OUTCOMES),
      effect: z.enum(EFFECTS),
      words: text,
    }),
  ),
  'objection.setDays': core<HandlingDays>()(
    HANDLING_ROLES,
    z.strictObject({
      days: z.number().int('办理天数应为整数').min(1, '办理天数至少 1 天').max(120, '办理天数至多 120 天').nullable(),
      countFirstDay: z.boolean(),
    }),
  ),
  /** Names who objected: internal only. */
  'objection.export': core<{ objections: number }>()(HANDLING_ROLES, z.strictObject({ roundId: id, saveToken: token })),
  /** 归档包 of the round with everything in it, bank accounts and who objected among it: internal only. */
  'archive.create': core<{ files: number; cases: number; bytes: number; manifestSha256: string }>()(
    HANDLING_ROLES,
    z.strictObject({ roundId: id, saveToken: token }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
