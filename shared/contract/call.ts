import { z } from 'zod'
import { ARTICLE_KEYS } from '../application.ts'
import { isIsoDate } from '../date.ts'
import type { Role } from '../roles.ts'
import { shownText } from '../shownText.ts'

/** Who may make a call: anyone, anyone signed in, or one of these roles. */
export type Access = 'anyone' | 'signed-in' | readonly Role[]

export interface Call<I extends z.ZodType, O> {
  input: I
  access: Access
  /** The process that answers: dialogs and the like live in main, the rest in the core. */
  where: 'core' | 'main'
  /** Carries a type only. */
  output?: O
}

/** A call the core answers, for those of the given roles. */
export const core =
  <O>() =>
  <I extends z.ZodType>(access: Access, input: I): Call<I, O> => ({ input, access, where: 'core' })

/** A call the main process answers itself. */
export const main =
  <O>() =>
  <I extends z.ZodType>(input: I): Call<I, O> => ({ input, access: 'anyone', where: 'main' })

export const nothing = z.strictObject({})
export const id = z.string().min(1).max(64)
/** What a person types, at most so many characters; invisible signs are dropped before anything looks at it. */
export const typed = (most: number, tooLong?: string) => z.string().overwrite(shownText).max(most, tooLong)
export const text = typed(2000)
export const isoDay = z.string().refine(isIsoDate, '日期应写成 2026-03-05')
export const fen = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
/** A file chosen in a dialog; the window never sees a path. */
export const token = z.string().min(8).max(64)
export const articleKey = z.enum(ARTICLE_KEYS)

/** Everyone of the bureau; experts from outside see only what they score. */
export const OFFICE: Access = ['reviewer', 'chief', 'clerk', 'admin', 'auditor']
/** Who may read what applicants handed in, personal data among it (domain.md §7): no administrator. */
export const EVIDENCE: Access = ['reviewer', 'chief', 'clerk', 'auditor']
export const REVIEW: Access = ['reviewer', 'chief']
export const CHIEF: Access = ['chief']
export const ADMIN: Access = ['admin']
export const EXPORT: Access = ['reviewer', 'chief', 'clerk']
