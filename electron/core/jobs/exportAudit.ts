import { auditHead } from '../../../db/audit.ts'
import { entriesOf, newestEntry } from '../../../db/auditSearch.ts'
import { auditSheets, filterWords } from '../../../shared/audit/auditSheet.ts'
import type { AuditEntryView, AuditFilter } from '../../../shared/audit/views.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { type AuditReader, entryView } from '../auditReader.ts'
import { exportedFile } from '../exportedFile.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { refuseDatabase } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** Entries read at a time: the connection is free between them, and a long log is never whole in memory. */
const CHUNK = 500

/**
 * Writes the entries that pass to `path`, whole or not at all, and logs it; answers how many. Numbers of persons are
 * hidden in it. Errors: STORAGE, CANCELLED, and BAD_INPUT for the case database's own name; nothing is logged then.
 */
export async function exportAudit(
  ws: Workspace,
  actor: Actor,
  audit: AuditReader,
  filter: AuditFilter,
  path: string,
  watch: ExportWatch,
): Promise<number> {
  refuseDatabase(ws, path)
  const numbers = await audit.passing(filter)
  const at = ws.now()
  const sheets = auditSheets(() => entriesInTurn(ws, numbers), {
    ...{ filter, passing: numbers.length, entries: newestEntry(ws.db), head: auditHead(ws.db) },
    ...{ checked: audit.checked, by: actor.name, at },
  })
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title: '操作日志', createdAt: at }, watch))
  const detail = { kind: 'audit', items: numbers.length, filter: filterWords(filter), ...exportedFile(path) }
  record(ws, actor, (tx) => tx.log(EXPORTED, '', detail))
  return numbers.length
}

function* entriesInTurn(ws: Workspace, numbers: readonly number[]): Generator<AuditEntryView> {
  for (let at = 0; at < numbers.length; at += CHUNK) {
    for (const entry of entriesOf(ws.db, numbers.slice(at, at + CHUNK))) yield entryView(entry)
  }
}
