import { applicationById } from '../../../db/applications.ts'
import { latestDecision } from '../../../db/decisions.ts'
import { addObjection, addObjectionStep, objectionById, type StoredObjection } from '../../../db/objections.ts'
import { saveSetting } from '../../../db/settings.ts'
import { addMove, currentStage } from '../../../db/stages.ts'
import type { Tx } from '../../../db/write.ts'
import type { Input } from '../../../shared/contract.ts'
import { chinaDay, chineseDate, type IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import {
  closingStep,
  EFFECT_NAMES,
  type HandlingDays,
  OBJECTION_KIND_NAMES,
  OUTCOME_WORDS,
  objectionNo,
  SIGNED_NAMES,
} from '../../../shared/objections/objection.ts'
import { REOPENED_STAGE } from '../../../shared/stages/stages.ts'
import { periodEnd } from '../../../shared/workdays.ts'
import { calendarsOf } from '../calendars.ts'
import { HANDLING_DAYS, handlingDays } from '../objections.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { invalidateValidLists } from './invalidate.ts'

/**
 * Registers an 异议, 投诉 or 举报, with its due day where the office has set how many working days it takes. The audit
 * entry does not say who objected. Errors: BAD_INPUT for a missing text, a day to come, or a due day in a year without
 * calendar; NOT_FOUND.
 */
export function registerObjection(ws: Workspace, actor: Actor, input: Input<'objection.add'>): StoredObjection {
  const { roundId, applicationId, kind, signed, receivedOn } = input
  const person = input.person.trim()
  if (signed === 'named' && person === '') throw new AppError('BAD_INPUT', '实名的请填写提出人；没有署名的请选“匿名”')
  if (signed === 'anonymous' && person !== '') throw new AppError('BAD_INPUT', '匿名的不填提出人；已署名的请选“实名”')
  const receivedHow = required(input.receivedHow, '请填写收到方式，如书面、来访、电话')
  const subject = required(input.subject, '请填写事由')
  refuseLater(ws, receivedOn, '收到日期')
  const { year, batch } = requireRound(ws, roundId)
  if (applicationId !== null && applicationById(ws.db, applicationId)?.roundId !== roundId) {
    throw new AppError('NOT_FOUND', '本批次没有这件申报，请刷新后重试')
  }
  const due = dueDay(ws, receivedOn)
  return record(ws, actor, (tx) => {
    const texts = { person, receivedHow, subject }
    const id = addObjection(tx, { roundId, applicationId, kind, signed, receivedOn, ...texts, ...due })
    const kept = stored(ws, id)
    const { applicationNo, dueOn } = kept
    tx.log('登记异议', objectionNo(kept, { year, batch }), {
      objectionKind: OBJECTION_KIND_NAMES[kind],
      applicationNo,
      signed: SIGNED_NAMES[signed],
      receivedOn,
      dueOn,
    })
    return kept
  })
}

/** Keeps a step of the handling. Errors: NOT_FOUND; CONFLICT when it is closed; BAD_INPUT. */
export function noteObjection(ws: Workspace, actor: Actor, input: Input<'objection.note'>): StoredObjection {
  return addStep(ws, actor, { ...input, outcome: null, effect: 'none' })
}

/**
 * Closes an objection. 撤回名单 voids the round's valid list; 退回复审 voids it too and sends the case back to review: no
 * list is frozen before it was decided anew. Errors: as noteObjection; CONFLICT when there is nothing to reopen.
 */
export function closeObjection(ws: Workspace, actor: Actor, input: Input<'objection.close'>): StoredObjection {
  return addStep(ws, actor, input)
}

/** Sets how many working days an objection registered from now on may take. */
export function setHandlingDays(ws: Workspace, actor: Actor, days: HandlingDays): HandlingDays {
  record(ws, actor, (tx) => {
    saveSetting(tx, HANDLING_DAYS, days)
    tx.log('异议办理期限', '', { handlingDays: days.days ?? '未设定', receivedDayCounts: days.countFirstDay })
  })
  return handlingDays(ws)
}

type Step = Omit<Input<'objection.close'>, 'outcome'> & { outcome: Input<'objection.close'>['outcome'] | null }

function addStep(ws: Workspace, actor: Actor, { objectionId, ...given }: Step): StoredObjection {
  const words = required(given.words, '请写明办理情况')
  refuseLater(ws, given.happenedOn, '办理日期')
  return record(ws, actor, (tx) => {
    const objection = stored(ws, objectionId)
    const no = objectionNo(objection, requireRound(ws, objection.roundId))
    if (closingStep(objection) !== null) throw new AppError('CONFLICT', `${no} 已办结，不能再记；有新情况请另行登记`)
    const last = objection.steps.at(-1)?.happenedOn ?? objection.receivedOn
    if (given.happenedOn < last) {
      throw new AppError('BAD_INPUT', `办理日期早于${chineseDate(last)}（收到或上一步办理的日期），请核对`)
    }
    const { outcome, effect, happenedOn } = given
    addObjectionStep(tx, objectionId, { outcome, effect, happenedOn, words })
    if (effect === 'reopened') reopen(tx, objection, no)
    if (effect === 'withdrawn') invalidateValidLists(tx, objection.roundId, `${no} 办理后撤回名单`)
    tx.log(outcome === null ? '办理异议' : '办结异议', no, {
      happenedOn,
      outcome: outcome === null ? '' : OUTCOME_WORDS[outcome],
      effect: outcome === null ? '' : EFFECT_NAMES[effect],
    })
    return stored(ws, objectionId)
  })
}

/** The case leaves the list and waits for a new decision. Nobody sends back what he or she proposed (four eyes). */
function reopen(tx: Tx, { applicationId, applicationNo, roundId }: StoredObjection, no: string): void {
  if (applicationId === null) throw new AppError('BAD_INPUT', `${no} 没有指明申报，不能退回复审；可选“撤回名单”`)
  if (latestDecision(tx.db, applicationId) === null) {
    throw new AppError('CONFLICT', `${applicationNo} 还没有拟定意见，正在审核，不需要退回复审`)
  }
  const from = currentStage(tx.db, applicationId) ?? ''
  if (from !== REOPENED_STAGE) addMove(tx, { applicationId, from, to: REOPENED_STAGE, reason: `${no} 办理后退回复审` })
  invalidateValidLists(tx, roundId, `${applicationNo} 经${no}退回复审`)
}

function dueDay(ws: Workspace, receivedOn: IsoDate): { dueDays: number | null; dueOn: IsoDate | null } {
  const { days, countFirstDay } = handlingDays(ws)
  if (days === null) return { dueDays: null, dueOn: null }
  const rule = { startOn: receivedOn, days, workingDays: true, countFirstDay }
  return { dueDays: days, dueOn: periodEnd(rule, calendarsOf(ws)) }
}

function required(text: string, refusal: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new AppError('BAD_INPUT', refusal)
  return trimmed
}

function refuseLater(ws: Workspace, day: IsoDate, what: string): void {
  const today = chinaDay(ws.now())
  if (day > today)
    throw new AppError('BAD_INPUT', `${what}${chineseDate(day)}晚于今天（${chineseDate(today)}），请核对`)
}

function stored(ws: Workspace, id: string): StoredObjection {
  const objection = objectionById(ws.db, id)
  if (objection === null) throw new AppError('NOT_FOUND', '没有这件异议，请刷新后重试')
  return objection
}
