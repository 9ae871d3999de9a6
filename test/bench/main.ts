/**
 * `npm run bench` or `npm run bench -- P6 P8`: measures the figures of speed, each in a process of its own, and prints
 * one line for each. A missed target is said, not thrown: the exit code is 0.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { notMeasured } from './figure.ts'

const FIGURES = {
  P1: 'p1Start.ts',
  P2: 'p2Queue.ts',
  P3: 'p3Decide.ts',
  P4: 'p4Queries.ts',
  P5: 'p5Search.ts',
  P6: 'p6Import.ts',
  P7: 'p7Export.ts',
  P8: 'p8Assess.ts',
  P9: 'p9Waterfall.ts',
  P10: 'p10Notice.ts',
  R5: 'r5Backup.ts',
  R5F: 'r5Attachments.ts',
  R9: 'r9Money.ts',
  AUDIT: 'auditWords.ts',
  ARCHIVE: 'archiveRound.ts',
  DESK: 'deskRound.ts',
} as const

const asked = process.argv.slice(2).map((name) => name.toUpperCase())
const unknown = asked.filter((name) => !Object.hasOwn(FIGURES, name))
if (unknown.length > 0) console.log(`没有这些指标：${unknown.join('、')}。可选：${Object.keys(FIGURES).join('、')}`)

for (const [name, file] of Object.entries(FIGURES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(import.meta.dirname, file)], { stdio: 'inherit' })
  if (status !== 0) notMeasured(name, '测量中途出错，原因见上')
}
