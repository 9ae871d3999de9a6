import type { Role } from '../roles.ts'
import type { SupplementView } from './supplement.ts'

/** What an act on many cases does, or would do, to one of them. */
export interface BulkRow {
  caseId: string
  applicationNo: string
  applicant: string
  ok: boolean
  /** Before and after, in words: stages, or names of people. */
  from: string
  to: string
  /** Why not, or what else follows; empty when there is nothing to say. */
  note: string
}

/** Rows in application-number order. */
export interface BulkResult {
  rows: BulkRow[]
  okCount: number
  refusedCount: number
}

export function bulkResult(rows: BulkRow[]): BulkResult {
  const okCount = rows.filter(({ ok }) => ok).length
  return { rows, okCount, refusedCount: rows.length - okCount }
}

/** A person of the office with the work of one round. */
export interface PersonView {
  id: string
  name: string
  roles: Role[]
  active: boolean
  /** Cases the person has now, and how many of those wait for a decision. */
  assigned: number
  open: number
  /** Cases whose present decision is this person's. */
  decided: number
  /** Cases the person declared 回避 on. */
  recused: number
}

/** An open 补正 on the list of the round. */
export interface SupplementLine extends SupplementView {
  caseId: string
  applicationNo: string
  applicant: string
  /** Working days left, negative when overdue; null when a year has no calendar. */
  daysLeft: number | null
}
