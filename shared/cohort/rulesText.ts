import type { RoundRules } from './allocation.ts'
import { roundingText } from './rounding.ts'

/** The money rules of a round in short. */
export function rulesText(rules: RoundRules): string {
  return [
    roundingText(rules.rounding),
    rules.capAtRequested ? '不超过申报金额' : '可超过申报金额',
    rules.cutScope === 'round' ? '整批核减' : '按条款核减',
    rules.largestRemainder ? '最大余数法' : '',
  ]
    .filter((part) => part !== '')
    .join('、')
}
