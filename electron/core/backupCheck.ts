import { lostFiles, lostText, storesOf } from '../../db/attachmentFiles.ts'
import type { DbKey } from '../../db/connection.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { all, one } from '../../db/query.ts'
import { examineFile, openForReading } from '../../db/verify.ts'
import type { RestorePreview } from '../../shared/contract/backups.ts'
import type { LostEntries } from '../../shared/contract/recovery.ts'
import { AppError } from '../../shared/errors.ts'
import type { BackupFile } from './backups.ts'

/** Reads a backup whole: file, records, log, attachments, and that it still is what its manifest says. */
export function checkBackup(backup: BackupFile, key: DbKey): { ok: boolean; message: string } {
  const found = examineFile(backup.path, { key, stores: null })
  if (!found.ok) return { ok: false, message: `备份“${backup.name}”核验不通过：${found.place}` }
  const { manifest } = backup
  if (manifest !== null && (manifest.sha256 !== found.sha256 || manifest.auditHead !== found.head)) {
    return { ok: false, message: `备份“${backup.name}”核验不通过：文件与旁边的清单不是一份，可能被换过` }
  }
  const lost = lostOf(backup, key)
  if (lost !== '') return { ok: false, message: `备份“${backup.name}”核验不通过：${lost}` }
  const without = manifest === null ? '；旧版程序所作，没有清单' : ''
  return { ok: true, message: `核验通过：${found.rows} 条记录、${found.auditEntries} 条留痕、附件齐全${without}` }
}

function lostOf(backup: BackupFile, key: DbKey): string {
  const { db } = openForReading(backup.path, key)
  try {
    return lostText(lostFiles(db, storesOf(backup.path), key).filter(({ withdrawn }) => withdrawn === 0))
  } finally {
    db.close()
  }
}

/**
 * What restoring a backup would undo, from a copy of it opened beside the present database. Errors: DAMAGED when the
 * backup does not verify.
 */
export function previewRestore(present: ReadableDb, backup: BackupFile, key: DbKey): RestorePreview {
  const found = examineFile(backup.path, { key, stores: null })
  if (!found.ok) {
    throw new AppError('DAMAGED', `备份“${backup.name}”未通过核验（${found.place}），不能恢复；请改用另一份备份`)
  }
  const { db } = openForReading(backup.path, key)
  try {
    const common = commonEntries(present, db as ReadableDb, found.auditEntries)
    return {
      name: backup.name,
      at: backup.at,
      entries: found.auditEntries,
      rows: found.rows,
      sameLine: common === found.auditEntries,
      lost: { ...lostSince(present, common), decisions: lostDecisions(present, db as ReadableDb) },
    }
  } finally {
    db.close()
  }
}

/**
 * How many of the first `entries` both logs begin with: each hash covers all before it, so the last equal one tells. The
 * last is looked at first, since the rest of a damaged file may not be readable.
 */
export function commonEntries(present: ReadableDb, past: ReadableDb, entries: number): number {
  const hashAt = (db: ReadableDb, seq: number) =>
    one<{ hash: string }>(db, 'SELECT hash FROM audit_log WHERE seq = ?', seq)?.hash
  const isEqualAt = (seq: number): boolean => {
    const hash = hashAt(past, seq)
    return hash !== undefined && hash === hashAt(present, seq)
  }
  if (isEqualAt(entries)) return entries
  let [equal, unequal] = [0, entries]
  while (unequal - equal > 1) {
    const middle = Math.floor((equal + unequal) / 2)
    if (isEqualAt(middle)) equal = middle
    else unequal = middle
  }
  return equal
}

/** By identity: a clock that was set back, or stood still, must not hide any. */
function lostDecisions(present: ReadableDb, past: ReadableDb): number {
  const ids = (db: ReadableDb) => all<{ id: string }>(db, 'SELECT id FROM decision').map(({ id }) => id)
  const kept = new Set(ids(past))
  return ids(present).filter((id) => !kept.has(id)).length
}

/** The entries of a log after the one of this number. */
export function lostSince(db: ReadableDb, seq: number): LostEntries {
  const by = (column: 'action' | 'actor_name') =>
    all<{ name: string; count: number }>(
      db,
      `SELECT ${column} AS name, count(*) AS count FROM audit_log WHERE seq > ? GROUP BY 1 ORDER BY 2 DESC, 1`,
      seq,
    )
  const span = one<{ entries: number; from: string | null; to: string | null }>(
    db,
    'SELECT count(*) AS entries, min(at) AS "from", max(at) AS "to" FROM audit_log WHERE seq > ?',
    seq,
  ) ?? { entries: 0, from: null, to: null }
  return { ...span, byAction: by('action'), byPerson: by('actor_name') }
}
