import type Database from 'better-sqlite3'
import type { IsoInstant } from '../shared/date.ts'
import { rowShape } from './columns.ts'
import { NOTHING, rowDigest } from './digest.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one, prepared } from './query.ts'
import type { SqlValue } from './tables.ts'

export interface PendingEntry {
  id: string
  action: string
  subject: string
  detail_json: string
}

/** An audit entry as stored. `hash` covers every other column, among them the hash of the entry before. */
export interface AuditEntry {
  seq: number
  at: IsoInstant
  actorId: string
  actorName: string
  action: string
  subject: string
  detail: Record<string, unknown>
  hash: string
}

/** The hash of the newest entry: printed on papers, it pins everything written up to it. 64 zeros before the first. */
export function auditHead(db: ReadableDb): string {
  return newest(db).hash
}

/** The same for a connection that was not checked yet. */
export function auditHeadOf(db: Database.Database): string {
  return newest(db).hash
}

/** The entries of one action on one subject, newest first. */
export function auditOf(db: ReadableDb, action: string, subject: string): Pick<AuditEntry, 'at' | 'detail'>[] {
  const rows = all<{ at: IsoInstant; detail_json: string }>(
    db,
    'SELECT at, detail_json FROM audit_log WHERE action = ? AND subject = ? ORDER BY seq DESC',
    action,
    subject,
  )
  return rows.map((row) => ({ at: row.at, detail: fromJson<Record<string, unknown>>(row.detail_json) }))
}

/** Appends entries to the chain; called by `write` only. */
export function appendAudit(
  db: Database.Database,
  entries: readonly PendingEntry[],
  common: { installation: string; at: IsoInstant; actor_id: string; actor_name: string; seals_hash: string },
): void {
  const shape = rowShape(db, 'audit_log', 'hash')
  const { columns } = shape
  const insert = prepared(db, shape.insert)
  let { seq, hash } = newest(db)
  for (const entry of entries) {
    seq += 1
    const row: Record<string, SqlValue> = { ...entry, ...common, seq, prev_hash: hash }
    const values = columns.map((column) => row[column] ?? null)
    hash = rowDigest('audit_log', columns, values)
    insert.run(...values, hash)
  }
  // A cut tail leaves a chain that still fits together; the count and head beside it do not.
  prepared(
    db,
    `INSERT INTO seal (table_name, rows, sum) VALUES ('audit_log', ?, ?)
     ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum`,
  ).run(seq, hash)
}

/** What the whole chain looks like: its head, or the first place where it is broken. */
export type ChainCheck =
  | { ok: true; entries: number; head: string; sealsHash: string | null; seen: ReadonlySet<string> }
  | { ok: false; place: string }

/** Recomputes every hash of the chain from the first entry on. */
export function checkChain(db: Database.Database): ChainCheck {
  const { columns, select } = rowShape(db, 'audit_log', 'hash')
  const at = { seq: columns.indexOf('seq'), prev: columns.indexOf('prev_hash'), seals: columns.indexOf('seals_hash') }
  const rows = db.prepare<[], SqlValue[]>(`${select} ORDER BY seq`).raw()
  const seen = new Set<string>()
  const sealed = one<{ rows: number; sum: string }>(db, "SELECT rows, sum FROM seal WHERE table_name = 'audit_log'")
  let head = NOTHING
  let seals: string | null = null
  for (const row of rows.iterate()) {
    const expected = seen.size + 1
    if (row[at.seq] !== expected) return { ok: false, place: `审计日志第 ${expected} 条缺失` }
    const hash = row[columns.length]
    if (row[at.prev] !== head || rowDigest('audit_log', columns, row) !== hash) {
      return { ok: false, place: `审计日志第 ${expected} 条被改动或与前一条不相连` }
    }
    head = String(hash)
    seals = String(row[at.seals])
    seen.add(head)
  }
  if (sealed === null || sealed.rows !== seen.size || sealed.sum !== head) {
    return { ok: false, place: `审计日志末尾被截断或改接（现有 ${seen.size} 条，封存 ${sealed?.rows ?? 0} 条）` }
  }
  return { ok: true, entries: seen.size, head, sealsHash: seals, seen }
}

function newest(db: Database.Database): { seq: number; hash: string } {
  const sql = 'SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1'
  return one<{ seq: number; hash: string }>(db, sql) ?? { seq: 0, hash: NOTHING }
}
