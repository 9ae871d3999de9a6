/** The chief's desk on 10,000 cases: opened first, once more, and after one more decision. */
import { join } from 'node:path'
import { latestAssessment } from '../../db/assessments.ts'
import { listCases } from '../../db/cases.ts'
import { approvalOf, attentionOf, deskFigures, meetingOf } from '../../electron/core/desk.ts'
import { decideCase, proposeByMachine } from '../../electron/core/jobs/decide.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { ms, note, tell, timed } from './figure.ts'
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
const screens: Record<string, () => unknown> = {
  待办: () => attentionOf(ws, roundId),
  审定: () => approvalOf(ws, COMMAND_LINE, roundId),
  构成: () => deskFigures(ws, roundId),
  投屏: () => meetingOf(ws, roundId),
}

for (const how of ['第一次', '数据未变时', '再拟定一件之后', '再拟定一件之后']) {
  if (how.startsWith('再')) {
    const opinion = `复看 ${performance.now()}`
    const saved = await timed(() =>
      decideCase(ws, COMMAND_LINE, one.id, assessmentId, { kind: 'hold', amountFen: null, opinion }),
    )
    note(`保存这一件 ${ms(saved.ms)}`)
  }
  for (const [screen, open] of Object.entries(screens)) {
    const took = await timed(open)
    tell({
      name: `统筹的桌面，${CASES} 件，${how}打开${screen}`,
      measured: ms(took.ms),
      target: `≤ ${LIMIT} ms`,
      beside: `本线程计算 ${ms(took.cpu)}`,
      reached: took.ms <= LIMIT,
    })
  }
}
