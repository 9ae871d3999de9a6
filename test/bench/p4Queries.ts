/** P4: every query that a click waits for, in a database of 100,000 cases; and, told apart, the readings of a whole round. */
import { join } from 'node:path'
import { accountById, accountByName, listAccounts } from '../../db/accounts.ts'
import { sameApplicants } from '../../db/applicants.ts'
import { applicationById, applicationByNo, applicationsOfApplicants, listApplications } from '../../db/applications.ts'
import { latestAssessment, latestAssessments } from '../../db/assessments.ts'
import { auditHead } from '../../db/audit.ts'
import { entriesOf, newestEntry } from '../../db/auditSearch.ts'
import { caseLine, listCases } from '../../db/cases.ts'
import { latestDecision, latestDecisions } from '../../db/decisions.ts'
import { draftOf } from '../../db/drafts.ts'
import { earlierGrants } from '../../db/earlierGrants.ts'
import { caseHistory } from '../../db/history.ts'
import { listsOfRound, tieRulings, validList, validListNos } from '../../db/lists.ts'
import { bureauVersions, parametersOfRound } from '../../db/parameters.ts'
import { listRounds, roundById, roundByYearBatch } from '../../db/rounds.ts'
import { roundTotals } from '../../db/roundTotals.ts'
import { readSetting } from '../../db/settings.ts'
import { currentStage, movesOf } from '../../db/stages.ts'
import { proposeByMachine } from '../../electron/core/jobs/decide.ts'
import { caseView } from '../../electron/core/views.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { median, ms, note, tell, timed } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const ROUNDS = 10
const PER_ROUND = 10_000
const LIMIT = 40
const RUNS = 15

const ws = newWorkspace(join(scratchFolder(), 'hundred-thousand.db'))
const { db } = ws
let roundId = ''
for (let batch = 1; batch <= ROUNDS; batch += 1) {
  roundId = newRound(ws, batch)
  fillRound(ws, roundId, makeApplications(PER_ROUND, batch))
  proposeByMachine(ws, COMMAND_LINE, roundId)
}
const [first] = listCases(db, roundId)
const stored = applicationById(db, first?.id ?? '')
if (stored === null) throw new Error('the round is empty')
const { id, applicantId, application } = stored

const newest200 = Array.from({ length: 200 }, (_, back) => newestEntry(db) - back)

const hot: Record<string, () => unknown> = {
  '打开一件（全部内容）': () => caseView(ws, id, { id: '无', name: '无', roles: ['reviewer'] }),
  applicationById: () => applicationById(db, id),
  applicationByNo: () => applicationByNo(db, roundId, application.applicationNo),
  sameApplicants: () => sameApplicants(db, application.creditCode, application.applicant),
  applicationsOfApplicants: () => applicationsOfApplicants(db, roundId, [applicantId]),
  caseLine: () => caseLine(db, id),
  caseHistory: () => caseHistory(db, id),
  latestAssessment: () => latestAssessment(db, id),
  latestDecision: () => latestDecision(db, id),
  draftOf: () => draftOf(db, id, '无'),
  currentStage: () => currentStage(db, id),
  movesOf: () => movesOf(db, id),
  accountById: () => accountById(db, '无'),
  accountByName: () => accountByName(db, '无'),
  listAccounts: () => listAccounts(db),
  listRounds: () => listRounds(db),
  roundById: () => roundById(db, roundId),
  roundByYearBatch: () => roundByYearBatch(db, 2026, 1),
  'roundTotals（一个批次）': () => roundTotals(db, roundId),
  parametersOfRound: () => parametersOfRound(db, roundId),
  bureauVersions: () => bureauVersions(db),
  listsOfRound: () => listsOfRound(db, roundId),
  validList: () => validList(db, roundId),
  validListNos: () => validListNos(db),
  tieRulings: () => tieRulings(db, roundId),
  'earlierGrants（无定稿）': () => earlierGrants(db, 2026, ROUNDS),
  readSetting: () => readSetting(db, 'office'),
  '操作日志一页 200 条': () => entriesOf(db, newest200),
  auditHead: () => auditHead(db),
}
const whole: Record<string, () => unknown> = {
  'listCases（队列）': () => listCases(db, roundId),
  listApplications: () => listApplications(db, roundId),
  latestAssessments: () => latestAssessments(db, roundId),
  latestDecisions: () => latestDecisions(db, roundId),
}

const times = await measure(hot)
const [slowest] = times
if (slowest === undefined) throw new Error('nothing was measured')
const cases = ROUNDS * PER_ROUND
tell({
  name: `P4 ${cases} 件库中 ${times.length} 项点按即等的查询，最慢一项 ${slowest.name}`,
  measured: ms(slowest.ms),
  target: `每项 ≤ ${LIMIT} ms`,
  beside: '',
  reached: slowest.ms <= LIMIT,
})
note(`P4 各项：${times.map((one) => `${one.name} ${ms(one.ms)}`).join('、')}`)
const readings = await measure(whole)
note(
  `P4 整批读取（每批次 ${PER_ROUND} 件，不在目标内）：${readings.map((one) => `${one.name} ${ms(one.ms)}`).join('、')}`,
)

/** Medians, slowest first. */
async function measure(queries: Record<string, () => unknown>): Promise<{ name: string; ms: number }[]> {
  const measured = []
  for (const [name, query] of Object.entries(queries)) {
    const runs: number[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push((await timed(query)).ms)
    measured.push({ name, ms: median(runs) })
  }
  return measured.sort((a, b) => b.ms - a.ms)
}
