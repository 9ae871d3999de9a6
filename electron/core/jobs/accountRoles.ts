import { accountById, listAccounts, updateAccount } from '../../../db/accounts.ts'
import { sitsOnPanel } from '../../../db/scoring.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Role } from '../../../shared/roles.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Gives an account other roles; they hold from its next step. Errors: NOT_FOUND; CONFLICT when nobody could administer
 * afterwards, or when an expert on a panel would see the others' scores.
 */
export function setAccountRoles(ws: Workspace, actor: Actor, accountId: string, roles: readonly Role[]): void {
  record(ws, actor, (tx) => {
    const account = accountById(tx.db, accountId)
    if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
    const next = [...new Set(roles)]
    if (account.id === actor.id && !next.includes('admin')) {
      throw new AppError('CONFLICT', '不能去掉自己的管理员角色，请由另一位管理员处理')
    }
    const admins = listAccounts(tx.db).filter((one) => one.active && one.roles.includes('admin'))
    if (!next.includes('admin') && admins.every(({ id }) => id === accountId) && account.active) {
      throw new AppError('CONFLICT', '至少要有一位启用的管理员')
    }
    if ((next.length > 1 || !next.includes('expert')) && sitsOnPanel(tx.db, accountId)) {
      throw new AppError(
        'CONFLICT',
        `“${account.name}”在专家组中，只能有“评审专家”一个角色，否则看得到别人的评分；请先移出专家组`,
      )
    }
    updateAccount(tx, accountId, { roles: next })
    tx.log('更改角色', account.name, { rolesBefore: account.roles, roles: next })
  })
}
