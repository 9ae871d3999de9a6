/** P3: saving a decision through the core as the window does it, in a database of 10,000 cases. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { closeDatabase } from '../../db/open.ts'
import { createCore } from '../../electron/core/server.ts'
import type { Channel, Input, Output, Reply } from '../../shared/contract.ts'
import { ms, note, percentile, tell, timed } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, PROJECT, scratchFolder } from './world.ts'

const CASES = 10_000
const SAVED = 500
const LIMIT = 5

const folder = scratchFolder()
const dbPath = join(folder, 'cases.db')
const ws = newWorkspace(dbPath)
const roundId = newRound(ws)
fillRound(ws, roundId, makeApplications(CASES))
closeDatabase(ws.db)

const core = createCore({ dbPath, resourcesRoot: PROJECT, appVersion: '0', log: console.error })
await ask('session.firstAccount', { name: '审核员甲', password: '仅供测量的示例密码一' })
const rows = await ask('case.list', { roundId })
const durations: number[] = []
const computing: number[] = []
const reads: number[] = []
const bare: number[] = []
// What one durable commit of one row costs on this disk, whatever is written.
const plain = new Database(join(folder, 'plain.db'))
plain.pragma('journal_mode = WAL')
plain.pragma('synchronous = FULL')
plain.exec('CREATE TABLE t (x TEXT)')
const insert = plain.prepare('INSERT INTO t VALUES (?)')
// Spread over the whole round, and every kind of application.
for (let at = 0; durations.length < SAVED; at += Math.floor(CASES / SAVED)) {
  const caseId = rows[at]?.id ?? ''
  const shown = await timed(() => ask('case.get', { caseId }))
  reads.push(shown.ms)
  const decision = { caseId, assessmentId: shown.value.assessmentId ?? '', kind: 'refuse', amountFen: null } as const
  const saved = await timed(() => ask('case.decide', { ...decision, opinion: '示例意见：材料与申报内容不符' }))
  durations.push(saved.ms)
  computing.push(saved.cpu)
  bare.push((await timed(() => insert.run('示例'))).ms)
}
const p95 = percentile(durations, 0.95)
tell({
  name: `P3 保存一件意见（${CASES} 件库中存 ${SAVED} 件，落盘 FULL、留痕、链和封存，并读回全案）第 95 百分位`,
  measured: ms(p95),
  target: `≤ ${LIMIT} ms`,
  beside: `本线程计算 ${ms(percentile(computing, 0.95))}，中位数 ${ms(percentile(durations, 0.5))}，最长 ${ms(Math.max(...durations))}，只读一件 ${ms(percentile(reads, 0.95))}，SQLite 只落盘一行 ${ms(percentile(bare, 0.95))}`,
  reached: p95 <= LIMIT,
})
const audit = await ask('audit.list', { limit: SAVED })
const logged = audit.filter(({ action }) => action === '拟定意见').length
if (logged !== SAVED) note(`只有 ${logged} 件留痕，上面的数字不算数`)
core.close()

async function ask<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const reply = (await core.call(channel, input)) as Reply<Output<C>>
  if (!reply.ok) throw new Error(`${channel}: ${reply.message}`)
  return reply.value
}
