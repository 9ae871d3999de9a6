import { chineseDate, type IsoDate } from '../date.ts'
import type { ParameterDefinition } from './article.ts'

/**
 * Why no value may be entered for this parameter in this round, as words for a sentence; empty when one may. The
 * window closes its button with it and the core refuses with it, so the two cannot differ.
 */
export function closedEntry(definition: ParameterDefinition | undefined, round: { demo: boolean }): string {
  if (definition !== undefined && definition.shipped !== null && definition.type !== 'materials') {
    return `“${definition.label}”由政策原文规定，不能改写`
  }
  return round.demo ? '本批次使用演示参数；请先在“条款与参数”中移除演示参数，再录入正式参数' : ''
}

/**
 * Why a value that begins on `effectiveFrom` may not be used by the round yet, as a sentence; empty when it may: it has
 * begun today, or on the day whose articles the round uses.
 */
export function notYetBegun(effectiveFrom: IsoDate, round: { policyOn: IsoDate }, today: IsoDate): string {
  if (effectiveFrom <= today || effectiveFrom <= round.policyOn) return ''
  return `生效日期${chineseDate(effectiveFrom)}还没有到，本批次不能用这个数值；请核对日期，或到期再录入`
}
