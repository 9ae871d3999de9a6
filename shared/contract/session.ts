import { z } from 'zod'
import { ROLES } from '../roles.ts'
import type { AccountLine, FirstSession, SessionView } from '../views.ts'
import { ADMIN, type Call, core, id, nothing, typed } from './call.ts'

const roles = z.array(z.enum(ROLES)).min(1)
const accountName = typed(40, '姓名过长').trim().min(1, '请填写姓名')
const password = z.string().min(10, '密码至少 10 位').max(200, '密码过长')

/** What was done when the database was encrypted. */
export interface EncryptionDone {
  rows: number
  attachments: number
  recoveryCode: string
  /** The folder beside the database with the backups of the time before, which are not encrypted. */
  plainBackups: string
  /** What is left to do, as a sentence; empty when nothing is. */
  problem: string
}

/** Accounts and sign-in. */
export const sessionCalls = {
  'session.status': core<SessionView>()('anyone', nothing),
  /** Only while there is no account. Gets the roles admin, chief and reviewer. */
  'session.firstAccount': core<FirstSession>()('anyone', z.strictObject({ name: accountName, password })),
  'session.signIn': core<SessionView>()('anyone', z.strictObject({ name: accountName, password: z.string().max(200) })),
  /** Somebody is at the desk although nothing is asked: the idle time starts anew. */
  'session.stay': core<SessionView>()('signed-in', nothing),
  'session.signOut': core<SessionView>()('signed-in', nothing),
  /** Sets a forgotten password with the recovery code and signs in; the code is then spent and a new one is made. */
  'session.recover': core<FirstSession>()(
    'anyone',
    z.strictObject({ name: accountName, code: z.string().max(100, '恢复码过长'), password }),
  ),
  'session.changePassword': core<SessionView>()(
    'signed-in',
    z.strictObject({ oldPassword: z.string().max(200), password }),
  ),
  'account.list': core<AccountLine[]>()(ADMIN, nothing),
  'account.create': core<AccountLine>()(ADMIN, z.strictObject({ name: accountName, password, roles })),
  'account.setActive': core<AccountLine>()(ADMIN, z.strictObject({ accountId: id, active: z.boolean() })),
  /** Gives a person a first password anew; it must be changed at the next sign-in. */
  'account.resetPassword': core<AccountLine>()(ADMIN, z.strictObject({ accountId: id, password })),
  /** With the own password. The earlier code is worth nothing from then on. */
  'account.renewCode': core<{ recoveryCode: string }>()(ADMIN, z.strictObject({ password: z.string().max(200) })),
  /** With the own password. For a database that is not encrypted yet; the others need their passwords set anew then. */
  'database.encrypt': core<EncryptionDone>()(ADMIN, z.strictObject({ password: z.string().max(200) })),
} satisfies Record<string, Call<z.ZodType, unknown>>
