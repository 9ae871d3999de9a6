import { accountById } from '../../../db/accounts.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { TABLE_NAMES } from '../../../db/tableNames.ts'
import { chinaDay } from '../../../shared/date.ts'
import type { Workspace } from '../workspace.ts'
import { WORKERS } from './elements.ts'
import { lastingKinds } from './lasting.ts'
import type { ReadReturn } from './readReturn.ts'

/** Said before: afterwards it is too late to choose. */
export function lastingRemark(added: Parameters<typeof lastingKinds>[0]): string[] {
  const kinds = lastingKinds(added).map((table) => TABLE_NAMES[table])
  if (kinds.length === 0) return []
  return [`包里的${kinds.join('、')}了结了本机原有的记录：合并之后不能撤销，只能用合并前自动留下的备份恢复`]
}

/** The work was done in good faith before; whether it counts is for the chief to say. */
function personRemark(db: ReadableDb, { personId, person }: ReadReturn['manifest']): string[] {
  const account = accountById(db, personId)
  if (account?.active !== true) return [`${person}的账号在本机已停用，请核对这些记录是否采用`]
  return account.roles.some((role) => WORKERS.includes(role))
    ? []
    : [`${person}已不再是办件人员，请核对这些记录是否采用`]
}

const CLOCK_SLACK_MS = 10 * 60_000

/** What the chief should know before a package is merged, a sentence each. */
export function remarksOn(
  ws: Workspace,
  { manifest, dispatch, steadyClock }: ReadReturn,
  { sameRules, nothingNew }: { sameRules: boolean; nothingNew: boolean },
): string[] {
  const ahead = Date.parse(manifest.madeAt) - Date.parse(ws.now())
  const isEarly = manifest.openedAt < dispatch.madeAt
  const due = dispatch.dueOn
  return [
    ...(nothingNew ? ['包里的记录本库都已经有了，合并不会改动任何内容'] : []),
    ...(ahead > CLOCK_SLACK_MS || isEarly
      ? ['对方电脑的时钟与本机不一致，请校准；先后次序按对方的操作日志认定，不看时钟']
      : []),
    ...personRemark(ws.db, manifest),
    ...(steadyClock ? [] : ['对方电脑的时钟在办理期间倒退过；先后次序按操作日志认定，不看时钟']),
    ...(sameRules ? [] : ['派发之后本批次的参数或规则有变，合并后会按现行规则重新机审，受影响的意见会标明']),
    ...(due !== null && chinaDay(ws.now()) > due ? ['已过交回期限'] : []),
  ]
}
