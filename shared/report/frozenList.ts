import type { ArticleKey } from '../application.ts'
import type { Allocation, RoundRules } from '../cohort/allocation.ts'
import type { IsoDate, IsoInstant } from '../date.ts'
import type { Decimal } from '../decimal.ts'
import type { Fen } from '../money.ts'
import type { AmountStep, ConditionResult, Outcome } from '../review/assessment.ts'
import type { BasisDocument, DocumentNumbers } from './noticeSettings.ts'

export type ListStatus = 'granted' | 'zero' | 'waiting' | 'tied' | 'refused' | 'open'

export const LIST_STATUS_NAMES: Record<ListStatus, string> = {
  granted: '拟资助',
  zero: '金额为零',
  waiting: '候补',
  tied: '并列待定',
  refused: '不予支持',
  open: '未定',
}

/** `sharesInBudget` as the list says it: only these count in 应资助合计. */
export function itemShares({ status }: { status: ListStatus }): boolean {
  return status === 'granted' || status === 'zero'
}

/** The statuses a list counts by: 金额为零 only where there is one. */
export function countedStatuses(items: readonly { status: ListStatus }[]): { status: ListStatus; count: number }[] {
  const order: ListStatus[] = ['granted', 'zero', 'waiting', 'tied', 'refused', 'open']
  const counts = order.map((status) => ({ status, count: items.filter((item) => item.status === status).length }))
  return counts.filter(({ status, count }) => status !== 'zero' || count > 0)
}

export interface ListItem {
  applicationNo: string
  applicant: string
  /** 姓名 of the person the grant is for; empty for enterprises. Masked wherever it stands on a public paper. */
  personName: string
  /** The applicant's own name is a person's. */
  naturalPerson: boolean
  creditCode: string
  article: ArticleKey | null
  articleNo: string
  articleTitle: string
  industry: string
  projectName: string
  status: ListStatus
  outcome: Outcome
  score: Decimal | null
  requestedFen: Fen | null
  auditedFen: Fen | null
  /** What the machine computed; null when it could not. */
  computedFen: Fen | null
  /** After override; 0 when not granted. */
  entitledFen: Fen
  allocatedFen: Fen
  /** 人工调整: the reviewer changed the amount or went against the machine's outcome. */
  overridden: boolean
  /** Opinion or override reason. */
  opinion: string
  reviewer: string
  /** Conditions that are not met, in order, for refusals and open cases. */
  reasons: ConditionResult[]
  steps: AmountStep[]
  source: { sheet: string; row: number }
}

/** Everything the three papers print, fixed at one moment. `hash` is SHA-256 over the canonical content without hash. */
export interface FrozenList {
  /** 定稿号, e.g. 定稿2026-1-01; 「试算」 for a trial. */
  listNo: string
  hash: string
  /** 试算: marked on every page. */
  trial: boolean
  /** 演示参数，非政策规定: marked on every page. */
  demo: boolean
  round: { year: number; batch: number; name: string; budgetFen: Fen; policyOn: IsoDate; rules: RoundRules }
  /** Articles in force in the round: number, title, hash of the version. */
  articles: { key: ArticleKey; no: string; title: string; hash: string; noInferred: boolean }[]
  parameters: { key: string; label: string; text: string; origin: string; basis: string }[]
  frozenAt: IsoInstant
  frozenBy: string
  auditHead: string
  allocation: Allocation
  /** In application-number order. */
  items: ListItem[]
}

/** Settings printed on papers (issuing body, contacts). Unset ones are empty and stop the notice or print a blank line. */
export interface NoticeSettings {
  issuer: string
  /** Null until the bureau sets it: no public rule states the period (facts.md §4.1). */
  publicityDays: number | null
  workingDays: boolean
  countFirstDay: boolean
  startOn: IsoDate | null
  /** The day off on which the office confirmed that the 公示 begins; stands only while it is `startOn`. */
  dayOffStart: IsoDate | null
  /** 成文日期; null: a 公示 carries its first day. */
  signedOn: IsoDate | null
  consultContact: string
  consultPhone: string
  objectionContact: string
  objectionPhone: string
  address: string
  postcode: string
  supervisionPhone: string
  /** What the papers rest on, in the order printed. */
  basisDocuments: BasisDocument[]
  /** Steps done before the 公示, as the office says. */
  stepsDone: string[]
  /** 红头: only when the bureau asks for it (facts.md §5.1). */
  redHead: boolean
  /** 发文机关标志, such as 「…局文件」. */
  headMark: string
  documentNos: DocumentNumbers
}
