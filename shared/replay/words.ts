import { DEMO_MARK } from '../report/marks.ts'
import { OUTCOME_NAMES } from '../review/assessment.ts'
import { TRIAL_VALUE } from './needed.ts'
import type { SideOutcome } from './replay.ts'
import type { ReplayView } from './view.ts'

export const REPLAY_MARK = '新旧测算，不作为资助依据'

export function sideOutcomeName(outcome: SideOutcome): string {
  return outcome === 'absent' ? '没有本条' : OUTCOME_NAMES[outcome]
}

/** What every screen and page of this replay says. */
export function replayMarks({ demo, typed }: Pick<ReplayView, 'demo' | 'typed'>): string[] {
  return [REPLAY_MARK, ...(typed.length === 0 ? [] : [`含测算值：${TRIAL_VALUE}`]), ...(demo ? [DEMO_MARK] : [])]
}

/** 「第十二条→第十一条」, for a line of one article. */
export function numberWords(oldNo: string | null, newNo: string | null): string {
  if (oldNo === newNo) return oldNo ?? '条款待核'
  return `${oldNo ?? '无'}→${newNo ?? '无'}`
}
