import type { Application } from '../application.ts'
import { decimalFromInteger } from '../decimal.ts'
import { compareFractions, type Fen, type Fraction } from '../money.ts'
import type { Tier } from '../policy/article.ts'
import { moneyText, tierText, wanUnit } from '../policy/values.ts'
import { industryName } from './words.ts'

export type TierFinding =
  | { kind: 'unknown'; text: string; supplement: string }
  | { kind: 'none'; text: string; growthFen: Fen }
  | { kind: 'tier'; text: string; growthFen: Fen; tier: Tier; number: number }

/**
 * The tier an application reaches. Growth = (上年度产值 − 前一年度产值) ÷ 前一年度产值, compared as exact fractions;
 * a missing output, or 前一年度产值 of 0, is a question for a person.
 */
export function findTier(application: Application, tiers: readonly Tier[]): TierFinding {
  const { outputFen, priorOutputFen } = application.facts
  if (outputFen === undefined)
    return { kind: 'unknown', text: '上年度产值未填写，请核对', supplement: '请补填上年度产值' }
  if (priorOutputFen === undefined)
    return { kind: 'unknown', text: '前一年度产值未填写，无法计算增速，请核对', supplement: '请补填前一年度产值' }
  if (priorOutputFen <= 0)
    return { kind: 'unknown', text: '前一年度产值为 0，无法计算增速，请核对', supplement: '请核实前一年度产值' }
  const growthFen = outputFen - priorOutputFen
  const growth: Fraction = { num: growthFen, den: priorOutputFen }
  const industry = industryName(application.industry)
  const at = tiers.findIndex((tier) => reaches(tier, outputFen, growth, industry))
  const tier = tiers[at]
  const facts = `上年度产值 ${wanUnit(outputFen)}，增速 ${growthText(growth)}`
  if (tier === undefined) return { kind: 'none', growthFen, text: `${facts}，未达到任何一档` }
  return { kind: 'tier', growthFen, tier, number: at + 1, text: `${facts}，达到第${at + 1}档（${tierText(tier)}）` }
}

function reaches(tier: Tier, output: Fen, growth: Fraction, industry: string): boolean {
  const from = tier.outputFrom
  const to = tier.outputTo
  if (from !== null && (tier.outputFromInclusive ? output < from : output <= from)) return false
  if (to !== null && (tier.outputToInclusive ? output > to : output >= to)) return false
  if (tier.industries !== null && !tier.industries.includes(industry)) return false
  const aboveFrom = tier.growthFrom === null ? 1 : compareFractions(growth, tier.growthFrom)
  const aboveTo = tier.growthTo === null ? -1 : compareFractions(growth, tier.growthTo)
  return (
    (aboveFrom > 0 || (aboveFrom === 0 && tier.growthFromInclusive)) &&
    (aboveTo < 0 || (aboveTo === 0 && tier.growthToInclusive))
  )
}

/** For reading only, cut to two decimals of a percent: the comparison itself is exact. */
function growthText(growth: Fraction): string {
  const hundredths = (BigInt(growth.num) * 10_000n) / BigInt(growth.den)
  const exact = (BigInt(growth.num) * 10_000n) % BigInt(growth.den) === 0n
  return `${exact ? '' : '约'}${decimalFromInteger(hundredths, 2)}%`
}

/** "第2档 0.8%×增长额" for the amount steps. */
export function rewardText(number: number, tier: Tier): string {
  const reward =
    'fixedFen' in tier.reward ? moneyText(tier.reward.fixedFen) : (tierText(tier).match(/奖励 ([^;]+)/)?.[1] ?? '')
  return `第${number}档：${reward}`
}
