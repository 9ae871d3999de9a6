import { CUT_CLAUSE } from '../cohort/budget.ts'
import { yuanGrouped } from '../money.ts'
import type { AmountStep } from '../review/assessment.ts'
import type { ListItem } from './frozenList.ts'

/** A step as printed; `byPerson` marks what was not computed. */
export interface ExplainedStep extends Pick<AmountStep, 'label' | 'clause' | 'text' | 'beforeFen' | 'afterFen'> {
  byPerson: boolean
}

/** The machine's steps, then 人工调整 and 按比例核减 where they happened, so that the last line is the amount on the list. */
export function explainedSteps(item: ListItem): ExplainedStep[] {
  const steps: ExplainedStep[] = item.steps.map((step) => ({ ...step, byPerson: false }))
  if (item.status !== 'granted') return steps
  if (item.overridden && item.entitledFen !== item.computedFen) {
    const text = `${item.opinion}（机审金额${item.computedFen === null ? '无' : `${yuanGrouped(item.computedFen)}元`}）`
    const { computedFen: beforeFen, entitledFen: afterFen } = item
    steps.push({ label: '人工调整', clause: item.articleNo, text, beforeFen, afterFen, byPerson: true })
  }
  if (item.allocatedFen !== item.entitledFen) {
    const text = '年度资助规模超出预算，按比例核减'
    const { entitledFen: beforeFen, allocatedFen: afterFen } = item
    steps.push({ label: '按比例核减', clause: CUT_CLAUSE, text, beforeFen, afterFen, byPerson: false })
  }
  return steps
}
