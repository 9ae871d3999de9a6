import { z } from 'zod'
import { ROLES } from '../roles.ts'
import type { AccountView, SessionView } from '../views.ts'
import { ADMIN, type Call, core, id, nothing, typed } from './call.ts'

const roles = z.array(z.enum(ROLES)).min(1)
const accountName = typed(40, '姓名过长').trim().min(1, '请填写姓名')
const password = z.string().min(10, '密码至少 10 位').max(200, '密码过长')
/** Accounts and sign-in. */
export const sessionCalls = {
  'session.status': core<SessionView>()('anyone', nothing),
  /** Only while there is no account. Gets the roles admin, chief and reviewer. */
  'session.firstAccount': core<SessionView>()('anyone', z.strictObject({ name: accountName, password })),
  'session.signIn': core<SessionView>()('anyone', z.strictObject({ name: accountName, password: z.string().max(200) })),
  'session.signOut': core<SessionView>()('signed-in', nothing),
  'account.list': core<AccountView[]>()(ADMIN, nothing),
  'account.create': core<AccountView>()(ADMIN, z.strictObject({ name: accountName, password, roles })),
  'account.setActive': core<AccountView>()(ADMIN, z.strictObject({ accountId: id, active: z.boolean() })),
} satisfies Record<string, Call<z.ZodType, unknown>>
