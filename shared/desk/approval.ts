import type { Fen } from '../money.ts'
import type { Stage } from '../stages/stages.ts'
import type { AttentionKind, DeskCase } from './attention.ts'

/** What keeps the list from being frozen, and where to settle it. */
export interface Blocker {
  text: string
  /** The kind of the chief's list that shows the cases; null where another page settles it. */
  kind: AttentionKind | null
}

export interface Approval {
  stages: { stage: Stage; count: number }[]
  granted: number
  refused: number
  waiting: number
  allocatedFen: Fen
  remainderFen: Fen
  blockers: Blocker[]
}

const CHECKED: readonly Stage[] = ['审定', '公示', '不予支持', '下达', '归档']

/** What stands in the way, case by case kinds first. `others`: sentences of the allocation and of other batches. */
export function blockersOf(cases: readonly DeskCase[], ties: number, others: readonly string[]): Blocker[] {
  const decided = cases.filter(({ decision }) => decision?.kind === 'agree' || decision?.kind === 'refuse')
  const count = (which: (one: DeskCase) => boolean) => decided.filter(which).length
  const of = (number: number, text: string, kind: AttentionKind): Blocker[] =>
    number === 0 ? [] : [{ text: `${number} ${text}`, kind }]
  const reopened = cases.filter(({ stage }) => stage === '异议处理').length
  return [
    ...of(ties, '组并列待定，须裁定', 'tie'),
    ...of(cases.filter(({ stale }) => stale).length, '件在拟定后资料或结论有变，须重新拟定', 'stale'),
    ...of(reopened, '件经异议办理退回复审，须重新拟定', 'reopened'),
    ...of(
      count(({ stage }) => stage !== '复核' && stage !== '异议处理' && !CHECKED.includes(stage)),
      '件已拟定但还没有提交复核',
      'proposed',
    ),
    ...of(
      count(({ stage }) => stage === '复核'),
      '件还没有复核',
      'recheck',
    ),
    ...others.map((text) => ({ text, kind: null })),
  ]
}
