import { accountById, listAccounts } from '../../../db/accounts.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SessionView } from '../../../shared/views.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import {
  addPerson,
  changeOwnPassword,
  enter,
  makeFirstAccount,
  recover,
  renewCode,
  resetPassword,
  switchPerson,
} from '../door.ts'
import { accountView } from '../views.ts'
import { record } from '../workspace.ts'

/** Accounts and sign-in. */
export const sessionHandlers = {
  'session.status': (context) => sessionView(context),
  'session.firstAccount': async (context, input) => {
    const { account, recoveryCode } = await makeFirstAccount(context, input)
    context.session.signIn(account)
    return { ...sessionView(context), recoveryCode }
  },
  'session.signIn': async (context, input) => {
    context.session.signIn(await enter(context, input))
    return sessionView(context)
  },
  'session.recover': async (context, input) => {
    const { account, recoveryCode } = await recover(context, input)
    context.session.signIn(account)
    return { ...sessionView(context), recoveryCode }
  },
  'session.changePassword': async (context, passwords) => {
    await changeOwnPassword(context, context.session.requireAccount(), passwords)
    return sessionView(context)
  },
  'session.stay': (context) => sessionView(context),
  'session.signOut': (context) => {
    record(context.ws, context.session.actor(), (tx) => tx.log('退出', tx.actor.name, {}))
    context.session.signOut()
    return sessionView(context)
  },
  'account.list': ({ ws }) => listAccounts(ws.db).map(accountView),
  'account.create': async (context, input) => accountView(await addPerson(context, context.session.actor(), input)),
  'account.setActive': async (context, { accountId, active }) => {
    await switchPerson(context, context.session.actor(), requireAccount(context.ws, accountId), active)
    return accountView(requireAccount(context.ws, accountId))
  },
  'account.resetPassword': async (context, { accountId, password }) => {
    await resetPassword(context, context.session.actor(), requireAccount(context.ws, accountId), password)
    return accountView(requireAccount(context.ws, accountId))
  },
  'account.renewCode': async (context, { password }) => ({
    recoveryCode: await renewCode(context, context.session.actor(), password),
  }),
} satisfies Partial<Handlers>

function sessionView({ store, session, appVersion }: CallContext): SessionView {
  const account = session.whoIsSignedIn()
  return {
    hasAccounts: store.hasAccounts,
    user: account === null ? null : accountView(account),
    encrypted: store.hasAccounts ? store.keyring.exists : null,
    appVersion,
  }
}

function requireAccount(ws: CallContext['ws'], accountId: string) {
  const account = accountById(ws.db, accountId)
  if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
  return account
}
