/** P9: the waterfall of a whole round of 10,000 cases, from findings to the rows the screen shows. */
import { join } from 'node:path'
import { allocateRound, quotaGroups } from '../../electron/core/jobs/allocateRound.ts'
import { cohortView } from '../../electron/core/views.ts'
import { allocate } from '../../shared/cohort/allocate.ts'
import { machineEntries } from '../../shared/cohort/waterfall.ts'
import { alternately, ms, NEVER, note, tell } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const CASES = 10_000
const LIMIT = 100

const ws = newWorkspace(join(scratchFolder(), 'round.db'))
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(CASES))

const whole = () => cohortView(allocateRound(ws, roundId, { budgetFen: null, assumeMachine: true }), true)
const { state, cases } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: true })
const { budgetFen, rules } = state.round
const waterfall = () => {
  const entries = machineEntries(cases)
  const allocation = allocate(entries, quotaGroups(ws, state, entries), budgetFen, rules)
  return cohortView({ state, cases, allocation, assumeMachine: true }, true)
}

const { allocation, rows } = waterfall()
const [pure = NEVER, withReading = NEVER] = await alternately(7, [waterfall, whole])
tell({
  name: `P9 全批次逐级核减（${CASES} 件，${rows.length} 件进入，并列 ${allocation.ties.length} 组${allocation.cut === null ? '' : '，按比例核减'}）`,
  measured: ms(pure.ms),
  target: `≤ ${LIMIT} ms`,
  beside: `本线程计算 ${ms(pure.cpu)}，连同读库和重新机审 ${ms(withReading.ms)}`,
  reached: pure.ms <= LIMIT,
})
const trial = allocate(machineEntries(cases), [], 0, rules)
if (trial.allocatedFen !== 0) note('预算为 0 时仍有分配，结果不可信')
