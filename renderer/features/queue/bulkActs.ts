import type { IsoDate } from '../../../shared/date.ts'
import type { BulkResult } from '../../../shared/stages/bulk.ts'
import { REASONED_ACTS, type StageAct } from '../../../shared/stages/moves.ts'
import { call } from '../../client.ts'

export type BulkKind = 'assign' | 'stage' | 'propose' | 'supplement'

/** What any of the acts asks for; each reads its own part. */
export interface BulkForm {
  /** '' : nobody chosen yet; null: nobody. */
  accountId: string | null
  act: StageAct | null
  reason: string
  /** One item a line. */
  items: string
  toldOn: IsoDate | null
  dueDays: number | null
}

export const EMPTY_FORM: BulkForm = { accountId: '', act: null, reason: '', items: '', toldOn: null, dueDays: null }

/** What has still to be filled in, as a sentence; empty when the dry run can be made. */
export function missing(kind: BulkKind, form: BulkForm): string {
  if (kind === 'assign') return form.accountId === '' ? '请选择派给谁' : ''
  if (kind === 'stage') {
    if (form.act === null) return '请选择要办理的环节'
    return REASONED_ACTS.includes(form.act) && form.reason.trim() === '' ? '请写明理由' : ''
  }
  if (kind === 'propose') return ''
  if (itemsOf(form).length === 0) return '请至少列出一项要补正的内容'
  if (form.toldOn === null) return '请填写告知日期'
  return form.dueDays === null ? '请填写补正期限' : ''
}

/** What the act would do to each case. Errors: those of the call. */
export async function plan(kind: BulkKind, form: BulkForm, roundId: string, caseIds: string[]): Promise<BulkResult> {
  switch (kind) {
    case 'assign':
      return call('assign.plan', { roundId, caseIds, accountId: form.accountId })
    case 'stage':
      return call('stage.plan', { roundId, caseIds, act: form.act ?? 'submit', reason: form.reason })
    case 'propose':
      return call('case.planPropose', { roundId, caseIds })
    case 'supplement':
      return call('supplement.planMany', { roundId, caseIds, ...listOf(form) })
  }
}

/** Does it to all of them, or to none; answers how many. Errors: those of the call. */
export async function carryOut(kind: BulkKind, form: BulkForm, roundId: string, caseIds: string[]): Promise<number> {
  switch (kind) {
    case 'assign':
      return (await call('assign.act', { roundId, caseIds, accountId: form.accountId })).okCount
    case 'stage':
      return (await call('stage.act', { roundId, caseIds, act: form.act ?? 'submit', reason: form.reason })).okCount
    case 'propose': {
      const { agreed, refused } = await call('case.proposeMet', { roundId, caseIds })
      return agreed + refused
    }
    case 'supplement':
      return (await call('supplement.requestMany', { roundId, caseIds, ...listOf(form) })).okCount
  }
}

function itemsOf({ items }: BulkForm): string[] {
  return items
    .split('\n')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function listOf(form: BulkForm) {
  return { items: itemsOf(form), toldOn: form.toldOn ?? '', dueDays: form.dueDays ?? 0, againReason: form.reason }
}
