import { expect, test } from 'vitest'
import { type MoveFacts, planMove, STAGE_ACTS, type StageAct } from '../../shared/stages/moves.ts'
import { STAGES, type Stage } from '../../shared/stages/stages.ts'
import { DECISION_KINDS } from '../../shared/views.ts'

/** domain.md §6, read out once more: which act leads where, for whom, and on what condition. */
interface Rule {
  from: readonly Stage[]
  to: Stage
  when?: readonly (keyof typeof CONDITIONS)[]
}

const CONDITIONS = {
  本人拟定过: ({ own }: MoveFacts) => own,
  本人没有拟定过: ({ own }: MoveFacts) => !own,
  科长: ({ chief }: MoveFacts) => chief,
  已拟定同意或不予支持: ({ decision }: MoveFacts) => decision === 'agree' || decision === 'refuse',
  资料没有再变: ({ stale }: MoveFacts) => !stale,
  在有效名单上: ({ granted }: MoveFacts) => granted,
  下达条件齐备: ({ unpaid }: MoveFacts) => unpaid === null,
}

const RULES: Record<StageAct, readonly Rule[]> = {
  submit: [{ from: ['拟定'], to: '复核', when: ['已拟定同意或不予支持', '资料没有再变'] }],
  takeBack: [{ from: ['复核'], to: '拟定', when: ['本人拟定过'] }],
  pass: [{ from: ['复核'], to: '审定', when: ['本人没有拟定过', '已拟定同意或不予支持', '资料没有再变'] }],
  return: [
    { from: ['复核'], to: '拟定' },
    { from: ['审定', '公示', '不予支持'], to: '拟定', when: ['科长'] },
  ],
  advance: [{ from: ['已受理'], to: '形式审查' }],
  sendBack: [{ from: ['已受理', '形式审查', '评审', '专项审计', '补正', '拟定', '异议处理'], to: '退回' }],
  withdraw: [
    { from: ['已受理', '形式审查', '评审', '专项审计', '补正', '拟定', '异议处理', '复核', '退回'], to: '撤回' },
    { from: ['审定', '公示', '不予支持'], to: '撤回', when: ['科长'] },
  ],
  resume: [{ from: ['退回', '撤回'], to: '已受理' }],
  disburse: [{ from: ['公示'], to: '下达', when: ['在有效名单上', '下达条件齐备'] }],
  // 撤回 stays 撤回: as 归档 it would look like a part of the round again.
  archive: [{ from: ['下达', '不予支持'], to: '归档' }],
}

const PATH: Stage[] = ['草稿', '已受理', '形式审查', '拟定', '复核', '审定', '公示', '下达', '归档']

test('every act from every stage, for everybody and every state of the case, leads where the policy says or nowhere', () => {
  for (const facts of everyCase())
    for (const act of STAGE_ACTS) {
      const move = planMove(act, facts)
      const text = `${act} ${JSON.stringify(facts)}`
      expect(move.ok ? move.to : null, text).toBe(expected(act, facts))
      if (!move.ok) expect(move.why, text).toMatch(/\p{Script=Han}{4}/u)
    }
})

test('where an article has no 复核, what is submitted waits for the chief, and only its proposer takes it back', () => {
  const stages = PATH.filter((stage) => stage !== '复核')
  const facts = { ...FACTS, stages, own: true }
  expect(planMove('submit', { ...facts, stage: '拟定' })).toEqual({ ok: true, to: '审定' })
  expect(planMove('takeBack', { ...facts, stage: '审定' })).toEqual({ ok: true, to: '拟定' })
  expect(planMove('takeBack', { ...facts, stage: '审定', own: false }).ok).toBe(false)
})

test('评审 and 专项审计 are passed one after the other where the article has them', () => {
  const stages: Stage[] = ['草稿', '已受理', '形式审查', '评审', '专项审计', '拟定', '复核', '审定', '公示']
  const led = (stage: Stage) => planMove('advance', { ...FACTS, stages, stage })
  expect(led('形式审查')).toEqual({ ok: true, to: '评审' })
  expect(led('评审')).toEqual({ ok: true, to: '专项审计' })
  expect(led('专项审计').ok).toBe(false)
})

const FACTS: MoveFacts = {
  stage: '拟定',
  stages: PATH,
  decision: 'agree',
  stale: false,
  granted: true,
  unpaid: null,
  own: false,
  recused: false,
  chief: false,
}

function expected(act: StageAct, facts: MoveFacts): Stage | null {
  if (facts.recused) return null
  const open = RULES[act].find(
    ({ from, when = [] }) => from.includes(facts.stage) && when.every((name) => CONDITIONS[name](facts)),
  )
  return open?.to ?? null
}

function* everyCase(): Generator<MoveFacts> {
  const both = [false, true]
  for (const stage of STAGES)
    for (const decision of [null, ...DECISION_KINDS])
      for (const stale of both)
        for (const own of both)
          for (const recused of both)
            for (const chief of both)
              for (const granted of both)
                for (const unpaid of [null, '公示期还没有满'])
                  yield { stages: PATH, stage, decision, stale, own, recused, chief, granted, unpaid }
}
