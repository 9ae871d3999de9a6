import type { ArticleKey } from '../application.ts'
import { canonicalJson } from '../canonical.ts'
import type { Fen } from '../money.ts'

/** 符合 / 不符合 / 参数未设定 / 待核 / 已删除. */
export const OUTCOMES = ['repealed', 'unmet', 'unset', 'unknown', 'met'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const OUTCOME_NAMES: Record<Outcome, string> = {
  met: '符合',
  unmet: '不符合',
  unset: '参数未设定',
  unknown: '待核',
  repealed: '已删除',
}

export interface ConditionResult {
  id: string
  label: string
  outcome: Outcome
  /** Printed clause, e.g. 第十一条. */
  clause: string
  text: string
  /** What to ask the applicant for; empty when nothing. */
  supplement: string
}

export type StepId = 'base' | 'rate' | 'tier' | 'fixed' | 'cap' | 'annualCap' | 'requested' | 'rounding'

/** One row of the 计算依据. `beforeFen` is null on the first step. */
export interface AmountStep {
  id: StepId
  label: string
  clause: string
  text: string
  beforeFen: Fen | null
  afterFen: Fen
}

/**
 * What of a finding a decision and a list rest on, as canonical text: outcome, amount with its steps, and every condition
 * that is not met. A further condition that is met, or other words for it, leaves it as it was.
 */
export function essenceOf({ outcome, amountFen, steps, conditions }: Assessment): string {
  const open = conditions.filter((one) => one.outcome !== 'met').map(({ id, outcome, text }) => ({ id, outcome, text }))
  return canonicalJson({ outcome, amountFen, steps, open })
}

/** What the machine found. It proposes; people decide (domain.md §2–3). */
export interface Assessment {
  article: ArticleKey | null
  /** Printed number as of the round's day; 「条款待核」 when the article is not known. */
  articleNo: string
  /** SHA-256 of the canonical text of the article version assessed against; empty when the article is not known. */
  articleHash: string
  outcome: Outcome
  conditions: ConditionResult[]
  amountFen: Fen | null
  steps: AmountStep[]
  warnings: string[]
  /** True when any parameter in force comes from the 演示参数. */
  demo: boolean
}
