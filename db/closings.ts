import type Database from 'better-sqlite3'
import type { IsoInstant } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { SqlValue, TableName } from './tables.ts'
import type { Tx } from './write.ts'

/** 本批次不再定稿: the chief's word that a batch whose list fell is given up. */
export interface RoundClosing {
  reason: string
  closerName: string
  closedAt: IsoInstant
}

/** Null while the round is open. */
export function closingOf(db: ReadableDb, roundId: string): RoundClosing | null {
  const sql = 'SELECT reason, closer_name AS closerName, closed_at AS closedAt FROM round_closing WHERE round_id = ?'
  return one<RoundClosing>(db, sql, roundId)
}

/** Ids of the rounds that were given up. A file of an older format has none. */
export function closedRounds(db: Database.Database): Set<string> {
  if (one(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'round_closing'") === null) return new Set()
  return new Set(all<{ id: string }>(db, 'SELECT round_id AS id FROM round_closing').map(({ id }) => id))
}

/** Errors: CONFLICT when it was closed already. */
export function closeRoundForGood(tx: Tx, roundId: string, reason: string): void {
  tx.insert('round_closing', {
    round_id: roundId,
    reason,
    closed_by: tx.actor.id,
    closer_name: tx.actor.name,
    closed_at: tx.now,
  })
}

/** What may still be written for a closed round: papers made of it, what people bring forward about it, and the closing. */
const STILL_OPEN: ReadonlySet<TableName> = new Set(['issued_paper', 'objection', 'objection_step', 'round_closing'])

/** Rows that name their round by another row: the column, and the query that answers the round of what it names. */
const BY_OTHER: Partial<Record<TableName, { column: string; sql: string }>> = {
  attachment_withdrawal: { column: 'attachment_id', sql: roundOf('attachment') },
  decision_withdrawal: { column: 'decision_id', sql: roundOf('decision') },
  recusal_lift: { column: 'recusal_id', sql: roundOf('recusal') },
  supplement_close: { column: 'request_id', sql: roundOf('supplement_request') },
  round_parameter_end: {
    column: 'round_parameter_id',
    sql: 'SELECT round_id AS id FROM round_parameter WHERE id = ?',
  },
}
const BY_CASE = { column: 'application_id', sql: 'SELECT round_id AS id FROM application WHERE id = ?' }

/** Errors: CONFLICT when the row belongs to one of the closed rounds. */
export function refuseClosed(
  db: Database.Database,
  closed: ReadonlySet<string>,
  table: TableName,
  row: Readonly<Record<string, SqlValue | undefined>>,
): void {
  if (closed.size === 0 || STILL_OPEN.has(table)) return
  const roundId = row.round_id ?? namedRound(db, table, row)
  if (typeof roundId !== 'string' || !closed.has(roundId)) return
  const round = one<{ year: number; batch: number }>(db, 'SELECT year, batch FROM round WHERE id = ?', roundId)
  const name = round === null ? '这个批次' : `${round.year}年第${round.batch}批`
  throw new AppError('CONFLICT', `${name}已由科长结束（不再定稿），不能再改动；资料仍可查看、导出和归档`)
}

function namedRound(
  db: Database.Database,
  table: TableName,
  row: Readonly<Record<string, SqlValue | undefined>>,
): string | null {
  const { column, sql } = BY_OTHER[table] ?? BY_CASE
  const other = row[column]
  return typeof other === 'string' ? (one<{ id: string }>(db, sql, other)?.id ?? null) : null
}

function roundOf(table: TableName): string {
  return `SELECT a.round_id AS id FROM ${table} x JOIN application a ON a.id = x.application_id WHERE x.id = ?`
}
