import { keepCaseAct } from '../../../db/acts.ts'
import { withdrawStanding } from '../../../db/decisions.ts'
import { clearDraft } from '../../../db/drafts.ts'
import { recusedCases } from '../../../db/people.ts'
import { addMove } from '../../../db/stages.ts'
import { addSupplement, closeSupplement, openSupplements, supplementsOf } from '../../../db/supplements.ts'
import type { Tx } from '../../../db/write.ts'
import { chinaDay, chineseDate, type IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { type BulkResult, type BulkRow, bulkResult, type SupplementLine } from '../../../shared/stages/bulk.ts'
import { lockedWhy } from '../../../shared/stages/stages.ts'
import { SUPPLEMENT_OUTCOME_NAMES, type SupplementOutcome } from '../../../shared/stages/supplement.ts'
import type { SupplementPayload } from '../../../shared/undo/payloads.ts'
import { periodEnd, workdaysLeft } from '../../../shared/workdays.ts'
import { calendarsOf } from '../calendars.ts'
import { type CaseState, isStale, loadRound, requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { chosenCases } from './chosenCases.ts'
import { decideInside } from './decide.ts'
import { loadGroup } from './loadGroup.ts'
import { refuseRecused } from './recuse.ts'

/** The last working day of a 补正, counted from the day after it was told. Errors: BAD_INPUT when a year has no calendar. */
export function supplementDue(ws: Workspace, toldOn: IsoDate, dueDays: number): IsoDate {
  const rule = { startOn: toldOn, days: dueDays, workingDays: true, countFirstDay: false }
  return periodEnd(rule, calendarsOf(ws))
}

export interface SupplementInput {
  caseId: string
  assessmentId: string
  items: readonly string[]
  toldOn: IsoDate
  dueDays: number
  againReason: string
}

/**
 * 一次性告知: decides 补正 in the words of the list, and keeps the list with its due day. Errors: CONFLICT while one is
 * open; BAD_INPUT for a second list without the reason, a day in the future, or a year without calendar.
 */
export function requestSupplement(ws: Workspace, actor: Actor, input: SupplementInput): void {
  const { caseId, toldOn } = input
  const items = [...new Set(input.items.map((item) => item.trim()).filter((item) => item !== ''))]
  const againReason = input.againReason.trim()
  if (items.length === 0) throw new AppError('BAD_INPUT', '请至少列出一项要补正的内容')
  refuseFuture(ws, toldOn, '告知日期')
  record(ws, actor, (tx) => {
    const payload = requestInside(ws, tx, { ...input, items, againReason })
    clearDraft(tx, caseId, actor.id)
    keepCaseAct(tx, caseId, 'supplement', payload, (no) => `补正告知 ${no}（${items.length} 项）`)
  })
}

/** As requestSupplement, inside a running transaction and with everything trimmed; no act to undo is kept. */
export function requestInside(ws: Workspace, tx: Tx, input: SupplementInput): SupplementPayload {
  const { caseId, items, toldOn, dueDays, againReason } = input
  const before = supplementsOf(tx.db, caseId)
  if (before.at(-1)?.closed === null) throw new AppError('CONFLICT', '这件申报已有未办结的补正，请先办结再另行告知')
  if (before.length > 0 && againReason === '') {
    throw new AppError('BAD_INPUT', '补正应一次性告知；确需再次告知的，请写明理由')
  }
  const dueOn = supplementDue(ws, toldOn, dueDays)
  const listed = items.map((item, at) => (items.length === 1 ? item : `${at + 1}. ${item}`)).join('；')
  // With its due day it is never the same as a mere 补正 in the same words, which may have been decided before.
  const opinion = `请于${chineseDate(dueOn)}前补正：${listed}`
  const made = decideInside(ws, tx, caseId, input.assessmentId, { kind: 'supplement', amountFen: null, opinion })
  const requestId = addSupplement(tx, { applicationId: caseId, items: [...items], toldOn, dueDays, dueOn, againReason })
  tx.log('补正告知', applicationNo(ws, caseId), { items: items.length, dueOn, reason: againReason })
  return { requestId, made, items: [...items], toldOn, dueDays, againReason }
}

export interface ManyInput extends Omit<SupplementInput, 'caseId' | 'assessmentId'> {
  roundId: string
  caseIds: readonly string[]
}

/** Who would get the same list; nothing is written. Errors: NOT_FOUND; BAD_INPUT for a day in the future or without calendar. */
export function planSupplements(ws: Workspace, personId: string, input: ManyInput): BulkResult {
  refuseFuture(ws, input.toldOn, '告知日期')
  const to = `补正，${chineseDate(supplementDue(ws, input.toldOn, input.dueDays))}前`
  const recused = recusedCases(ws.db, personId)
  return bulkResult(
    chosenCases(loadRound(ws, input.roundId), input.caseIds).map((one): BulkRow => {
      const { applicationNo, applicant } = one.stored.application
      const note = whyNotTold(ws, one, recused, input.againReason.trim())
      const ok = note === ''
      return { caseId: one.stored.id, applicationNo, applicant, ok, from: one.stage, to: ok ? to : '', note }
    }),
  )
}

/**
 * Tells every case named the same list, or none; each can be undone by itself. Errors: as requestSupplement; CONFLICT naming
 * the first case that cannot be told.
 */
export function requestSupplements(ws: Workspace, actor: Actor, input: ManyInput): BulkResult {
  const items = [...new Set(input.items)]
  const againReason = input.againReason.trim()
  return record(ws, actor, (tx) => {
    const planned = planSupplements(ws, actor.id, input)
    const found = new Map(loadRound(ws, input.roundId).cases.map(({ stored, found }) => [stored.id, found?.id ?? '']))
    for (const { ok, caseId, note, applicationNo } of planned.rows) {
      if (!ok) throw new AppError('CONFLICT', `${applicationNo}：${note}；没有任何一件被改动`)
      const assessmentId = found.get(caseId) ?? ''
      const payload = requestInside(ws, tx, { ...input, caseId, assessmentId, items, againReason })
      clearDraft(tx, caseId, actor.id)
      keepCaseAct(tx, caseId, 'supplement', payload, (no) => `补正告知 ${no}（${items.length} 项）`)
    }
    return planned
  })
}

function whyNotTold(ws: Workspace, one: CaseState, recused: ReadonlySet<string>, againReason: string): string {
  if (recused.has(one.stored.id)) return '您已对这件申报声明回避'
  if (one.found === null) return '还没有机审结论，请先机审'
  const locked = lockedWhy({ stage: one.stage, stale: isStale(one) })
  if (locked !== '') return locked
  const before = supplementsOf(ws.db, one.stored.id)
  if (before.at(-1)?.closed === null) return '已有未办结的补正'
  return before.length > 0 && againReason === '' ? '已告知过补正，再次告知须写明理由' : ''
}

/** Ends the open 补正: the case is open for a decision again. Errors: NOT_FOUND when none is open; BAD_INPUT. */
export function endSupplement(
  ws: Workspace,
  actor: Actor,
  input: { caseId: string; outcome: SupplementOutcome; receivedOn: IsoDate | null; words: string },
): void {
  const { caseId, outcome } = input
  const words = input.words.trim()
  const received = outcome === 'complete' || outcome === 'partial'
  if (received && input.receivedOn === null) throw new AppError('BAD_INPUT', '请填写收到补正材料的日期')
  if (outcome !== 'complete' && words === '') {
    throw new AppError('BAD_INPUT', `请写明“${SUPPLEMENT_OUTCOME_NAMES[outcome]}”的情况`)
  }
  const receivedOn = received ? input.receivedOn : null
  if (receivedOn !== null) refuseFuture(ws, receivedOn, '收到日期')
  record(ws, actor, (tx) => {
    const open = supplementsOf(tx.db, caseId).findLast(({ closed }) => closed === null)
    refuseRecused(tx, caseId)
    if (open === undefined) throw new AppError('NOT_FOUND', '这件申报没有未办结的补正，请刷新后重试')
    if (receivedOn !== null && receivedOn < open.toldOn) {
      throw new AppError('BAD_INPUT', `收到日期早于告知日期（${chineseDate(open.toldOn)}），请核对`)
    }
    if (outcome === 'overdue' && chinaDay(ws.now()) <= open.dueOn) {
      throw new AppError('BAD_INPUT', `补正期限到${chineseDate(open.dueOn)}，还没有逾期`)
    }
    closeSupplement(tx, open.id, { outcome, receivedOn, words })
    reopenForReview(ws, tx, caseId, SUPPLEMENT_OUTCOME_NAMES[outcome])
    tx.log('补正办结', applicationNo(ws, caseId), {
      result: SUPPLEMENT_OUTCOME_NAMES[outcome],
      receivedOn,
      reason: words,
    })
  })
}

/** Every open 补正 of the round with the working days left. Errors: NOT_FOUND. */
export function supplementLines(ws: Workspace, roundId: string): SupplementLine[] {
  requireRound(ws, roundId)
  const calendars = calendarsOf(ws)
  const today = chinaDay(ws.now())
  return openSupplements(ws.db, roundId).map(({ applicationId, ...one }) => {
    return { ...one, caseId: applicationId, daysLeft: workdaysLeft(today, one.dueOn, calendars) }
  })
}

/** The 补正 decision has done its work and those before it are overtaken: the case waits for a new one. */
function reopenForReview(ws: Workspace, tx: Tx, caseId: string, why: string): void {
  const { one } = loadGroup(ws, caseId)
  withdrawStanding(tx, caseId, why)
  if (one.stage === '补正') addMove(tx, { applicationId: caseId, from: '补正', to: '形式审查', reason: why })
}

function applicationNo(ws: Workspace, caseId: string): string {
  return loadGroup(ws, caseId).one.stored.application.applicationNo
}

function refuseFuture(ws: Workspace, day: IsoDate, what: string): void {
  const today = chinaDay(ws.now())
  if (day > today)
    throw new AppError('BAD_INPUT', `${what}${chineseDate(day)}晚于今天（${chineseDate(today)}），请核对`)
}
