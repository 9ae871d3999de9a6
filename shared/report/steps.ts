import { CUT_CLAUSE } from '../cohort/budget.ts'
import type { ChainNode, Explanation, Level } from '../explain/chain.ts'
import { yuanGrouped } from '../money.ts'
import type { AmountStep } from '../review/assessment.ts'
import type { ListItem } from './frozenList.ts'

/** A row of the 计算依据 as printed; `byPerson` marks what was not computed. */
export interface ExplainedStep extends Pick<AmountStep, 'label' | 'clause' | 'text' | 'beforeFen'> {
  /** 金额 rows join from one to the next; 条件, 条文, 参数 and 来源 are what they rest on. */
  part: '金额' | '条件' | '条文' | '参数' | '来源'
  afterFen: AmountStep['afterFen'] | null
  byPerson: boolean
}

const PARTS: Partial<Record<Level, ExplainedStep['part']>> = {
  condition: '条件',
  clause: '条文',
  oldClause: '条文',
  parameter: '参数',
  source: '来源',
}

/**
 * The whole way of an item's amount: the machine's steps, what people did, quota and cut down to the line on the list,
 * then what it rests on, an article's wording, parameters and source in one row each. Without an explanation (an
 * application that is no longer there) only what the list itself holds.
 */
export function explainedSteps(item: ListItem, explanation: Explanation | null): ExplainedStep[] {
  return explanation === null ? printedSteps(item) : [...moneySteps(explanation), ...groundSteps(explanation)]
}

/** Worked out upwards, as people reckon: the chain itself runs from the paper down. */
function moneySteps({ chain }: Explanation): ExplainedStep[] {
  const money = chain.filter(({ level }) => PARTS[level] === undefined).reverse()
  return money.map(({ level, label, clause, text, beforeFen, afterFen }) => {
    const byPerson = level === 'decision' && afterFen !== null && beforeFen !== afterFen
    return { part: '金额', label, clause, text, beforeFen, afterFen, byPerson }
  })
}

function groundSteps({ chain }: Explanation): ExplainedStep[] {
  const of = (part: ExplainedStep['part']) => chain.filter(({ level }) => PARTS[level] === part)
  const row = (part: ExplainedStep['part'], label: string, clause: string, text: string): ExplainedStep => {
    return { part, label, clause, text, beforeFen: null, afterFen: null, byPerson: false }
  }
  const joined = (part: '条文' | '参数' | '来源', label: string, text: (node: ChainNode) => string) => {
    const nodes = of(part)
    return nodes.length === 0 ? [] : [row(part, label, nodes[0]?.clause ?? '', nodes.map(text).join('；'))]
  }
  return [
    ...of('条件').map(({ label, clause, text, quotation }) => {
      return row('条件', label, clause, quotation === '' ? text : `${text}（原文：“${quotation}”）`)
    }),
    ...joined('条文', '新旧条文（原文见“说明”）', ({ label, text }) => `${label}：${text}`),
    ...joined('参数', '采用的参数', ({ label, text }) => `${label} ${text}`),
    ...joined('来源', '申报汇总表', ({ text }) => text),
  ]
}

/** What the list itself says, so that the last line is the amount on the list. */
function printedSteps(item: ListItem): ExplainedStep[] {
  const steps: ExplainedStep[] = item.steps.map(({ label, clause, text, beforeFen, afterFen }) => {
    return { part: '金额', label, clause, text, beforeFen, afterFen, byPerson: false }
  })
  if (item.status !== 'granted') return steps
  if (item.overridden && item.entitledFen !== item.computedFen) {
    const text = `${item.opinion}（机审金额${item.computedFen === null ? '无' : `${yuanGrouped(item.computedFen)}元`}）`
    const { computedFen: beforeFen, entitledFen: afterFen, articleNo: clause } = item
    steps.push({ part: '金额', label: '人工调整', clause, text, beforeFen, afterFen, byPerson: true })
  }
  if (item.allocatedFen !== item.entitledFen) {
    const text = '年度资助规模超出预算，按比例核减'
    const { entitledFen: beforeFen, allocatedFen: afterFen } = item
    steps.push({ part: '金额', label: '按比例核减', clause: CUT_CLAUSE, text, beforeFen, afterFen, byPerson: false })
  }
  return steps
}
