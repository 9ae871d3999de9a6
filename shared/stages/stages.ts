import type { DecisionKind } from '../views.ts'

/** Stages of a case and its side exits (domain.md §6). Which ones an article passes is policy data. */
export const STAGES = [
  '草稿',
  '已受理',
  '形式审查',
  '评审',
  '专项审计',
  '拟定',
  '复核',
  '审定',
  '公示',
  '异议处理',
  '下达',
  '归档',
  '补正',
  '退回',
  '不予支持',
  '撤回',
] as const
export type Stage = (typeof STAGES)[number]

/** Where an import puts a new case. */
export const INTAKE_STAGE = { from: '草稿', to: '已受理' } as const satisfies { from: Stage; to: Stage }

/** Before the decision: where a case is led from one stage to the next by hand. */
export const WORKING_STAGES: readonly Stage[] = ['已受理', '形式审查', '评审', '专项审计']

/** Where a case stands after a decision of each kind. A refusal is a proposal too until the chief has approved it. */
const AFTER_DECISION: Record<DecisionKind, Stage> = {
  agree: '拟定',
  refuse: '拟定',
  hold: '形式审查',
  supplement: '补正',
}

/** The stage a decision moves a case to; 待核 leaves it in the work it is in. */
export function stageAfterDecision(kind: DecisionKind, from: Stage): Stage {
  return kind === 'hold' && from !== '已受理' && WORKING_STAGES.includes(from) ? from : AFTER_DECISION[kind]
}

/** The stages an approved case reaches when the chief freezes the list. */
export const APPROVED_STAGE: Stage = '公示'
export const REFUSED_STAGE: Stage = '不予支持'

/** Gone back to the applicant: no part of the round until taken up again. */
export const OUT_STAGES: readonly Stage[] = ['退回', '撤回']

/** Submitted or approved: nobody changes the decision before it was returned. */
export const LOCKED_STAGES: readonly Stage[] = ['复核', '审定', '公示', '不予支持', '下达', '归档']

/** The money is on its way: nothing about the case is decided here any more. */
const PAID_STAGES: readonly Stage[] = ['下达', '归档']

/** Why nobody may decide here now, as a sentence; empty when it is open. Until 下达, new facts open a decision they overtake. */
export function lockedWhy({ stage, stale }: { stage: Stage; stale: boolean }): string {
  if (OUT_STAGES.includes(stage)) return `这件申报已${stage}，请先“恢复办理”再拟定意见`
  if (PAID_STAGES.includes(stage)) return `这件申报已${stage}，意见不能再改；有异议请在“公示 → 台账”登记`
  if (stale || !LOCKED_STAGES.includes(stage)) return ''
  return stage === '复核'
    ? '这件申报已提交复核，意见已锁定；要改请先“撤回提交”或由复核人退回'
    : `这件申报现处“${stage}”，意见已锁定；要改请由科长退回`
}

/** The stage a stored text names. An unknown one, from a damaged or newer file, is nothing to go on with. */
export function stageNamed(text: string): Stage | null {
  return STAGES.find((stage) => stage === text) ?? null
}

/** Where a case waits for a new decision after an 异议, 投诉 or 举报 sent it back; any decision moves it on. */
export const REOPENED_STAGE: Stage = '异议处理'
