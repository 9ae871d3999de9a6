/** 归档包 of a round of 10,000 decided applications: time, memory, size, and `sha256sum -c` over what `unzip` gives. */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { closeDatabase } from '../../db/open.ts'
import { allocateRound, ruleTie } from '../../electron/core/jobs/allocateRound.ts'
import { proposeByMachine } from '../../electron/core/jobs/decide.ts'
import { freezeRound } from '../../electron/core/jobs/freezeRound.ts'
import { COMMAND_LINE } from '../../electron/core/workspace.ts'
import { MANIFEST } from '../../shared/archive/manifest.ts'
import { inChild } from './child.ts'
import { ms, note, notMeasured } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const CASES = 10_000
const MEGABYTE = 1024 * 1024

const folder = scratchFolder()
const database = join(folder, 'round.db')
const ws = newWorkspace(database)
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(CASES))
proposeByMachine(ws, COMMAND_LINE, roundId)
const { allocation } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
for (const { article, industry, openPlaces, applicationNos } of allocation.ties) {
  const chosen = applicationNos.slice(0, openPlaces)
  ruleTie(ws, COMMAND_LINE, roundId, { article, industry, applicationNos: chosen, reason: '抽签' })
}
freezeRound(ws, COMMAND_LINE, roundId)
closeDatabase(ws.db)

const archive = join(folder, '归档包.zip')
const { ms: time, peakMb, result } = inChild(join(import.meta.dirname, 'archiveWork.ts'), [database, roundId, archive])
note(
  `归档包（${CASES} 件申报，${result} 个文件）：${ms(time)}，内存峰值 ${peakMb.toFixed(0)} MB，${(statSync(archive).size / MEGABYTE).toFixed(1)} MB`,
)
const apart = join(folder, 'apart')
const opened = spawnSync('unzip', ['-q', archive, '-d', apart])
const summed = spawnSync('sha256sum', ['-c', '--quiet', MANIFEST], { cwd: apart, encoding: 'utf8' })
if (opened.error !== undefined || summed.error !== undefined)
  notMeasured('归档包 sha256sum -c', '没有 unzip 或 sha256sum')
else note(`sha256sum -c：${opened.status === 0 && summed.status === 0 ? '全部相符' : `不符 ${summed.stderr}`}`)
