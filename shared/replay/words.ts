import { DEMO_MARK } from '../report/marks.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { TRIAL_VALUE } from './needed.ts'
import type { SideOutcome } from './replay.ts'
import type { ReplayView } from './view.ts'

export const REPLAY_MARK = '新旧测算，不作为资助依据'

export function sideOutcomeName(outcome: SideOutcome): string {
  return outcome === 'absent' ? '没有本条' : OUTCOME_NAMES[outcome]
}

/** The old 连续3次阶梯式 and whatever else a version graded is not known: one figure stands for all of it. */
export const ONE_FIGURE = '测算值对每件一律套用，不分档次和次数'

/** What every screen and page of this replay says. */
export function replayMarks({ demo, typed }: Pick<ReplayView, 'demo' | 'typed'>): string[] {
  const trial = typed.length === 0 ? [] : [`含测算值：${TRIAL_VALUE}`, ONE_FIGURE]
  return [REPLAY_MARK, ...trial, ...(demo ? [DEMO_MARK] : [])]
}

/** 「第十二条→第十一条」, for a line of one article. */
export function numberWords(oldNo: string | null, newNo: string | null): string {
  if (oldNo === newNo) return oldNo ?? '条款待核'
  return `${oldNo ?? '无'}→${newNo ?? '无'}`
}
