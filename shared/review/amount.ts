import { FACTS, type FactName } from '../application.ts'
import { roundFen, roundingText } from '../cohort/rounding.ts'
import { type Fen, mulDivFloor, rateText, timesRate } from '../money.ts'
import type { AmountRule, ParameterInForce } from '../policy/article.ts'
import { moneyText, wanUnit } from '../policy/values.ts'
import type { AmountStep } from './assessment.ts'
import { unsetText } from './conditions.ts'
import type { ArticleInput } from './context.ts'
import { findTier, rewardText } from './tiers.ts'
import { classIn } from './words.ts'

/** The amount with its 计算依据, or why there is none. */
export type AmountFinding =
  | { kind: 'amount'; amountFen: Fen; steps: AmountStep[]; warnings: string[] }
  | { kind: 'unset'; labels: string[]; text: string; missingBase: MissingBase | null }
  | ({ kind: 'no-base' } & MissingBase)

/** The figure the amount starts from is not there: a question, and what to ask the applicant for. */
export interface MissingBase {
  text: string
  supplement: string
}

/**
 * Works out the amount of one application (domain.md §3, steps 1–6), exactly, in 分. It does so whenever base and
 * parameters are there, whatever the other conditions say; the caller decides whether it counts.
 */
export function workOutAmount(rule: AmountRule, input: ArticleInput): AmountFinding {
  const missing = unsetParameters(rule, input)
  const start = rule.base === null ? null : baseOf(rule.base, input)
  const missingBase = start?.kind === 'missing' ? { text: start.text, supplement: start.supplement } : null
  if (missing.length > 0) {
    return { kind: 'unset', labels: missing.map(({ label }) => label), text: unsetText(missing), missingBase }
  }
  if (missingBase !== null) return { kind: 'no-base', ...missingBase }
  const chain = new Chain(input.article.version.no)
  if (start?.kind === 'base') chain.add('base', start.label, start.text, start.fen)
  const method = applyMethod(rule, input, chain)
  if (method !== null) return method
  return finish(rule, input, chain)
}

/** Collects steps; each one starts where the last ended. */
class Chain {
  readonly steps: AmountStep[] = []
  readonly warnings: string[] = []
  /** The lowest bound so far: rounding may not lift the amount over it. */
  limit: Fen = Number.MAX_SAFE_INTEGER
  private readonly clause: string
  constructor(clause: string) {
    this.clause = clause
  }
  get fen(): Fen {
    return this.steps.at(-1)?.afterFen ?? 0
  }
  add(id: AmountStep['id'], label: string, text: string, afterFen: Fen, clause = this.clause): void {
    this.steps.push({ id, label, clause, text, beforeFen: this.steps.at(-1)?.afterFen ?? null, afterFen })
  }
  lower(id: AmountStep['id'], label: string, bound: Fen, text: string, clause = this.clause): void {
    this.limit = Math.min(this.limit, bound)
    this.add(id, label, text, Math.min(this.fen, bound), clause)
  }
}

type Base = { kind: 'base'; label: string; text: string; fen: Fen } | ({ kind: 'missing' } & MissingBase)

function baseOf(base: { audited: boolean; fact: FactName }, { application }: ArticleInput): Base {
  const { label } = FACTS[base.fact]
  const declared = application.facts[base.fact]
  if (!base.audited) {
    if (typeof declared !== 'number')
      return { kind: 'missing', text: `${label}未填写，无法计算金额，请核对`, supplement: `请补填${label}` }
    return { kind: 'base', label: `认定金额（${label}）`, text: `${label} ${wanUnit(declared)}`, fen: declared }
  }
  const audited = application.facts.auditedFen
  if (audited === undefined) {
    return {
      kind: 'missing',
      text: '没有审计确认金额，专项审计后才能计算金额',
      supplement: '请补交载明审计确认金额的专项审计报告',
    }
  }
  const note = typeof declared === 'number' ? `，申报${label} ${wanUnit(declared)}` : ''
  return { kind: 'base', label: '认定金额（审计确认）', text: `审计确认 ${wanUnit(audited)}${note}`, fen: audited }
}

