import type { ArticleKey } from '../shared/application.ts'
import { compareDecimals } from '../shared/decimal.ts'
import type { CaseRow } from '../shared/views.ts'

/** What the queue is narrowed to beside pill and words; null: everything. */
export interface Narrowing {
  article: ArticleKey | null
  industry: string | null
}

export const ORDERS = ['no', 'amount', 'score', 'applicant'] as const
export type Order = (typeof ORDERS)[number]

export const ORDER_NAMES: Record<Order, string> = {
  no: '按编号',
  amount: '按金额',
  score: '按得分',
  applicant: '按单位',
}

/** The rows of one article and industry, in list order. */
export function narrow(rows: readonly CaseRow[], { article, industry }: Narrowing): CaseRow[] {
  return rows.filter(
    (row) => (article === null || row.article === article) && (industry === null || row.industry === industry),
  )
}

/** The rows in the order asked for. Equal ones, and those without an amount or score, which stand last, keep list order. */
export function inOrder(rows: readonly CaseRow[], order: Order, amountOf: (row: CaseRow) => number | null): CaseRow[] {
  switch (order) {
    case 'no':
      return [...rows]
    case 'amount':
      return [...rows].sort((a, b) => (amountOf(b) ?? -1) - (amountOf(a) ?? -1))
    case 'score':
      return [...rows].sort((a, b) => byScore(a.score, b.score))
    case 'applicant': {
      const names = new Intl.Collator('zh-CN')
      return [...rows].sort((a, b) => names.compare(a.applicant, b.applicant))
    }
  }
}

function byScore(a: CaseRow['score'], b: CaseRow['score']): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareDecimals(b, a)
}
