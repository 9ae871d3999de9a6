import { AppError } from '../errors.ts'
import { compareFractions, type Fraction, rateText } from '../money.ts'
import type { Tier } from './article.ts'
import { moneyText, parseParameterValue } from './values.ts'

/** One row of the table in which a 梯度 is edited: what stands in its cells. A plain number takes the column's unit. */
export interface TierRow {
  outputFrom: string
  outputFromInclusive: boolean
  outputTo: string
  outputToInclusive: boolean
  growthFrom: string
  growthFromInclusive: boolean
  growthTo: string
  growthToInclusive: boolean
  rewardKind: 'fixed' | 'rate'
  reward: string
  cap: string
  /** Names divided by 、; empty means every industry. */
  industries: string
}

/** A new row: lower bounds belong to the tier, upper bounds to the next one. */
export const EMPTY_TIER: TierRow = {
  outputFrom: '',
  outputFromInclusive: true,
  outputTo: '',
  outputToInclusive: false,
  growthFrom: '',
  growthFromInclusive: true,
  growthTo: '',
  growthToInclusive: false,
  rewardKind: 'rate',
  reward: '',
  cap: '',
  industries: '',
}

export function tierRow(tier: Tier): TierRow {
  const { reward } = tier
  return {
    outputFrom: tier.outputFrom === null ? '' : inCell(moneyText(tier.outputFrom)),
    outputFromInclusive: tier.outputFromInclusive,
    outputTo: tier.outputTo === null ? '' : inCell(moneyText(tier.outputTo)),
    outputToInclusive: tier.outputToInclusive,
    growthFrom: tier.growthFrom === null ? '' : inCell(rateText(tier.growthFrom)),
    growthFromInclusive: tier.growthFromInclusive,
    growthTo: tier.growthTo === null ? '' : inCell(rateText(tier.growthTo)),
    growthToInclusive: tier.growthToInclusive,
    rewardKind: 'fixedFen' in reward ? 'fixed' : 'rate',
    reward: inCell('fixedFen' in reward ? moneyText(reward.fixedFen) : rateText(reward.rateOfGrowth)),
    cap: tier.cap === null ? '' : inCell(moneyText(tier.cap)),
    industries: tier.industries?.join('、') ?? '',
  }
}

/** The row in the exchange form, which parseParameterValue reads; what is wrong in a cell is refused there. */
export function tierLine(row: TierRow): string {
  const lower = (text: string, inclusive: boolean) => (text === '' ? '' : `${inclusive ? '>=' : '>'}${text}`)
  const upper = (text: string, inclusive: boolean) => (text === '' ? '' : `${inclusive ? '<=' : '<'}${text}`)
  const range = (from: string, to: string) => [from, to].filter((part) => part !== '').join(' ')
  const output = range(
    lower(amount(row.outputFrom), row.outputFromInclusive),
    upper(amount(row.outputTo), row.outputToInclusive),
  )
  const growth = range(
    lower(percent(row.growthFrom), row.growthFromInclusive),
    upper(percent(row.growthTo), row.growthToInclusive),
  )
  const reward = row.rewardKind === 'fixed' ? amount(row.reward) : `${percent(row.reward)}×增长额`
  const named = (name: string, body: string) => (body === '' ? '' : `${name} ${body}`)
  const parts = [
    `上年度产值 ${output}`,
    named('增速', growth),
    `奖励 ${reward}`,
    named('上限', amount(row.cap)),
    named('产业', cell(row.industries)),
  ]
  return parts.filter((part) => part !== '').join('; ')
}

