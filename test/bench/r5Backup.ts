/** R5 and R8: a verified backup and a whole verification of 100,000 records, beside SQLite's own copy and check. */
import { join } from 'node:path'
import { backupDatabase } from '../../db/backup.ts'
import { verifyDatabase } from '../../db/verify.ts'
import { ms, tell, timed, times } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const CASES = 12_000
const MAKING = { why: '测速', madeAt: new Date().toISOString(), appVersion: '' }

const folder = scratchFolder()
const ws = newWorkspace(join(folder, 'records.db'))
fillRound(ws, newRound(ws), makeApplications(CASES, 5))
const plainCopy = await timed(() => ws.db.prepare('VACUUM INTO ?').run(join(folder, 'plain.db')))
const plainCheck = await timed(() => ws.db.pragma('integrity_check'))
const verified = await timed(() => verifyDatabase(ws.db))
const backup = await timed(() => backupDatabase(ws.db, join(folder, 'backup.db'), MAKING))
const rows = verified.value.ok ? verified.value.rows : 0

tell({
  name: `R5 备份并核验 ${rows} 条记录`,
  measured: `${ms(backup.ms)}（本线程计算 ${ms(backup.cpu)}）`,
  target: '每 10 万条 ≤ 1 秒',
  beside: `SQLite 自己的副本 ${ms(plainCopy.ms)}（计算 ${ms(plainCopy.cpu)}），${times(backup.ms / plainCopy.ms)}`,
  reached: backup.ms * (100_000 / rows) <= 1000,
})
tell({
  name: `R8 核验 ${rows} 条记录和留痕`,
  measured: `${ms(verified.ms)}（本线程计算 ${ms(verified.cpu)}）`,
  target: '每 10 万条 ≤ 2 秒',
  beside: `SQLite 自己的 integrity_check ${ms(plainCheck.ms)}（计算 ${ms(plainCheck.cpu)}）`,
  reached: verified.ms * (100_000 / rows) <= 2000,
})
