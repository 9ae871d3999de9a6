import type { ArticleKey } from '../application.ts'
import type { IsoDate } from '../date.ts'

/** What usually changes from one round to the next. */
export const COPY_LINES = [
  'name',
  'budget',
  'window',
  'articles',
  'rules',
  'publicity',
  'contacts',
  'calendar',
] as const
export type CopyLineId = (typeof COPY_LINES)[number]

/** What the person making the round does about a line. */
export type CopyNeed = 'enter' | 'check' | 'keep' | 'missing'
export const COPY_NEED_NAMES: Record<CopyNeed, string> = {
  enter: '须重填',
  check: '请核对',
  keep: '沿用',
  missing: '还没有',
}

export interface CopyLine {
  id: CopyLineId
  label: string
  before: string
  /** Empty where it has to be entered anew. */
  after: string
  need: CopyNeed
  note: string
}

/** A parameter the bureau entered, as the new round would take it. */
export interface CopyParameter {
  key: string
  articleNo: string
  label: string
  /** The earlier round's value; empty when it had none. */
  before: string
  /** The value to take; empty when none can be. */
  after: string
  basis: string
  effectiveFrom: IsoDate | null
  /** What to look at before taking it, or why it cannot be taken. */
  note: string
}

/** The 评审办法 and the panel of an article. */
export interface CopyScheme {
  article: ArticleKey
  articleNo: string
  title: string
  /** Indicators with their points. */
  criteria: string
  basis: string
  experts: string[]
  /** Experts who do not come along, and other things to look at. */
  notes: string[]
}

/** Everything a new round would take from an earlier one. Nothing is written. */
export interface CopyPlan {
  from: string
  name: string
  lines: CopyLine[]
  parameters: CopyParameter[]
  /** How many 演示参数 the earlier round uses; none is copied. */
  demoParameters: number
  schemes: CopyScheme[]
}

/** What a text that names years other than the new round's asks for; empty when it names none. */
export function otherYearNote(basis: string, year: number): string {
  const named = [...basis.matchAll(/(?<!\d)20\d{2}(?!\d)/g)].map(([text]) => text)
  const others = [...new Set(named)].filter((text) => Number(text) !== year)
  return others.length === 0 ? '' : `依据写的是${others.join('、')}年，请核对`
}
