import type { Rounding } from '../cohort/allocation.ts'
import type { Fen, Fraction } from '../money.ts'
import type { Passage } from '../policy/article.ts'
import type { AmountStep, ConditionResult, Outcome } from '../review/assessment.ts'

/** What stands behind an amount, from the line on the paper down to the row of the workbook. */
export const LEVEL_NAMES = {
  paper: '纸面',
  allocation: '核减',
  quota: '名额',
  decision: '拟定意见',
  rounding: '取整',
  requested: '申报金额',
  annualCap: '年度上限',
  cap: '上限',
  rate: '比例',
  tier: '档次',
  fixed: '标准',
  base: '认定金额',
  condition: '条件',
  clause: '现行条文',
  oldClause: '原条文',
  parameter: '参数',
  source: '来源',
} as const
export type Level = keyof typeof LEVEL_NAMES

/**
 * One link of the chain. Those that carry money join: read from the paper down, each starts (`beforeFen`) at what the
 * next one with money ends at (`afterFen`). `beforeFen` is null where nothing was before, `afterFen` where nothing came of it.
 */
export interface ChainNode {
  level: Level
  label: string
  /** Printed clause, or what else it rests on; empty when nothing. */
  clause: string
  text: string
  /** The policy's own words it rests on; empty when none are known. */
  quotation: string
  /** Of a condition; null elsewhere. */
  outcome: Outcome | null
  beforeFen: Fen | null
  afterFen: Fen | null
  /** What would have to be otherwise for another amount; null where nothing can be said. */
  lever: Lever | null
}

/** How an amount depends on what a step read. */
export type Lever =
  /** after = floor(before × rate); `base` names what `before` is. */
  | { kind: 'rate'; rate: Fraction; base: string }
  /** after = min(before, limitFen); `what` names the limit and where it comes from. */
  | { kind: 'limit'; limitFen: Fen; what: string }
  | { kind: 'rounding'; rounding: Rounding }
  /** A figure the policy fixes; `why` is the whole sentence. */
  | { kind: 'fixed'; why: string }
  /** after = before × available ÷ total, rounded. */
  | { kind: 'cut'; availableFen: Fen; totalFen: Fen; rounding: Rounding; what: string }
  | { kind: 'person' }

export interface Explanation {
  applicationNo: string
  applicant: string
  articleNo: string
  outcome: Outcome
  /** What the paper prints; before there is a line, the machine's amount; null when there is none. */
  amountFen: Fen | null
  /** What must be said beside the amount: 演示参数, and that a machine's figure is no grant. */
  marks: string[]
  chain: ChainNode[]
}

/** An article's new and old number and wording. */
export interface ArticleWording {
  no: string
  title: string
  change: string
  /** The number is inferred, not stated. */
  noInferred: boolean
  passages: Passage[]
  /** Null for a new article. */
  old: { no: string; passages: Passage[] } | null
  repeal: string
  /** By condition id, the words it rests on. */
  quotations: Record<string, string>
}

/** A parameter's value with everything that says why it is that. */
export interface ExplainedParameter {
  label: string
  /** Empty when unset. */
  text: string
  origin: string
  basis: string
  /** Who entered it and when, in words; empty for the policy's own. */
  entered: string
}

/** A fact of the application as it stands, and what it was when it was corrected. */
export interface SourceFact {
  /** The column's name. */
  label: string
  text: string
  /** 「更正前 …；…」 sentences, oldest first. */
  corrections: string[]
}

/** What the steps can be pressed with; null where it does not apply or is not known. */
export interface Limits {
  rate: Fraction | null
  /** A 梯度 table whose tiers are all out of reach. */
  noTier: boolean
  capFen: Fen | null
  tierCapFen: Fen | null
  annualLeft: { limitFen: Fen; what: string } | null
  requestedFen: Fen | null
}

export const NO_LIMITS: Limits = {
  rate: null,
  noTier: false,
  capFen: null,
  tierCapFen: null,
  annualLeft: null,
  requestedFen: null,
}

export interface ExplainedDecision {
  kind: 'agree' | 'refuse' | 'hold' | 'supplement' | 'trial'
  /** Null unless the kind is agree or trial. */
  amountFen: Fen | null
  /** The machine's amount the person saw. */
  computedFen: Fen | null
  overridden: boolean
  opinion: string
  reviewer: string
  /** In words; empty when not known. */
  at: string
}

/** Where the application stands in the round. */
export interface Standing {
  /** 定稿号, or null before the freeze. */
  listNo: string | null
  trial: boolean
  /** 拟资助, 候补 … as printed. */
  statusName: string
  /** Null when it has no line in the allocation. */
  line: {
    entitledFen: Fen
    allocatedFen: Fen
    quota: 'in' | 'waiting' | 'tied' | null
    quotaText: string
    cut: CutFactor | null
  } | null
}

/** What an entitlement was multiplied with; null factor parts never occur: no cut is null as a whole. */
export interface CutFactor {
  availableFen: Fen
  totalFen: Fen
  what: string
}

export interface ExplainInput {
  applicationNo: string
  applicant: string
  articleNo: string
  outcome: Outcome
  computedFen: Fen | null
  steps: readonly AmountStep[]
  conditions: readonly ConditionResult[]
  rounding: Rounding
  limits: Limits
  wording: ArticleWording | null
  parameters: readonly ExplainedParameter[]
  decision: ExplainedDecision | null
  standing: Standing | null
  source: { fileName: string; sheet: string; row: number; facts: readonly SourceFact[] }
}
