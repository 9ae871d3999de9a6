/**
 * The chief's desk on 10,000 cases: opened first, once more, and after one more decision. Beside the time of each, the
 * longest that other calls had to wait.
 */
import { join } from 'node:path'
import { latestAssessment } from '../../db/assessments.ts'
import { listCases } from '../../db/cases.ts'
import { approvalOf, attentionOf, deskFigures, deskSteps, meetingOf } from '../../electron/core/desk.ts'
import { decideCase, proposeByMachine } from '../../electron/core/jobs/decide.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { ms, note, type Time, tell, timed } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const CASES = 10_000
const LIMIT = 300

const ws = newWorkspace(join(scratchFolder(), 'desk.db'))
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(CASES))
proposeByMachine(ws, COMMAND_LINE, roundId)
globalThis.gc?.()

const [one] = listCases(ws.db, roundId).slice(CASES / 2)
if (one === undefined) throw new Error('the round is empty')
const assessmentId = latestAssessment(ws.db, one.id)?.id ?? ''
const screens = [
  { name: '待办', screen: 'attention', answer: () => attentionOf(ws, roundId) },
  { name: '审定', screen: 'approval', answer: () => approvalOf(ws, COMMAND_LINE, roundId) },
  { name: '构成', screen: 'figures', answer: () => deskFigures(ws, roundId) },
  { name: '投屏', screen: 'meeting', answer: () => meetingOf(ws, roundId) },
] as const

for (const how of ['第一次', '数据未变时', '再拟定一件之后', '又拟定一件之后']) {
  if (how.endsWith('之后')) {
    const decision = { kind: 'hold', amountFen: null, opinion: `${how}复看` } as const
    const saved = await timed(() => decideCase(ws, COMMAND_LINE, one.id, assessmentId, decision))
    note(`保存这一件 ${ms(saved.ms)}`)
  }
  for (const { name, screen, answer } of screens) {
    const steps: Time[] = []
    const taking = deskSteps(ws, roundId, screen)
    let more = true
    while (more) {
      const { value, ...time } = await timed(() => taking.next().done !== true)
      more = value
      steps.push(time)
    }
    steps.push(await timed(() => void answer()))
    const all = steps.reduce((sum, step) => ({ ms: sum.ms + step.ms, cpu: sum.cpu + step.cpu }))
    const longest = steps.reduce((most, step) => (step.ms > most.ms ? step : most))
    tell({
      name: `统筹的桌面，${CASES} 件，${how}打开${name}`,
      measured: `${ms(all.ms)}（本线程计算 ${ms(all.cpu)}）`,
      target: `≤ ${LIMIT} ms`,
      beside: `分 ${steps.length} 段，最长一段 ${ms(longest.ms)}（计算 ${ms(longest.cpu)}）`,
      reached: all.ms <= LIMIT,
    })
  }
}
