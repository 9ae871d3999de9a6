import type { IsoDate, IsoInstant } from '../date.ts'

/** 异议 about the applicant's own case, 投诉 against the bureau or its agents, 举报 against an applicant (facts.md §4.3). */
export const OBJECTION_KINDS = ['objection', 'complaint', 'report'] as const
export type ObjectionKind = (typeof OBJECTION_KINDS)[number]
export const OBJECTION_KIND_NAMES: Record<ObjectionKind, string> = {
  objection: '异议',
  complaint: '投诉',
  report: '举报',
}

export const SIGNED = ['named', 'anonymous'] as const
export type Signed = (typeof SIGNED)[number]
export const SIGNED_NAMES: Record<Signed, string> = { named: '实名', anonymous: '匿名' }

export const OBJECTION_OUTCOMES = ['upheld', 'partly', 'rejected', 'referred'] as const
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number]
export const OUTCOME_WORDS: Record<ObjectionOutcome, string> = {
  upheld: '成立',
  partly: '部分成立',
  rejected: '不成立',
  referred: '转办',
}

/** What the handling does to the frozen list. */
export const EFFECTS = ['none', 'reopened', 'withdrawn'] as const
export type Effect = (typeof EFFECTS)[number]
export const EFFECT_NAMES: Record<Effect, string> = {
  none: '不影响名单',
  reopened: '退回复审，名单失效',
  withdrawn: '撤回名单',
}

/** How long the office gives itself; `days` null while nobody has set it, and then no due day is worked out. */
export interface HandlingDays {
  /** 工作日. */
  days: number | null
  /** 收到当日计入; otherwise counted from the next day (民法典 第二百零一条). */
  countFirstDay: boolean
}

export interface ObjectionStep {
  /** Null: handled, not yet closed. */
  outcome: ObjectionOutcome | null
  effect: Effect
  happenedOn: IsoDate
  words: string
  doerName: string
  doneAt: IsoInstant
}

export interface Objection {
  id: string
  /** Running number in the round, from 1. */
  number: number
  kind: ObjectionKind
  applicationId: string | null
  applicationNo: string | null
  applicant: string | null
  /** Who objects: personal. Empty when anonymous. */
  person: string
  signed: Signed
  receivedOn: IsoDate
  receivedHow: string
  subject: string
  dueDays: number | null
  dueOn: IsoDate | null
  entererName: string
  enteredAt: IsoInstant
  /** Oldest first. */
  steps: ObjectionStep[]
}

export type ObjectionState = 'open' | 'overdue' | 'closed'
export const STATE_NAMES: Record<ObjectionState, string> = { open: '办理中', overdue: '已逾期', closed: '已办结' }

/** The step that closed an objection, or null while it is open. */
export function closingStep({ steps }: Pick<Objection, 'steps'>): ObjectionStep | null {
  return steps.find(({ outcome }) => outcome !== null) ?? null
}

/** The due day itself is still in time. One without a due day is never overdue. */
export function objectionState(objection: Pick<Objection, 'steps' | 'dueOn'>, today: IsoDate): ObjectionState {
  if (closingStep(objection) !== null) return 'closed'
  return objection.dueOn !== null && objection.dueOn < today ? 'overdue' : 'open'
}

/** 「异议2026-1-01」. Numbers run through all three kinds of a round. */
export function objectionNo(
  { kind, number }: Pick<Objection, 'kind' | 'number'>,
  round: { year: number; batch: number },
): string {
  return `${OBJECTION_KIND_NAMES[kind]}${round.year}-${round.batch}-${String(number).padStart(2, '0')}`
}

/** What whoever does not handle objections may read: not who it was, also where the register's own texts say the name. */
export function withoutPerson(objection: Objection): Objection {
  const { person } = objection
  if (person === '') return objection
  const hide = (text: string): string => text.replaceAll(person, '提出人')
  return {
    ...objection,
    person: '',
    receivedHow: hide(objection.receivedHow),
    subject: hide(objection.subject),
    steps: objection.steps.map((step) => ({ ...step, words: hide(step.words) })),
  }
}
