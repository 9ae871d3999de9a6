/** R5: the first backup of 10,000 attachments, the longest that anybody waits for an answer meanwhile, and a later backup. */
import { hash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyFilesInSlices, ownStore, sharedStore, storesOf } from '../../db/attachmentFiles.ts'
import { addAttachment } from '../../db/attachments.ts'
import { backupToShared } from '../../db/backup.ts'
import { one } from '../../db/query.ts'
import { COMMAND_LINE, record } from '../../electron/core/workspace.ts'
import { longestStall, ms, note, tell } from './figure.ts'
import { makeApplications } from './generate.ts'
import { fillRound, newRound, newWorkspace, scratchFolder } from './world.ts'

const FILES = Number(process.env.LG_BENCH_FILES ?? 10_000)
const STALL_MS = 100

const folder = scratchFolder()
const ws = newWorkspace(join(folder, 'records.db'))
fillRound(ws, newRound(ws), makeApplications(20, 5))
const { id: applicationId } = one<{ id: string }>(ws.db, 'SELECT id FROM application LIMIT 1') ?? { id: '' }
const store = ownStore(ws.db.name)
record(ws, COMMAND_LINE, (tx) => {
  for (let no = 0; no < FILES; no += 1) {
    const bytes = Buffer.from(`附件${no}`.repeat(2000))
    const sha256 = hash('sha256', bytes, 'hex')
    mkdirSync(join(store, sha256.slice(0, 2)), { recursive: true })
    writeFileSync(join(store, sha256.slice(0, 2), sha256), bytes)
    addAttachment(tx, {
      applicationId,
      material: '合同',
      fileName: `附件${no}.pdf`,
      media: 'pdf',
      sha256,
      bytes: bytes.length,
    })
  }
  tx.log('添加附件', '', { files: FILES })
})

const copying = { from: storesOf(ws.db.name), to: sharedStore(folder), check: 'size' } as const
const first = await longestStall(() => copyFilesInSlices(ws.db, copying))
const later = await longestStall(() => copyFilesInSlices(ws.db, copying))
const whole = await longestStall(() => backupToShared(ws.db, join(folder, 'a.db'), making()))

for (const [name, { took, stall }] of [
  ['第一次拷', first],
  ['以后核对', later],
] as const) {
  tell({
    name: `R5 备份时${name} ${FILES} 个附件，最长的停顿`,
    measured: `${ms(stall)}（全程 ${ms(took)}）`,
    target: `≤ ${STALL_MS} ms`,
    beside: '',
    reached: stall <= STALL_MS,
  })
}
note(`整个备份最长的停顿 ${ms(whole.stall)}：记录一次拷完并核验，随记录数增长`)

function making() {
  return { why: '测速', madeAt: new Date().toISOString(), appVersion: '' }
}
