import type { TableName } from '../../../db/tables.ts'
import type { Role } from '../../../shared/roles.ts'

/** Who can get a 派发包. */
export const WORKERS: readonly Role[] = ['reviewer', 'chief', 'expert']

/** Records that say how a case stands: what two sides did of these on one case can contradict. */
export const EXCLUSIVE_TABLES = [
  'application_change',
  'decision',
  'decision_withdrawal',
  'stage_move',
  'supplement_request',
  'supplement_close',
  'expert_score',
  'matter_ruling',
] as const satisfies readonly TableName[]
export type ExclusiveTable = (typeof EXCLUSIVE_TABLES)[number]

/**
 * What a 回收包 brings, in the order it is added: assessments before the decisions that stand on them, 回避 last, since it
 * bars what was rightly done before it.
 */
export const RETURNED_TABLES = [
  'article_text',
  'assessment',
  'attachment',
  'attachment_withdrawal',
  'page_pin',
  'event_filing_step',
  ...EXCLUSIVE_TABLES,
  'recusal',
] as const satisfies readonly TableName[]
export type ReturnedTable = (typeof RETURNED_TABLES)[number]
