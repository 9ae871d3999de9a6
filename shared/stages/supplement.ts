import type { IsoDate, IsoInstant } from '../date.ts'

/** How a 补正 ended: everything came, some came, nothing came in time, or it was called off. */
export const SUPPLEMENT_OUTCOMES = ['complete', 'partial', 'overdue', 'cancelled'] as const
export type SupplementOutcome = (typeof SUPPLEMENT_OUTCOMES)[number]

export const SUPPLEMENT_OUTCOME_NAMES: Record<SupplementOutcome, string> = {
  complete: '补正齐全',
  partial: '部分补正',
  overdue: '逾期未补正',
  cancelled: '取消补正',
}

/** 一次性告知 of what is missing, and how it ended. */
export interface SupplementView {
  id: string
  items: string[]
  toldOn: IsoDate
  /** Working days from the day after `toldOn`. */
  dueDays: number
  dueOn: IsoDate
  /** Why a second list became necessary; empty for the first. */
  againReason: string
  requester: string
  requestedAt: IsoInstant
  /** Null while open. */
  closed: {
    outcome: SupplementOutcome
    receivedOn: IsoDate | null
    words: string
    closer: string
    at: IsoInstant
  } | null
}
