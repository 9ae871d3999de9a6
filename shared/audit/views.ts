import type { IsoDate, IsoInstant } from '../date.ts'
import type { AuditKind } from './kinds.ts'

/** What is looked for in the log; null and empty text ask nothing. */
export interface AuditFilter {
  who: string | null
  kind: AuditKind | null
  /** An application number, whole. */
  caseNo: string
  /** Days in China, both included. */
  from: IsoDate | null
  to: IsoDate | null
  /** Words, all of which stand in the entry as it reads on screen. */
  words: string
}

export const WHOLE_LOG: AuditFilter = { who: null, kind: null, caseNo: '', from: null, to: null, words: '' }

export interface AuditEntryView {
  seq: number
  at: IsoInstant
  who: string
  kind: AuditKind
  action: string
  detail: string
  hash: string
}

/** The last check of the record since the program started. */
export interface AuditCheck {
  at: IsoInstant
  ok: boolean
  message: string
  /** Entries there were. */
  entries: number
}

/** How many entries pass, and what the whole log is. */
export interface AuditState {
  passing: number
  entries: number
  head: string
  /** Whose entries there may be, for the filter. */
  people: string[]
  checked: AuditCheck | null
}

export interface AuditField {
  label: string
  /** What the entry before of the same act on the same thing said; null where there is nothing to compare. */
  before: string | null
  now: string
}

/** One entry whole: what it says field by field, against the one before of the same act on the same thing. */
export interface AuditDetail {
  entry: AuditEntryView
  subject: string
  fields: AuditField[]
  earlier: Pick<AuditEntryView, 'seq' | 'at' | 'who'> | null
  previousHash: string
}
