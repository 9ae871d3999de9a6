/** P7: the summary workbook of 10,000 applications, against exceljs's streaming writer given the same cells. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabase } from '../../db/open.ts'
import { trialList } from '../../electron/core/jobs/freezeRound.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { inChild, inTurn } from './child.ts'
import { median, ms, note, tell, times } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const ROWS = 10_000
const RATIO = 1.3
const MEGABYTES = 250
const RUNS = 5

const folder = scratchFolder()
const database = join(folder, 'round.db')
const ws = newWorkspace(database)
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(ROWS))
const list = join(folder, 'list.json')
writeFileSync(list, JSON.stringify(trialList(ws, COMMAND_LINE, roundId, true)))
closeDatabase(ws.db)

const script = join(import.meta.dirname, 'p7Work.ts')
for (const [sheets, words] of [
  ['first', '汇总表一张表'],
  ['all', '资助汇总表全部工作表，含从库中逐件读出的计算依据'],
] as const) {
  const [ours = [], theirs = []] = inTurn(RUNS, [
    () => inChild(script, ['summary', sheets, database, list, join(folder, 'ours.xlsx')]),
    () => inChild(script, ['exceljs', sheets, database, list, join(folder, 'theirs.xlsx')]),
  ])
  const ratio = median(ours.map((run, at) => run.ms / (theirs[at]?.ms ?? Number.NaN)))
  const peak = Math.max(...ours.map((run) => run.peakMb))
  tell({
    name: `P7 导出${words}（${ROWS} 件申报，${ours[0]?.result} 格）`,
    measured: `${times(ratio)}（${ms(median(ours.map((run) => run.ms)))}）`,
    target: `≤ ${RATIO} 倍`,
    beside: `exceljs 流式只写同样的格 ${ms(median(theirs.map((run) => run.ms)))}`,
    reached: ratio <= RATIO,
  })
  tell({
    name: `P7 导出${words}的内存峰值`,
    measured: `${peak.toFixed(0)} MB`,
    target: `≤ ${MEGABYTES} MB`,
    beside: `exceljs 流式只写 ${Math.max(...theirs.map((run) => run.peakMb)).toFixed(0)} MB`,
    reached: peak <= MEGABYTES,
  })
  if (ours[0]?.result !== theirs[0]?.result) note('两边写的格数不同，上面的数字不算数')
}
