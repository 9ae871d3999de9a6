import type { ArticleKey } from '../shared/application.ts'
import type { QuotaPlace } from '../shared/cohort/allocation.ts'
import type { IsoInstant } from '../shared/date.ts'
import type { Fen } from '../shared/money.ts'
import type { FrozenList } from '../shared/report/frozenList.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** A frozen list as kept. It never changes; a later change of the round makes it invalid (已失效). */
export interface StoredList {
  id: string
  roundId: string
  listNo: string
  hash: string
  content: FrozenList
  frozenAt: IsoInstant
  frozenBy: string
  /** Null while valid. */
  invalidReason: string | null
  invalidatedAt: IsoInstant | null
}

type Row = Tables['frozen_list'] & { id: string; reason: string | null; invalidated_at: IsoInstant | null }

const SELECT = `
  SELECT l.*, x.reason, x.invalidated_at
  FROM frozen_list l LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id`

/** Every list of a round, newest first. */
export function listsOfRound(db: ReadableDb, roundId: string): StoredList[] {
  return all<Row>(db, `${SELECT} WHERE l.round_id = ? ORDER BY l.seq DESC`, roundId).map(toStored)
}

export function listById(db: ReadableDb, id: string): StoredList | null {
  const row = one<Row>(db, `${SELECT} WHERE l.id = ?`, id)
  return row === null ? null : toStored(row)
}

/** How many lists a round ever had; opens none of them. */
export function listCount(db: ReadableDb, roundId: string): number {
  return one<{ count: number }>(db, 'SELECT count(*) AS count FROM frozen_list WHERE round_id = ?', roundId)?.count ?? 0
}

/** How many lists of any round, also of one that was thrown away, carry a number that begins so. */
export function listsNumbered(db: ReadableDb, prefix: string): number {
  const sql = "SELECT count(*) AS count FROM frozen_list WHERE list_no GLOB ? || '*'"
  return one<{ count: number }>(db, sql, prefix)?.count ?? 0
}

/** The newest valid list of a round, or null. */
export function validList(db: ReadableDb, roundId: string): StoredList | null {
  const row = one<Row>(db, `${SELECT} WHERE l.round_id = ? AND x.id IS NULL ORDER BY l.seq DESC LIMIT 1`, roundId)
  return row === null ? null : toStored(row)
}

/** List number of the newest valid list per round, by round id; does not open the contents. */
export function validListNos(db: ReadableDb): Map<string, string> {
  const rows = all<{ round_id: string; list_no: string }>(
    db,
    `SELECT l.round_id, l.list_no FROM frozen_list l LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id
     WHERE x.id IS NULL ORDER BY l.seq`,
  )
  return new Map(rows.map((row) => [row.round_id, row.list_no]))
}

export interface NewAllocation {
  applicationId: string
  quota: QuotaPlace | null
  entitledFen: Fen
  allocatedFen: Fen
}

/** Keeps a frozen list with its allocations and answers its id. Errors: CONFLICT when the list number is taken. */
export function addList(
  tx: Tx,
  list: { roundId: string; content: FrozenList; allocations: readonly NewAllocation[] },
): string {
  const id = tx.insert('frozen_list', {
    round_id: list.roundId,
    list_no: list.content.listNo,
    hash: list.content.hash,
    content_json: JSON.stringify(list.content),
    frozen_at: tx.now,
    frozen_by: tx.actor.name,
  })
  for (const allocation of list.allocations) {
    tx.insert('allocation', {
      frozen_list_id: id,
      application_id: allocation.applicationId,
      quota: allocation.quota,
      entitled_fen: allocation.entitledFen,
      allocated_fen: allocation.allocatedFen,
    })
  }
  return id
}

/** Marks every valid list of a round as 已失效; answers how many there were. */
export function invalidateLists(tx: Tx, roundId: string, reason: string): number {
  const valid = all<{ id: string }>(
    tx.db,
    `SELECT l.id FROM frozen_list l LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id
     WHERE l.round_id = ? AND x.id IS NULL ORDER BY l.seq`,
    roundId,
  )
  for (const { id } of valid) {
    const row = { frozen_list_id: id, reason, invalidated_at: tx.now, invalidated_by: tx.actor.id }
    tx.insert('list_invalidation', row)
  }
  return valid.length
}

export interface TieRuling {
  article: ArticleKey
  industry: string
  /** The applications that got the places. */
  applicationNos: string[]
  /** All that were tied when it was made; null where an older file does not say. */
  tiedNos: string[] | null
  reason: string
}

/** The newest ruling of each tie of a round. */
export function tieRulings(db: ReadableDb, roundId: string): TieRuling[] {
  const rows = all<Tables['tie_ruling']>(
    db,
    `SELECT t.* FROM tie_ruling t WHERE t.round_id = ? AND t.seq = (
       SELECT max(seq) FROM tie_ruling WHERE round_id = t.round_id AND article = t.article AND industry = t.industry)
     ORDER BY t.seq`,
    roundId,
  )
  return rows.map((row) => ({
    article: row.article,
    industry: row.industry,
    applicationNos: fromJson<string[]>(row.application_nos_json),
    tiedNos: row.tied_nos_json === null ? null : fromJson<string[]>(row.tied_nos_json),
    reason: row.reason,
  }))
}

export function addTieRuling(tx: Tx, roundId: string, ruling: TieRuling): string {
  return tx.insert('tie_ruling', {
    round_id: roundId,
    article: ruling.article,
    industry: ruling.industry,
    application_nos_json: JSON.stringify(ruling.applicationNos),
    tied_nos_json: ruling.tiedNos === null ? null : JSON.stringify(ruling.tiedNos),
    reason: ruling.reason,
    ruled_by: tx.actor.id,
    ruled_at: tx.now,
  })
}

function toStored(row: Row): StoredList {
  return {
    id: row.id,
    roundId: row.round_id,
    listNo: row.list_no,
    hash: row.hash,
    content: fromJson<FrozenList>(row.content_json),
    frozenAt: row.frozen_at,
    frozenBy: row.frozen_by,
    invalidReason: row.reason,
    invalidatedAt: row.invalidated_at,
  }
}