/** What is wrong with one row; empty when it reads. */
export function rowProblem(row: TierRow): string {
  if (cell(row.reward) === '') return '请填写奖励'
  try {
    parseParameterValue('tiers', tierLine(row))
    return ''
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

/**
 * What no tier covers, as sentences: output and growth above the lowest bound that fall between tiers, on a bound that
 * both neighbours leave out, or above the last. What lies below the lowest bound is the threshold, not a gap.
 * Overlaps are refused when the value is read, so the tiers are taken to be disjoint.
 */
export function tierGaps(tiers: readonly Tier[]): string[] {
  const named = [...new Set(tiers.flatMap(({ industries }) => industries ?? []))]
  const open = tiers.filter(({ industries }) => industries === null)
  const groups = named.map((name): [string, Tier[]] => {
    return [`产业 ${name}：`, tiers.filter(({ industries }) => industries === null || industries.includes(name))]
  })
  if (open.length > 0) groups.push([named.length === 0 ? '' : '其余产业：', open])
  return groups.flatMap(([head, group]) => groupGaps(group).map((sentence) => `${head}${sentence}`))
}

function groupGaps(tiers: readonly Tier[]): string[] {
  return stretches(tiers, outputRange, (a, b) => a - b).flatMap(({ over, covering }) => {
    const output = rangeText('产值', over, moneyText)
    if (covering.length === 0) return [`${output} 没有档次`]
    return stretches(covering, growthRange, compareFractions)
      .filter((inner) => inner.covering.length === 0)
      .map((inner) => `${output}、${rangeText('增速', inner.over, rateText)} 没有档次`)
  })
}

interface Range<T> {
  from: T | null
  fromInclusive: boolean
  to: T | null
  toInclusive: boolean
}

/** A stretch of the axis within which the same tiers apply. */
interface Stretch<T> {
  over: Range<T>
  covering: Tier[]
}

/** The axis from the lowest bound up, cut wherever other tiers begin to apply; a cut may be a single point. */
function stretches<T>(
  tiers: readonly Tier[],
  rangeOf: (tier: Tier) => Range<T>,
  compare: (a: T, b: T) => number,
): Stretch<T>[] {
  const cut: Stretch<T>[] = []
  for (const cellOver of cells(tiers.map(rangeOf), compare)) {
    const covering = tiers.filter((tier) => holds(rangeOf(tier), cellOver, compare))
    const last = cut.at(-1)
    if (last !== undefined && sameTiers(last.covering, covering)) {
      last.over = { ...last.over, to: cellOver.to, toInclusive: cellOver.toInclusive }
    } else if (last !== undefined || covering.length > 0) cut.push({ over: cellOver, covering })
  }
  return cut
}

/** Every bound as a point, and what lies before, between and after the bounds. */
function cells<T>(ranges: readonly Range<T>[], compare: (a: T, b: T) => number): Range<T>[] {
  const bounds = ranges
    .flatMap(({ from, to }) => [from, to])
    .filter((bound) => bound !== null)
    .sort(compare)
    .filter((bound, at, all) => at === 0 || compare(all[at - 1] ?? bound, bound) !== 0)
  const between = (from: T | null, to: T | null): Range<T> => ({ from, fromInclusive: false, to, toInclusive: false })
  const point = (at: T): Range<T> => ({ from: at, fromInclusive: true, to: at, toInclusive: true })
  return [
    between(null, bounds[0] ?? null),
    ...bounds.flatMap((bound, at) => [point(bound), between(bound, bounds[at + 1] ?? null)]),
  ]
}

/** True when a cell, which no bound divides, lies in the range. */
function holds<T>(range: Range<T>, over: Range<T>, compare: (a: T, b: T) => number): boolean {
  return startsBefore(range, over, compare) && endsAfter(range, over, compare)
}

function startsBefore<T>(range: Range<T>, over: Range<T>, compare: (a: T, b: T) => number): boolean {
  if (range.from === null) return true
  if (over.from === null) return false
  const order = compare(range.from, over.from)
  return order < 0 || (order === 0 && (range.fromInclusive || !over.fromInclusive))
}

function endsAfter<T>(range: Range<T>, over: Range<T>, compare: (a: T, b: T) => number): boolean {
  if (range.to === null) return true
  if (over.to === null) return false
  const order = compare(range.to, over.to)
  return order > 0 || (order === 0 && (range.toInclusive || !over.toInclusive))
}

function sameTiers(a: readonly Tier[], b: readonly Tier[]): boolean {
  return a.length === b.length && a.every((tier, at) => tier === b[at])
}

function outputRange(tier: Tier): Range<number> {
  return {
    from: tier.outputFrom,
    fromInclusive: tier.outputFromInclusive,
    to: tier.outputTo,
    toInclusive: tier.outputToInclusive,
  }
}

function growthRange(tier: Tier): Range<Fraction> {
  return {
    from: tier.growthFrom,
    fromInclusive: tier.growthFromInclusive,
    to: tier.growthTo,
    toInclusive: tier.growthToInclusive,
  }
}

/** 产值 5000万元（含）至 8000万元; an upper bound without a remark is left out, as in the office's own tables. */
function rangeText<T>(name: string, { from, fromInclusive, to, toInclusive }: Range<T>, text: (bound: T) => string) {
  if (from !== null && from === to) return `${name}恰为 ${text(from)}`
  const upper = to === null ? '' : `${text(to)}${toInclusive ? '（含）' : ''}`
  if (from === null) return to === null ? `${name}不论多少` : `${name} ${upper}以下`
  if (to === null) return fromInclusive ? `${name} ${text(from)}（含）以上` : `${name}超过 ${text(from)}`
  return `${name} ${text(from)}${fromInclusive ? '（含）' : '（不含）'}至 ${upper}`
}

/** Without the unit the column's head names; an amount in 元 keeps its own. */
function inCell(text: string): string {
  return text.replace(/(万元|%)$/, '')
}

function amount(text: string): string {
  return withUnit(text, '万元')
}

function percent(text: string): string {
  return withUnit(text, '%')
}

function withUnit(text: string, unit: string): string {
  const plain = cell(text).replaceAll(',', '')
  return /^\d+(\.\d+)?$/.test(plain) ? `${plain}${unit}` : plain
}

/** Without blanks, and with half-width digits; a semicolon would end the cell. */
function cell(text: string): string {
  return text.normalize('NFKC').replace(/[\s;]/g, '')
}
