import { PAYMENT_ROLES, type PaperKind } from '../../shared/contract/papers.ts'
import { AppError } from '../../shared/errors.ts'
import type { CallContext } from './callContext.ts'

/** Errors: FORBIDDEN for 拨付明细表, which names bank accounts, to anybody but chief and clerk. */
export function requirePaperRole({ session }: CallContext, kind: PaperKind): void {
  if (kind !== 'payment' || session.requireAccount().roles.some((role) => PAYMENT_ROLES.includes(role))) return
  throw new AppError('FORBIDDEN', '拨付明细表载有银行账号，只有科长和公示经办可以查看和导出')
}
