import { accountById, countAccounts, listAccounts } from '../../../db/accounts.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SessionView } from '../../../shared/views.ts'
import { authenticate, createAccount, setAccountActive } from '../accounts.ts'
import type { CallContext, Handlers } from '../callContext.ts'
import { accountView } from '../views.ts'
import { record } from '../workspace.ts'

/** Accounts and sign-in. */
export const sessionHandlers = {
  'session.status': (context) => sessionView(context),
  'session.firstAccount': async (context, { name, password }) => {
    const account = await createAccount(context.ws, null, { name, password, roles: ['admin', 'chief', 'reviewer'] })
    context.session.signIn(account)
    return sessionView(context)
  },
  'session.signIn': async (context, { name, password }) => {
    context.session.signIn(await authenticate(context.ws, name, password))
    return sessionView(context)
  },
  'session.signOut': (context) => {
    record(context.ws, context.session.actor(), (tx) => tx.log('退出', tx.actor.name, {}))
    context.session.signOut()
    return sessionView(context)
  },
  'account.list': ({ ws }) => listAccounts(ws.db).map(accountView),
  'account.create': async ({ ws, session }, input) => accountView(await createAccount(ws, session.actor(), input)),
  'account.setActive': ({ ws, session }, { accountId, active }) => {
    setAccountActive(ws, session.actor(), requireAccount(ws, accountId), active)
    return accountView(requireAccount(ws, accountId))
  },
} satisfies Partial<Handlers>

function sessionView({ ws, session, appVersion }: CallContext): SessionView {
  const account = session.whoIsSignedIn()
  return {
    hasAccounts: countAccounts(ws.db) > 0,
    user: account === null ? null : accountView(account),
    appVersion,
  }
}

function requireAccount(ws: CallContext['ws'], accountId: string) {
  const account = accountById(ws.db, accountId)
  if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
  return account
}
