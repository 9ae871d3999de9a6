/** 操作日志: how long a search by words takes in 100,000 entries, and how long anybody waits for an answer meanwhile. */
import { join } from 'node:path'
import { newestEntry } from '../../db/auditSearch.ts'
import { AuditReader } from '../../electron/core/auditReader.ts'
import { COMMAND_LINE, record } from '../../electron/core/workspace.ts'
import { WHOLE_LOG } from '../../shared/audit/views.ts'
import { longestStall, ms, tell, timed } from './figure.ts'
import { newWorkspace, scratchFolder } from './world.ts'

const ENTRIES = 100_000
/** Of this thread's own computing. */
const LIMIT_MS = 3000
const STALL_MS = 100

const ws = newWorkspace(join(scratchFolder(), 'log.db'))
record(ws, COMMAND_LINE, (tx) => {
  for (let no = newestEntry(ws.db); no < ENTRIES; no += 1) {
    const applicationNo = `LG2026${String(no % 10_000).padStart(6, '0')}`
    const opinion = `第${no}件材料齐全，发票与合同金额一致，经办电话1380013${String(no % 10_000).padStart(4, '0')}，按实施细则第${no % 31}条办理`
    const decided = { kind: 'agree', amountFen: no * 100, computedFen: no * 100, overridden: false, opinion }
    if (no % 2 === 0) tx.log('拟定意见', applicationNo, decided)
    else tx.log('提交复核', applicationNo, { reason: `意见已拟定，请复核；展位在会展中心 ${no % 9} 号馆` })
  }
})

for (const words of ['细则第7条', '没有这样的词', '金额 复核 138']) {
  const reader = new AuditReader(ws)
  const { value, ms: took, cpu } = await timed(() => longestStall(() => reader.passing({ ...WHOLE_LOG, words })))
  tell({
    name: `操作日志 ${ENTRIES} 条，找“${words}”，得 ${value.value.length} 条`,
    measured: `${ms(cpu)}（历时 ${ms(took)}，最长的停顿 ${ms(value.stall)}）`,
    target: `本线程计算 ≤ ${ms(LIMIT_MS)}，停顿 ≤ ${STALL_MS} ms`,
    beside: '',
    reached: cpu <= LIMIT_MS && value.stall <= STALL_MS,
  })
}
