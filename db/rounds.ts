import type { RoundRules } from '../shared/cohort/allocation.ts'
import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { Fen } from '../shared/money.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface Round {
  id: string
  year: number
  batch: number
  budgetFen: Fen
  /** The day whose articles apply. */
  policyOn: IsoDate
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  rules: RoundRules
  demo: boolean
  sample: boolean
  createdAt: IsoInstant
}

type Row = Tables['round'] & { id: string }

/** Every round but those thrown away, newest first. */
export function listRounds(db: ReadableDb): Round[] {
  const sql = 'SELECT * FROM round WHERE discarded_at IS NULL ORDER BY year DESC, batch DESC'
  return all<Row>(db, sql).map(toRound)
}

/** Null for a round that was thrown away: nothing reads it any more. */
export function roundById(db: ReadableDb, id: string): Round | null {
  const row = one<Row>(db, 'SELECT * FROM round WHERE id = ? AND discarded_at IS NULL', id)
  return row === null ? null : toRound(row)
}

export function roundByYearBatch(db: ReadableDb, year: number, batch: number): Round | null {
  const sql = 'SELECT * FROM round WHERE year = ? AND batch = ? AND discarded_at IS NULL'
  const row = one<Row>(db, sql, year, batch)
  return row === null ? null : toRound(row)
}

/** The batches of the same year before this one, in order. */
export function earlierBatches(db: ReadableDb, year: number, batch: number): Round[] {
  const sql = 'SELECT * FROM round WHERE year = ? AND batch < ? AND discarded_at IS NULL ORDER BY batch'
  return all<Row>(db, sql, year, batch).map(toRound)
}

/** Answers the new round's id. Errors: CONFLICT when the year has that batch. */
export function addRound(tx: Tx, round: Omit<Round, 'id' | 'createdAt'>): string {
  return tx.insert('round', {
    year: round.year,
    batch: round.batch,
    budget_fen: round.budgetFen,
    policy_on: round.policyOn,
    window_from: round.windowFrom,
    window_to: round.windowTo,
    rules_json: JSON.stringify(round.rules),
    demo: round.demo ? 1 : 0,
    sample: round.sample ? 1 : 0,
    discarded_at: null,
    created_at: tx.now,
    created_by: tx.actor.id,
  })
}

export function updateRound(tx: Tx, id: string, changes: { budgetFen: Fen; rules: RoundRules }): void {
  tx.update('round', id, { budget_fen: changes.budgetFen, rules_json: JSON.stringify(changes.rules) })
}

/** Whether the round uses 演示参数, which every page and paper then says. */
export function markDemo(tx: Tx, id: string, demo: boolean): void {
  tx.update('round', id, { demo: demo ? 1 : 0 })
}

/** Batch numbers from here on belong to rounds that were thrown away; nobody can name one. */
const DISCARDED_FROM = 9001

/**
 * Joins `own` with each round `r` whose papers and objections it counts on from: itself, and every round of its year that
 * was thrown away, since a freed batch keeps no trace of its number. No two ever bear the same one; some are left out.
 */
export const COUNTED_TOGETHER = 'own.year = r.year AND (own.id = r.id OR r.discarded_at IS NOT NULL)'

/** Throws a round away: its rows stay, its year and batch are free again, and no other query of rounds answers it. */
export function discardRound(tx: Tx, id: string): void {
  const sql = `SELECT max(?, coalesce(max(batch), 0) + 1) AS batch FROM round
    WHERE year = (SELECT year FROM round WHERE id = ?) AND batch >= ?`
  const batch = one<{ batch: number }>(tx.db, sql, DISCARDED_FROM, id, DISCARDED_FROM)?.batch ?? DISCARDED_FROM
  tx.update('round', id, { batch, discarded_at: tx.now })
}

function toRound(row: Row): Round {
  return {
    id: row.id,
    year: row.year,
    batch: row.batch,
    budgetFen: row.budget_fen,
    policyOn: row.policy_on,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    rules: fromJson<RoundRules>(row.rules_json),
    demo: row.demo === 1,
    sample: row.sample === 1,
    createdAt: row.created_at,
  }
}
