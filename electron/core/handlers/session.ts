import { listAccounts } from '../../../db/accounts.ts'
import type { SessionView } from '../../../shared/views.ts'
import { accountLine, accountLines, requireAccount } from '../accountLines.ts'
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
import { encryptDatabase } from '../jobs/encryptDatabase.ts'
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
  'account.list': (context) => accountLines(context, listAccounts(context.ws.db)),
  'account.create': async (context, input) =>
    accountLine(context, (await addPerson(context, context.session.actor(), input)).id),
  'account.setActive': async (context, { accountId, active }) => {
    await switchPerson(context, context.session.actor(), requireAccount(context.ws, accountId), active)
    return accountLine(context, accountId)
  },
  'account.resetPassword': async (context, { accountId, password }) => {
    await resetPassword(context, context.session.actor(), requireAccount(context.ws, accountId), password)
    return accountLine(context, accountId)
  },
  'account.renewCode': async (context, { password }) => ({
    recoveryCode: await renewCode(context, context.session.actor(), password),
  }),
  'database.encrypt': (context, { password }) => encryptDatabase(context, context.session.actor(), password),
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
