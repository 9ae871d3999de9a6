import { type Fen, wanGrouped } from '../money.ts'
import type { Assessment, Outcome } from '../review/assessment.ts'

/** A case whose outcome or amount other parameters would change, or whose decision would have to be looked at again. */
export interface ImpactCase {
  applicationNo: string
  applicant: string
  articleNo: string
  /** What the machine finds now and would find then; amounts in 分, null where none can be worked out. */
  oldOutcome: Outcome
  newOutcome: Outcome
  oldFen: Fen | null
  newFen: Fen | null
  /** Somebody has decided it. */
  decided: boolean
  /** That decision would no longer rest on the newest finding. */
  becomesStale: boolean
}

/** What other parameters would do to a round, worked out without writing anything. */
export interface ParameterImpact {
  /** In application-number order. */
  cases: ImpactCase[]
  /** Sum of new minus old 分 over `cases`; no amount counts as 0. */
  differenceFen: Fen
  /** The same of what counts: amounts of cases found 符合. */
  metDifferenceFen: Fen
  /** How many of the cases are decided and have to be looked at again, also where the amount stays the same. */
  staleDecisions: number
  /** The valid 定稿 that would be voided, or null. */
  voidedListNo: string | null
  /** The round is running: cases are decided, or a list is frozen. */
  running: boolean
}

/** One case before and after, as the impact is counted from it. */
export interface ImpactInput {
  applicationNo: string
  applicant: string
  before: Assessment
  after: Assessment
  decided: boolean
  /** Its decision would no longer rest on the newest finding. */
  becomesStale: boolean
}

/** Counts what changes between two findings of the same cases. */
export function impactBetween(inputs: readonly ImpactInput[], validListNo: string | null): ParameterImpact {
  const cases = inputs.flatMap(({ before, after, ...own }): ImpactCase[] => {
    const outcomes = { oldOutcome: before.outcome, newOutcome: after.outcome }
    const amounts = { oldFen: before.amountFen, newFen: after.amountFen }
    const one = { ...own, articleNo: after.articleNo, ...outcomes, ...amounts }
    return one.becomesStale || isChanged(one) ? [one] : []
  })
  const counted = (outcome: Outcome, fen: Fen | null): Fen => (outcome === 'met' ? (fen ?? 0) : 0)
  return {
    cases,
    differenceFen: cases.reduce((sum, { oldFen, newFen }) => sum + (newFen ?? 0) - (oldFen ?? 0), 0),
    metDifferenceFen: cases.reduce(
      (sum, one) => sum + counted(one.newOutcome, one.newFen) - counted(one.oldOutcome, one.oldFen),
      0,
    ),
    staleDecisions: cases.filter(({ becomesStale }) => becomesStale).length,
    voidedListNo: validListNo,
    running: validListNo !== null || inputs.some(({ decided }) => decided),
  }
}

function isChanged({ oldOutcome, newOutcome, oldFen, newFen }: ImpactCase): boolean {
  return oldOutcome !== newOutcome || oldFen !== newFen
}

/** A running round is asked before anything in it is touched (ux.md: no rule change under a running round). */
export function asksFirst({ running, cases, voidedListNo }: ParameterImpact): boolean {
  return running && (cases.length > 0 || voidedListNo !== null)
}

/** The impact as one sentence without its full stop, the same in window and command line. */
export function impactSentence(impact: ParameterImpact): string {
  const { differenceFen, metDifferenceFen, staleDecisions, voidedListNo } = impact
  const changed = impact.cases.filter(isChanged).length
  const counted = metDifferenceFen === differenceFen ? '' : `（其中符合条件的 ${signedWan(metDifferenceFen)} 万元）`
  return [
    changed === 0
      ? '不改变任何一件的结论或金额'
      : `将影响 ${changed} 件，机审金额合计 ${signedWan(differenceFen)} 万元${counted}`,
    staleDecisions === 0 ? '' : `${staleDecisions} 件已拟定的意见须重新审核`,
    voidedListNo === null ? '' : `“${voidedListNo}”将失效，须重新定稿`,
  ]
    .filter((part) => part !== '')
    .join('；')
}

/** So many application numbers a question names. */
const MOST_NAMED = 5

/** What a running round is asked before it is touched: the impact, and which cases it is. */
export function impactQuestion(impact: ParameterImpact): string {
  const named = touchedWords(impact)
  return `${impactSentence(impact)}。${named === '' ? '' : `${named}。`}原来的值和已有的意见都会保留在记录里。`
}

/** Which cases are touched and how many of them somebody has decided; empty when none is. */
export function touchedWords({ cases }: ParameterImpact): string {
  const numbers = cases.map(({ applicationNo }) => applicationNo)
  if (numbers.length === 0) return ''
  const rest = numbers.length > MOST_NAMED ? ` 等 ${numbers.length} 件` : ''
  const decided = cases.filter((one) => one.decided).length
  return `涉及 ${numbers.slice(0, MOST_NAMED).join('、')}${rest}，其中 ${decided} 件已有意见`
}

/** 万元 with its sign: +34.50, -3.00, 0.00. */
export function signedWan(fen: Fen): string {
  return fen > 0 ? `+${wanGrouped(fen)}` : wanGrouped(fen)
}
