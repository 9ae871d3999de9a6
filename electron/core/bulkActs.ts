import type { CoreChannel } from '../../shared/contract.ts'
import type { CallContext } from './callContext.ts'
import { casesOfAct } from './jobs/undo.ts'

/** From so many cases on an act is a bulk act. */
const BULK = 20

/** Acts that change many records or much money at once, whatever they are told; and what the backup before is for. */
const ALWAYS: Partial<Record<CoreChannel, string>> = {
  'import.commit': '导入之前',
  'case.proposeMet': '批量拟定之前',
  'list.freeze': '定稿之前',
  'round.setRules': '改批次规则之前',
  'round.close': '结束批次之前',
  'round.discardSample': '弃用示例批次之前',
  'policy.setParameter': '改参数之前',
  'policy.importParameters': '导入参数之前',
  'policy.setDemo': '改演示参数之前',
  'reference.commit': '导入外来名单之前',
  'reference.withdraw': '撤回外来名单之前',
  'scoring.setScheme': '改评审指标之前',
  'exchange.merge': '合并回收包之前',
  'exchange.undoMerge': '撤销合并之前',
}

/** Acts on the cases they name. */
const ON_CASES: readonly CoreChannel[] = ['stage.act', 'assign.act', 'assign.even', 'supplement.requestMany']

/** Why a verified backup is made before this act (quality.md R5); null for an act that needs none. */
export function bulkAct(context: CallContext, channel: CoreChannel, input: object): string | null {
  const always = ALWAYS[channel]
  if (always !== undefined) return always
  if (ON_CASES.includes(channel) && isOnCases(input))
    return input.caseIds.length >= BULK ? `批量办理 ${input.caseIds.length} 件之前` : null
  if (channel !== 'act.undo' && channel !== 'act.redo') return null
  const { roundId, actId } = input as { roundId: string; actId: string }
  const count = casesOfAct(context.ws, context.session.requireAccount(), roundId, actId)
  const what = channel === 'act.undo' ? '撤销' : '重做'
  return count >= BULK ? `${what} ${count} 件的操作之前` : null
}

function isOnCases(input: object): input is { caseIds: readonly string[] } {
  return 'caseIds' in input && Array.isArray(input.caseIds)
}
