import { AppError } from '../../../shared/errors.ts'
import type { Handlers } from '../callContext.ts'

/** While the case database opens there is nothing to recover: only RecoverableCore answers these calls otherwise. */
function refuse(): never {
  throw new AppError('FORBIDDEN', '案卷库可以正常打开，不需要在这里恢复；请登录后使用')
}

export const recoveryHandlers = {
  'recovery.state': refuse,
  'recovery.retry': refuse,
  'recovery.placeKey': refuse,
  'recovery.restore': refuse,
} satisfies Partial<Handlers>
