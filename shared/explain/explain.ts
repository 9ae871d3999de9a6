import { sharesInBudget } from '../cohort/allocation.ts'
import { CUT_CLAUSE } from '../cohort/budget.ts'
import { roundingText } from '../cohort/rounding.ts'
import { type Fen, rateText, yuanGrouped } from '../money.ts'
import { DEMO_MARK } from '../report/marks.ts'
import { type AmountStep, OUTCOME_NAMES, type StepId } from '../review/assessment.ts'
import type { ChainNode, CutFactor, ExplainedDecision, ExplainInput, Explanation, Level, Lever } from './chain.ts'
import { groundNodes } from './ground.ts'

/**
 * The whole way of an amount, from the line on the paper to the row of the workbook: paper, cut, quota, decision,
 * the machine's steps backwards, then conditions, wording, parameters, source.
 */
export function explain(input: ExplainInput): Explanation {
  const upward = moneyNodes(input)
  const last = upward.at(-1)
  const printed = last?.level === 'paper' ? last.afterFen : null
  return {
    applicationNo: input.applicationNo,
    applicant: input.applicant,
    articleNo: input.articleNo,
    outcome: input.outcome,
    amountFen: printed ?? input.computedFen,
    marks: marksOf(input, printed),
    chain: [...upward.reverse(), ...groundNodes(input)],
  }
}

function marksOf({ parameters, computedFen, decision, standing }: ExplainInput, printed: Fen | null): string[] {
  const trial = decision?.kind === 'trial' || standing?.trial === true
  const machine = printed === null && computedFen !== null
  return [
    ...(parameters.some(({ origin }) => origin === 'demo') ? [DEMO_MARK] : []),
    ...(machine || trial ? ['机审试算，不是资助金额'] : []),
  ]
}

/** The links that carry money, in the order they are worked out: each starts where the last ended. */
export function moneyNodes(input: ExplainInput): ChainNode[] {
  const nodes = input.steps.map((step) => stepNode(step, input))
  let at: Fen | null = nodes.at(-1)?.afterFen ?? null
  const add = (level: Level, label: string, clause: string, text: string, after: Fen | null, lever: Lever | null) => {
    nodes.push({ ...NOTHING, level, label, clause, text, beforeFen: at, afterFen: after, lever })
    at = after
  }
  const { standing } = input
  const line = standing?.line ?? null
  const decided = decisionText(input.decision, input.computedFen)
  const settled = input.decision === null ? null : settledFen(input.decision)
  add('decision', decided.label, input.articleNo, decided.text, settled, { kind: 'person' })
  if (line === null) {
    add('paper', '名单', paperClause(input), noLineText(input), settled === 0 ? 0 : null, null)
    return nodes
  }
  const sharing = sharesInBudget(line)
  if (line.quota !== null) add('quota', '名额', input.articleNo, line.quotaText, sharing ? at : 0, { kind: 'person' })
  if (sharing && (line.cut !== null || line.allocatedFen !== at)) {
    const lever: Lever | null = line.cut === null ? null : { kind: 'cut', ...line.cut, rounding: input.rounding }
    add('allocation', '按比例核减', CUT_CLAUSE, cutText(line.entitledFen, line.cut, input), line.allocatedFen, lever)
  }
  const status = standing?.statusName ?? ''
  add(
    'paper',
    '名单',
    paperClause(input),
    `“${status}”，金额 ${yuanGrouped(line.allocatedFen)} 元`,
    line.allocatedFen,
    null,
  )
  return nodes
}

const NOTHING = { clause: '', quotation: '', outcome: null, beforeFen: null, afterFen: null, lever: null } as const

const STEP_LEVELS: Record<StepId, Level> = {
  base: 'base',
  rate: 'rate',
  tier: 'tier',
  fixed: 'fixed',
  cap: 'cap',
  annualCap: 'annualCap',
  requested: 'requested',
  rounding: 'rounding',
}

function stepNode(step: AmountStep, input: ExplainInput): ChainNode {
  const { id, label, clause, text, beforeFen, afterFen } = step
  return { ...NOTHING, level: STEP_LEVELS[id], label, clause, text, beforeFen, afterFen, lever: leverOf(step, input) }
}

