import { chinaDay, type IsoDate, type IsoInstant } from '../date.ts'
import { maskNumber } from '../maskNumber.ts'
import { hidePersonalData } from '../report/privacy.ts'

/** 报备登记: 事前报备—事中跟踪—事后审核 of an event, kept beside the applications and never written into them. */

export const FILED_KINDS = ['大赛', '展会'] as const
export type FiledKind = (typeof FILED_KINDS)[number]

/** What an entry says, and how it is called on screen, in the order it is shown. */
export const FILING_FIELDS = {
  organiser: '主办单位',
  creditCode: '统一社会信用代码',
  eventName: '活动名称',
  eventKind: '活动类型',
  industry: '所属产业',
  place: '举办地点',
  startsOn: '开始日期',
  endsOn: '结束日期',
  filedOn: '报备日期',
  contact: '联系人及电话',
  note: '备注',
} as const
export type FilingField = keyof typeof FILING_FIELDS
export const FILING_FIELD_NAMES = Object.keys(FILING_FIELDS) as FilingField[]

/** Day fields are ISO days; contact is personal. */
export interface FilingFacts {
  organiser: string
  creditCode: string
  eventName: string
  eventKind: FiledKind
  industry: string
  place: string
  startsOn: IsoDate
  endsOn: IsoDate
  filedOn: IsoDate
  contact: string
  note: string
}

/** Old → new of one field; `application` is the link to a case, taken off when `after` is empty. */
export interface FilingChange {
  field: FilingField | 'application'
  before: string
  after: string
}

export const STEP_KINDS = ['follow-up', 'audit', 'correction', 'link', 'cancelled'] as const
export type StepKind = (typeof STEP_KINDS)[number]

export const STEP_NAMES: Record<StepKind, string> = {
  'follow-up': '事中跟踪',
  audit: '事后审核',
  correction: '更正',
  link: '关联申报',
  cancelled: '撤销',
}

export interface FilingStep {
  kind: StepKind
  applicationId: string | null
  happenedOn: IsoDate
  words: string
  changes: FilingChange[]
  doerName: string
  doneAt: IsoInstant
}

/** An entry as it stands now, with every step since, oldest first. */
export interface Filing extends FilingFacts {
  id: string
  year: number
  number: number
  entererName: string
  enteredAt: IsoInstant
  steps: FilingStep[]
}

/** 报备2026-01. */
export function filingNo({ year, number }: Pick<Filing, 'year' | 'number'>): string {
  return `报备${year}-${String(number).padStart(2, '0')}`
}

/** The facts with the corrections applied. */
export function withCorrections(facts: FilingFacts, steps: readonly FilingStep[]): FilingFacts {
  const changes = steps.flatMap((step) => (step.kind === 'correction' ? step.changes : []))
  const corrected = changes.flatMap(({ field, after }) => (field === 'application' ? [] : [[field, after] as const]))
  return { ...facts, ...Object.fromEntries(corrected) }
}

/** What `wanted` changes in the entry, in the order of the fields. */
export function filingChanges(now: FilingFacts, wanted: Partial<FilingFacts>): FilingChange[] {
  return FILING_FIELD_NAMES.flatMap((field) => {
    const after = wanted[field]
    // What a screen shows masked and gives back untouched is no correction.
    const kept =
      after === undefined || after === now[field] || (field !== 'contact' && after === hidden(field, now[field]))
    return kept ? [] : [{ field, before: now[field], after }]
  })
}

/** The case an entry is linked to: the newest link, unless it was taken off since. */
export function linkedCase(steps: readonly FilingStep[]): string | null {
  return steps.reduce<string | null>((linked, { kind, applicationId, changes }) => {
    if (kind === 'link') return applicationId
    return kind === 'correction' && changes.some(({ field }) => field === 'application') ? null : linked
  }, null)
}

export function isCancelled({ steps }: Pick<Filing, 'steps'>): boolean {
  return steps.some(({ kind }) => kind === 'cancelled')
}

/** A 事中跟踪 written down for a day to come is planned; it never counts as done. */
export function isPlan({ kind, happenedOn, doneAt }: Pick<FilingStep, 'kind' | 'happenedOn' | 'doneAt'>): boolean {
  return kind === 'follow-up' && happenedOn > chinaDay(doneAt)
}

/** True when it was 报备 on or after the opening day: 「举办前报备」 then does not hold. */
export function isLate({ filedOn, startsOn }: Pick<FilingFacts, 'filedOn' | 'startsOn'>): boolean {
  return filedOn >= startsOn
}

/** The entry as lists show it: the contact hides names and numbers, every other text the numbers of persons. */
export function withoutContact<F extends Filing>(filing: F): F {
  const steps = filing.steps.map((step) => ({
    ...step,
    words: hidePersonalData(step.words),
    changes: step.changes.map((change) => {
      return { ...change, before: hidden(change.field, change.before), after: hidden(change.field, change.after) }
    }),
  }))
  const place = hidden('place', filing.place)
  return { ...filing, place, contact: hidden('contact', filing.contact), note: hidden('note', filing.note), steps }
}

/** A field as `withoutContact` shows it. Codes and days are no person's. */
export function hidden(field: FilingChange['field'], value: string): string {
  if (field === 'contact') return maskContact(value)
  return field === 'creditCode' || field === 'application' ? value : hidePersonalData(value)
}

/** 王示例 13800138000 → 王** 138****8000. */
export function maskContact(text: string): string {
  return hidePersonalData(text.normalize('NFKC'))
    .replace(/\d[\d-]{4,}/g, maskNumber)
    .replace(/\p{Script=Han}{2,}/gu, (name) => `${name.charAt(0)}${'*'.repeat(name.length - 1)}`)
}
