import { type Fen, wanGrouped } from '../money.ts'
import { DECISION_KIND_NAMES } from '../review/decisionKinds.ts'
import type { DecisionKind } from '../views.ts'

/** The reason kept with everything an undoing or redoing writes. */
export const UNDO_REASON = '撤销'
export const REDO_REASON = '重做'

/** 拟定意见 LG2026-0023 同意 45.00 万元. */
export function decisionLabel(applicationNo: string, kind: DecisionKind, amountFen: Fen | null): string {
  const amount = amountFen === null ? '' : ` ${wanGrouped(amountFen)} 万元`
  return `拟定意见 ${applicationNo} ${DECISION_KIND_NAMES[kind]}${amount}`
}

/** "LG2026-0023", or "LG2026-0023 等 12 件". */
export function casesLabel(applicationNos: readonly string[]): string {
  const [first = ''] = applicationNos
  return applicationNos.length === 1 ? first : `${first} 等 ${applicationNos.length} 件`
}