function leverOf(
  { id, label, afterFen }: AmountStep,
  { limits, rounding, steps, articleNo }: ExplainInput,
): Lever | null {
  const base = baseName(steps)
  switch (id) {
    case 'base':
      return null
    case 'rate':
    case 'tier':
      if (limits.noTier) return { kind: 'fixed', why: `没有达到任何一档；须先达到“${label}”中的一档，才有奖励` }
      return limits.rate === null ? fixedAt(label, afterFen) : { kind: 'rate', rate: limits.rate, base }
    case 'fixed':
      return fixedAt(label, afterFen)
    case 'cap': {
      const limitFen = label === '本档上限' ? limits.tierCapFen : limits.capFen
      return limitFen === null ? null : { kind: 'limit', limitFen, what: `${articleNo}的${label}` }
    }
    case 'annualCap':
      return limits.annualLeft === null ? null : { kind: 'limit', ...limits.annualLeft }
    case 'requested':
      return limits.requestedFen === null ? null : { kind: 'limit', limitFen: limits.requestedFen, what: '申报金额' }
    case 'rounding':
      return { kind: 'rounding', rounding }
  }
}

function fixedAt(label: string, fen: Fen): Lever {
  return { kind: 'fixed', why: `“${label}”是定额 ${money(fen)}，不随申报的数字按比例变化` }
}

/** 「审计确认金额」 out of 「认定金额（审计确认）」: what a person would have to look at. */
function baseName(steps: readonly AmountStep[]): string {
  const label = steps.find(({ id }) => id === 'base')?.label ?? ''
  const inner = /（(.+)）/.exec(label)?.[1] ?? label
  return inner === '审计确认' ? '审计确认金额' : inner
}

const DECISION_LABELS: Record<ExplainedDecision['kind'], string> = {
  agree: '拟同意',
  refuse: '不予支持',
  hold: '待核',
  supplement: '待补正',
  trial: '试算',
}

function decisionText(decision: ExplainedDecision | null, computed: Fen | null): { label: string; text: string } {
  if (decision === null) return { label: '拟定意见', text: '还没有拟定意见，金额只是机审的建议' }
  const { kind, amountFen, overridden, opinion } = decision
  const who = [decision.reviewer, decision.at].filter((part) => part !== '').join(' ')
  const by = who === '' ? '' : `（${who}）`
  if (kind === 'trial') return { label: DECISION_LABELS.trial, text: '试算：按机审金额计，没有人拟定过' }
  if (kind !== 'agree') return { label: DECISION_LABELS[kind], text: said(`${DECISION_LABELS[kind]}${by}`, opinion) }
  if (!overridden) return { label: DECISION_LABELS.agree, text: said(`按机审金额拟同意${by}`, opinion) }
  const saw = decision.computedFen === computed ? '' : `；拟定时机审金额为 ${money(decision.computedFen)}`
  const what = amountFen === computed ? '机审结论之外由人认定同意，金额' : '人工调整为'
  const text = `${what} ${money(amountFen)}，机审金额 ${money(computed)}${saw}${by}`
  return { label: '人工调整', text: said(text, opinion) }
}

function said(text: string, opinion: string): string {
  return opinion === '' ? text : `${text}。意见：${opinion}`
}

function settledFen({ kind, amountFen }: ExplainedDecision): Fen | null {
  if (kind === 'refuse') return 0
  return kind === 'agree' || kind === 'trial' ? amountFen : null
}

function paperClause({ standing }: ExplainInput): string {
  if (standing?.listNo == null) return '尚未定稿'
  return standing.trial ? '试算' : standing.listNo
}

function noLineText({ standing, conditions, outcome }: ExplainInput): string {
  const open = conditions.filter((one) => one.outcome !== 'met').map(({ label }) => label)
  const reasons = open.length === 0 ? '' : `，因：${open.join('、')}`
  const status = standing?.statusName ?? '未定'
  return `“${status}”，没有资助金额（机审结论“${OUTCOME_NAMES[outcome]}”${reasons}）`
}

function cutText(entitled: Fen, cut: CutFactor | null, { rounding }: ExplainInput): string {
  if (cut === null) return '年度资助规模超出预算，按比例核减'
  const { availableFen, totalFen, what } = cut
  const factor = `${yuanGrouped(availableFen)}÷${yuanGrouped(totalFen)}`
  const about = totalFen === 0 ? '' : `（约 ${percent(availableFen, totalFen)}）`
  return `${what}，系数 ${factor}${about}；${yuanGrouped(entitled)} 元×系数后取整${roundingText(rounding)}`
}

/** Cut to two decimals of a percent, for reading. */
function percent(num: Fen, den: Fen): string {
  return rateText({ num: Number((BigInt(num) * 10_000n) / BigInt(den)), den: 10_000 })
}

function money(fen: Fen | null): string {
  return fen === null ? '无' : `${yuanGrouped(fen)} 元`
}
