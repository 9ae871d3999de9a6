import { actionsOf, auditKind, KNOWN_ACTIONS, SIGN_IN_FAILED } from '../shared/audit/kinds.ts'
import type { AuditFilter } from '../shared/audit/views.ts'
import { addDays, type IsoDate, type IsoInstant } from '../shared/date.ts'
import type { FieldChange } from '../shared/intake/sheet.ts'
import type { AuditEntry } from './audit.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { SqlValue } from './tables.ts'

interface Condition {
  sql: string
  values: SqlValue[]
}

/**
 * The numbers of the entries after `above` that pass the filter but for its words, newest first. One pass over the log:
 * it has no index but its number, and 100,000 entries are read in some hundredths of a second.
 */
export function matchingEntries(db: ReadableDb, filter: AuditFilter, above: number): number[] {
  const conditions = [{ sql: 'seq > ?', values: [above] }, ...conditionsOf(filter)]
  const sql = `SELECT seq FROM audit_log WHERE ${conditions.map((each) => each.sql).join(' AND ')} ORDER BY seq DESC`
  return all<{ seq: number }>(db, sql, ...conditions.flatMap(({ values }) => values)).map(({ seq }) => seq)
}

function conditionsOf({ who, kind, caseNo, from, to }: AuditFilter): Condition[] {
  const conditions: Condition[] = []
  if (who !== null) {
    // A wrong password at the closed door stands in nobody's name.
    const sql = `(actor_name = ? OR (action = '${SIGN_IN_FAILED}' AND subject = ?))`
    conditions.push({ sql, values: [who, who] })
  }
  if (kind !== null) {
    const actions = kind === 'other' ? KNOWN_ACTIONS : actionsOf(kind)
    const list = actions.map(() => '?').join(', ')
    conditions.push({ sql: `action ${kind === 'other' ? 'NOT IN' : 'IN'} (${list})`, values: [...actions] })
  }
  if (caseNo !== '') {
    // Entries about many cases name each of them in quotes.
    conditions.push({ sql: '(subject = ? OR instr(detail_json, ?) > 0)', values: [caseNo, JSON.stringify(caseNo)] })
  }
  if (from !== null) conditions.push({ sql: 'at >= ?', values: [chinaMidnight(from)] })
  if (to !== null) conditions.push({ sql: 'at < ?', values: [chinaMidnight(addDays(to, 1))] })
  return conditions
}

function chinaMidnight(day: IsoDate): IsoInstant {
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}

type Row = Omit<AuditEntry, 'detail'> & { detailJson: string }
const COLUMNS =
  'seq, at, actor_id AS actorId, actor_name AS actorName, action, subject, detail_json AS detailJson, hash'

/** The number of the newest entry, which is how many there are: the chain has no gaps. */
export function newestEntry(db: ReadableDb): number {
  return one<{ seq: number }>(db, 'SELECT coalesce(max(seq), 0) AS seq FROM audit_log')?.seq ?? 0
}

/** The entries of these numbers, newest first. */
export function entriesOf(db: ReadableDb, numbers: readonly number[]): AuditEntry[] {
  const sql = `SELECT ${COLUMNS} FROM audit_log WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq DESC`
  return all<Row>(db, sql, JSON.stringify(numbers)).map(entry)
}

/** One entry with the hash it is joined to; null when there is none of this number. */
export function entryOf(db: ReadableDb, number: number): (AuditEntry & { previousHash: string }) | null {
  const sql = `SELECT ${COLUMNS}, prev_hash AS previousHash FROM audit_log WHERE seq = ?`
  const row = one<Row & { previousHash: string }>(db, sql, number)
  return row === null ? null : { ...entry(row), previousHash: row.previousHash }
}

/** The newest entry before this one that tells of the same act on the same thing. */
export function entryBefore(db: ReadableDb, { seq, action, subject }: AuditEntry): AuditEntry | null {
  const sql = `SELECT ${COLUMNS} FROM audit_log WHERE seq < ? AND action = ? AND subject = ? ORDER BY seq DESC LIMIT 1`
  const row = one<Row>(db, sql, seq, action, subject)
  return row === null ? null : entry(row)
}

/** What a correction changed, field by field; empty for any other entry. */
export function changesOf(db: ReadableDb, { action, at, subject }: AuditEntry): FieldChange[] {
  if (auditKind(action) !== 'intake') return []
  const sql = `SELECT c.changes_json AS json FROM application a JOIN application_change c ON c.application_id = a.id
    WHERE a.application_no = ? AND c.changed_at = ? ORDER BY c.seq`
  return all<{ json: string }>(db, sql, subject, at).flatMap(({ json }) => fromJson<FieldChange[]>(json))
}

function entry({ detailJson, ...row }: Row): AuditEntry {
  const { seq, at, actorId, actorName, action, subject, hash } = row
  const detail = fromJson<Record<string, unknown>>(detailJson)
  return { seq, at, actorId, actorName, action, subject, detail, hash }
}
