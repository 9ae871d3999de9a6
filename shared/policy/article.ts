/**
 * Glossary (domain.md §10): 条款 article · 条件 condition · 参数 parameter · 机审结论 assessment · 计算依据 amount steps ·
 * 拟定意见 decision · 人工调整 override · 名额 quota · 候补 waiting · 并列待定 tied · 按比例核减 pro-rata reduction ·
 * 定稿名单 frozen list · 申报金额 requestedFen · 审计确认金额 auditedFen · 应资助金额 entitledFen · 拟资助金额 allocatedFen.
 */
import type { ArticleKey, FactName } from '../application.ts'
import type { IsoDate } from '../date.ts'
import type { Decimal } from '../decimal.ts'
import type { Fen, Fraction } from '../money.ts'

/** One row of a 梯度 table. Bounds are on 上年度产值 and on growth (a fraction of 前一年度产值). */
export interface Tier {
  outputFrom: Fen | null
  outputFromInclusive: boolean
  outputTo: Fen | null
  outputToInclusive: boolean
  growthFrom: Fraction | null
  growthFromInclusive: boolean
  growthTo: Fraction | null
  growthToInclusive: boolean
  /** Either a fixed amount or a rate of the growth amount. */
  reward: { fixedFen: Fen } | { rateOfGrowth: Fraction }
  cap: Fen | null
  /** Null: every industry. */
  industries: string[] | null
}

export type ParameterValue =
  | { type: 'rate'; rate: Fraction }
  | { type: 'fen'; fen: Fen }
  | { type: 'days'; days: number }
  | { type: 'decimal'; decimal: Decimal }
  | { type: 'integer'; integer: number }
  | { type: 'yesNo'; yes: boolean }
  | { type: 'tiers'; tiers: Tier[] }
  /** Amount by named class (会员类别, 称号). */
  | { type: 'fenByClass'; classes: Record<string, Fen> }
  | { type: 'materials'; materials: string[] }
export type ParameterType = ParameterValue['type']

/** A figure the article needs. Without a shipped value it is unset until the chief enters one. */
export interface ParameterDefinition {
  /** Unique inside the article; the full key is `<article key>.<id>`. */
  id: string
  label: string
  type: ParameterType
  unit: string
  /** The value that ships, with its verbatim quotation; null when the source states none. */
  shipped: { value: ParameterValue; quotation: string } | null
  note: string
}

/** A parameter as a round sees it: where its value came from, or that it is unset. */
export interface ParameterInForce {
  key: string
  label: string
  unit: string
  value: ParameterValue | null
  origin: 'policy' | 'bureau' | 'demo' | 'unset'
  /** Quotation, or 文号/条款 the chief entered, or the demo notice. */
  basis: string
}

/** Applies only when a text fact has this value (大赛, 展会, 首次, 后续). */
export interface When {
  fact: FactName
  is: string
}

interface ConditionBase {
  id: string
  label: string
  /** Verbatim words of the explanation this condition rests on; empty for general rules. */
  quotation: string
  when: When | null
}

/** What is checked. The closed list of checks the engine knows; the data chooses among them. */
export type Condition = ConditionBase &
  (
    | { check: 'window' }
    | { check: 'creditCode' }
    | { check: 'industry' }
    | { check: 'materials'; parameter: string }
    | { check: 'requested' }
    | { check: 'notRestricted' }
    | { check: 'notGrantedBefore' }
    /** The experts' score reaches the pass line, where the round set one. */
    | { check: 'reviewPassed' }
    /** 是/否 fact: 否 is `ifNo`; blank is unknown. */
    | { check: 'flag'; fact: FactName; ifNo: 'unmet' | 'unknown' }
    /** Text fact: in `met`, in `unmet`, else unknown. `othersUnmet` makes every other stated value unmet. */
    | { check: 'choice'; fact: FactName | 'industry'; met: string[]; unmet: string[]; othersUnmet: boolean }
    | { check: 'present'; fact: FactName }
    | { check: 'priorYear'; fact: FactName }
    | { check: 'atLeast'; fact: FactName; parameter: string }
    | { check: 'notAfter'; fact: FactName; other: FactName }
    | { check: 'filedBefore'; fact: FactName; start: FactName }
    | { check: 'filedAhead'; fact: FactName; start: FactName; parameter: string }
    | { check: 'datedSource'; fact: FactName }
    /** 事中跟踪: a stated 否 is a question; nothing stated is a reminder, since no column carries it by habit. */
    | { check: 'followUp'; fact: FactName }
    | { check: 'tier'; parameter: string }
    | { check: 'classListed'; fact: FactName; parameter: string }
    | { check: 'oncePerApplicant'; parameter: string }
    /** A claim under a deleted sentence: all listed facts contain / equal the words. */
    | { check: 'deletedClaim'; honourContains: string; honourYear: number; reason: string }
  )

/** How the amount is worked out (domain.md §3). Parameter names are ids of this article. */
export interface AmountRule {
  /** With an audit step the base is 审计确认金额, otherwise the named declared fact; null for fixed amounts. */
  base: { audited: boolean; fact: FactName } | null
  method:
    | { kind: 'rate'; rate: string }
    | { kind: 'tiers'; tiers: string }
    | { kind: 'byClass'; fact: FactName; amounts: string }
  cap: string | null
  annualCap: string | null
}

/** Places per year and industry, best score first (domain.md §4). */
export interface QuotaRule {
  places: string
  laterCounts: string
}

/** A passage of the explanation shown beside the article. */
export interface Passage {
  heading: string
  quotation: string
}

/** The article as one version of the policy has it. Repeal is a version. */
export interface ArticleVersion {
  from: IsoDate
  /** Last day, or null while it is open-ended. */
  to: IsoDate | null
  /** Why `from` is this day; says so when it is inferred. */
  fromNote: string
  status: 'in-force' | 'repealed'
  /** Printed number, e.g. 第十一条. */
  no: string
  noInferred: boolean
  reviewMode: string
  reviewModeConfirmed: boolean
  /** 申报—评审—审计—公示 etc., as words. */
  steps: string[]
  /** Stages of domain.md §6 a case of this article passes. */
  stages: string[]
  passages: Passage[]
  parameters: ParameterDefinition[]
  conditions: Condition[]
  amount: AmountRule | null
  quota: QuotaRule | null
  repeal: { reason: string; redirect: string } | null
}

export interface Article {
  key: ArticleKey
  title: string
  change: '修改' | '部分删除' | '删除' | '新增'
  /** Dated, ascending, no two with the same day. */
  versions: ArticleVersion[]
}

/** The whole instrument: articles and the conditions every article shares. */
export interface Policy {
  instrument: string
  industries: string[]
  commonConditions: Condition[]
  articles: Article[]
}
