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

/** Where a case stands after a decision of each kind. */
const AFTER_DECISION: Record<DecisionKind, Stage> = {
  agree: '拟定',
  refuse: '不予支持',
  hold: '形式审查',
  supplement: '补正',
}

/** The stage a decision moves a case to. */
export function stageAfterDecision(kind: DecisionKind): Stage {
  return AFTER_DECISION[kind]
}

/** The stage a granted case reaches when the chief freezes the list. */
export const FROZEN_STAGE: Stage = '审定'

/** Where a case waits for a new decision after an 异议, 投诉 or 举报 sent it back; any decision moves it on. */
export const REOPENED_STAGE: Stage = '异议处理'
