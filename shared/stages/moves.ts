import type { Role } from '../roles.ts'
import type { DecisionKind } from '../views.ts'
import { APPROVED_STAGE, LOCKED_STAGES, OUT_STAGES, REFUSED_STAGE, type Stage, WORKING_STAGES } from './stages.ts'

/** What people do to move a case from stage to stage (domain.md §6). Deciding and freezing move it too. */
export const STAGE_ACTS = [
  'submit',
  'takeBack',
  'pass',
  'return',
  'advance',
  'sendBack',
  'withdraw',
  'resume',
  'disburse',
  'archive',
] as const
export type StageAct = (typeof STAGE_ACTS)[number]

export const STAGE_ACT_NAMES: Record<StageAct, string> = {
  submit: '提交复核',
  takeBack: '撤回提交',
  pass: '复核通过',
  return: '退回经办',
  advance: '转入下一环节',
  sendBack: '退回申报单位',
  withdraw: '申报单位撤回',
  resume: '恢复办理',
  disburse: '下达',
  archive: '归档',
}

/** Acts that need words: what the other side has to know. */
export const REASONED_ACTS: readonly StageAct[] = ['return', 'sendBack', 'withdraw', 'resume']

const REVIEWING: readonly Role[] = ['reviewer', 'chief']
const PAYING: readonly Role[] = ['chief', 'clerk']

/** Who may do an act at all; `return` out of 审定 or 公示 is the chief's alone. */
export const STAGE_ACT_ROLES: Record<StageAct, readonly Role[]> = {
  submit: REVIEWING,
  takeBack: REVIEWING,
  pass: REVIEWING,
  return: REVIEWING,
  advance: REVIEWING,
  sendBack: REVIEWING,
  withdraw: REVIEWING,
  resume: REVIEWING,
  disburse: PAYING,
  archive: PAYING,
}

/** What of a case and of the acting person a move depends on. Some of it is worked out only when an act asks for it. */
export interface MoveFacts {
  stage: Stage
  /** The stages of its article, in order; those of the common path where no article is known. */
  stages: readonly Stage[]
  decision: DecisionKind | null
  /** Facts or finding changed after the decision. */
  stale: boolean
  /** Granted on the round's valid frozen list. */
  granted: boolean
  /** Why the disbursement has to wait, as a sentence; null when nothing stands against it. */
  unpaid: string | null
  /** The acting person decided this case at some time. */
  own: boolean
  /** The acting person has declared 回避 on it. */
  recused: boolean
  chief: boolean
}

export type Move = { ok: true; to: Stage } | { ok: false; why: string }

const to = (stage: Stage): Move => ({ ok: true, to: stage })
const no = (why: string): Move => ({ ok: false, why })

/** At the chief's desk or past it, and not yet paid. */
const APPROVING: readonly Stage[] = ['审定', APPROVED_STAGE, REFUSED_STAGE]
const OPEN: readonly Stage[] = [...WORKING_STAGES, '补正', '拟定', '异议处理']

/** Where an act leads from here, or why it is not open, as a sentence. Pure; the database holds the same people apart. */
export function planMove(act: StageAct, facts: MoveFacts): Move {
  if (facts.recused) return no('您已对这件申报声明回避')
  return PLANS[act](facts)
}

const PLANS: Record<StageAct, (facts: MoveFacts) => Move> = {
  submit: ({ stage, stages, decision, stale }) => {
    if (stage !== '拟定') return no(`现处“${stage}”，只有“拟定”的申报可以提交`)
    if (decision !== 'agree' && decision !== 'refuse') return no('还没有拟定同意或不予支持')
    if (stale) return no('拟定后资料或结论有变，请先重新拟定')
    return to(stages.includes('复核') ? '复核' : '审定')
  },
  takeBack: ({ stage, stages, own }) => {
    if (LOCKED_STAGES.includes(stage) && !own) return no('意见由他人拟定，请由拟定人撤回，或以“退回经办”写明理由')
    if (stage === '复核' || (stage === '审定' && !stages.includes('复核'))) return to('拟定')
    return no(stage === '审定' ? '已复核通过，请科长退回' : `现处“${stage}”，没有可撤回的提交`)
  },
  pass: (facts) => {
    const { stage, stale, decision } = facts
    if (stage !== '复核') return no(`现处“${stage}”，不在复核`)
    if (facts.own) return no('本人拟定过意见，须由其他人复核')
    if (decision !== 'agree' && decision !== 'refuse') return no('意见已撤回，请退回经办重新拟定')
    if (stale) return no('拟定后资料或结论有变，请退回经办重新拟定')
    return to('审定')
  },
  return: ({ stage, chief }) => {
    if (stage === '复核') return to('拟定')
    if (!APPROVING.includes(stage)) return no(`现处“${stage}”，没有可退回的意见`)
    return chief ? to('拟定') : no(`已到“${stage}”，只有科长可以退回`)
  },
  advance: ({ stage, stages }) => {
    if (!WORKING_STAGES.includes(stage)) return no(`现处“${stage}”，不能用“转入下一环节”`)
    const next = stages[stages.indexOf(stage) + 1]
    if (next === undefined || !WORKING_STAGES.includes(next)) return no(`“${stage}”之后是拟定，请直接拟定意见`)
    return to(next)
  },
  sendBack: ({ stage }) => (OPEN.includes(stage) ? to('退回') : no(`现处“${stage}”，不能退回申报单位`)),
  withdraw: ({ stage, chief }) => {
    if (OPEN.includes(stage) || stage === '复核' || stage === '退回') return to('撤回')
    if (!APPROVING.includes(stage)) return no(`现处“${stage}”，不能撤回`)
    return chief ? to('撤回') : no(`已到“${stage}”，只有科长可以办理撤回`)
  },
  resume: ({ stage }) => (OUT_STAGES.includes(stage) ? to('已受理') : no(`现处“${stage}”，没有退回或撤回`)),
  disburse: (facts) => {
    if (facts.stage !== APPROVED_STAGE) return no(`现处“${facts.stage}”，公示之后才能下达`)
    if (!facts.granted) return no('不在有效的定稿名单的资助项目中')
    return facts.unpaid === null ? to('下达') : no(facts.unpaid)
  },
  archive: ({ stage }) =>
    stage === '下达' || stage === REFUSED_STAGE ? to('归档') : no(`现处“${stage}”，下达或不予支持之后才能归档`),
}

/** The acts open in these facts, in the order of STAGE_ACTS. */
export function openActs(facts: MoveFacts): StageAct[] {
  return STAGE_ACTS.filter((act) => planMove(act, facts).ok)
}