/** Null when the step was added; otherwise why the amount cannot be worked out. */
function applyMethod(rule: AmountRule, input: ArticleInput, chain: Chain): AmountFinding | null {
  const { method } = rule
  if (method.kind === 'rate') {
    const value = input.article.parameters[method.rate]?.value
    if (value?.type !== 'rate') return null
    const after = timesRate(chain.fen, value.rate)
    chain.add(
      'rate',
      `×${rateText(value.rate)}`,
      `${wanUnit(chain.fen)}×${rateText(value.rate)}=${wanUnit(after)}`,
      after,
    )
    return null
  }
  if (method.kind === 'byClass') {
    const value = input.article.parameters[method.amounts]?.value
    if (value?.type !== 'fenByClass') return null
    const stated = input.application.facts[method.fact]
    if (typeof stated !== 'string') {
      const { label } = FACTS[method.fact]
      return { kind: 'no-base', text: `${label}未填写，请核对`, supplement: `请补填${label}` }
    }
    const name = classIn(stated, Object.keys(value.classes))
    if (name === null) {
      const label = `${input.article.parameters[method.amounts]?.label ?? ''}中的“${stated}”`
      return { kind: 'unset', labels: [label], text: unsetText([{ label }]), missingBase: null }
    }
    const fen = value.classes[name] ?? 0
    chain.add('fixed', '奖励标准', `${name} ${moneyText(fen)}`, fen)
    return null
  }
  return applyTier(method.tiers, input, chain)
}

function applyTier(parameter: string, input: ArticleInput, chain: Chain): AmountFinding | null {
  const value = input.article.parameters[parameter]?.value
  if (value?.type !== 'tiers') return null
  const found = findTier(input.application, value.tiers)
  if (found.kind === 'unknown') return { kind: 'no-base', text: found.text, supplement: found.supplement }
  // Output that fell has no growth amount to reward.
  const growth = Math.max(found.growthFen, 0)
  chain.add('base', '认定金额（产值增长额）', `上年度产值减前一年度产值 ${wanUnit(found.growthFen)}`, growth)
  if (found.kind === 'none') {
    chain.add('tier', '梯度奖励', `${found.text}，奖励为 0`, 0)
    return null
  }
  const { tier } = found
  const reward =
    'fixedFen' in tier.reward
      ? tier.reward.fixedFen
      : mulDivFloor(growth, tier.reward.rateOfGrowth.num, tier.reward.rateOfGrowth.den)
  chain.add('tier', '梯度奖励', `${rewardText(found.number, tier)}，得 ${wanUnit(reward)}`, reward)
  if (tier.cap !== null) chain.lower('cap', '本档上限', tier.cap, capText(reward, tier.cap, '本档上限'))
  return null
}

function finish(rule: AmountRule, input: ArticleInput, chain: Chain): AmountFinding {
  const cap = fenParameter(input, rule.cap)
  if (cap !== null) chain.lower('cap', '单项上限', cap, capText(chain.fen, cap, '单项上限'))
  const annual = fenParameter(input, rule.annualCap)
  if (annual !== null) {
    const used = input.applicant.usedThisYearFen
    const left = Math.max(annual - used, 0)
    const before =
      used === 0 ? '' : `，本年度已计 ${wanUnit(used)}（${input.applicant.usedBy.join('、')}），剩余 ${wanUnit(left)}`
    chain.lower('annualCap', '年度上限', left, `${capText(chain.fen, annual, '年度上限')}${before}`)
  }
  if (input.round.rules.capAtRequested) {
    const requested = input.application.facts.requestedFen
    if (requested === undefined) chain.warnings.push('申报金额缺失，未与申报金额比较')
    else chain.lower('requested', '不超过申报金额', requested, `申报 ${wanUnit(requested)}`, '批次设置')
  }
  const { rounding } = input.round.rules
  const rounded = roundFen(chain.fen, rounding, chain.limit)
  chain.add('rounding', '取整', `取整${roundingText(rounding)}`, rounded, '批次设置')
  return { kind: 'amount', amountFen: rounded, steps: chain.steps, warnings: chain.warnings }
}

function capText(fen: Fen, cap: Fen, name: string): string {
  return fen > cap
    ? `${wanUnit(fen)} 超过${name} ${moneyText(cap)}，按 ${moneyText(cap)}`
    : `${wanUnit(fen)} 未超过${name} ${moneyText(cap)}`
}

function fenParameter(input: ArticleInput, id: string | null): Fen | null {
  const value = id === null ? undefined : input.article.parameters[id]?.value
  return value?.type === 'fen' ? value.fen : null
}

function unsetParameters(rule: AmountRule, input: ArticleInput): ParameterInForce[] {
  const { method } = rule
  const main = method.kind === 'rate' ? method.rate : method.kind === 'tiers' ? method.tiers : method.amounts
  return [main, rule.cap, rule.annualCap].flatMap((id) => {
    const parameter = id === null ? undefined : input.article.parameters[id]
    return parameter !== undefined && parameter.value === null ? [parameter] : []
  })
}
