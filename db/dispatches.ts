import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** A 派发包 that went out. */
export interface Dispatch {
  id: string
  roundId: string
  /** Counts within the round. */
  number: number
  /** Of the file. */
  sha256: string
  cases: string[]
  people: { id: string; name: string }[]
  /** Newest `seq` of each table whose records can contest each other, when it went out. */
  heads: Record<string, number>
  rulesHash: string
  /** Hex; only who could open the package has it. */
  returnKey: string
  dueOn: IsoDate | null
  makerName: string
  madeAt: IsoInstant
}

type Row = Tables['dispatch'] & { id: string }

/** Every 派发包 of a round, oldest first. */
export function dispatchesOf(db: ReadableDb, roundId: string): Dispatch[] {
  return all<Row>(db, 'SELECT * FROM dispatch WHERE round_id = ? ORDER BY seq', roundId).map(toDispatch)
}

export function dispatchById(db: ReadableDb, id: string): Dispatch | null {
  const row = one<Row>(db, 'SELECT * FROM dispatch WHERE id = ?', id)
  return row === null ? null : toDispatch(row)
}

export function nextDispatchNumber(db: ReadableDb, roundId: string): number {
  const sql = 'SELECT coalesce(max(number), 0) + 1 AS next FROM dispatch WHERE round_id = ?'
  return one<{ next: number }>(db, sql, roundId)?.next ?? 1
}

export function addDispatch(tx: Tx, dispatch: Omit<Dispatch, 'makerName' | 'madeAt'>): void {
  tx.insert('dispatch', {
    id: dispatch.id,
    round_id: dispatch.roundId,
    number: dispatch.number,
    sha256: dispatch.sha256,
    cases_json: JSON.stringify(dispatch.cases),
    people_json: JSON.stringify(dispatch.people),
    heads_json: JSON.stringify(dispatch.heads),
    rules_hash: dispatch.rulesHash,
    return_key: dispatch.returnKey,
    due_on: dispatch.dueOn,
    made_by: tx.actor.id,
    maker_name: tx.actor.name,
    made_at: tx.now,
  })
}

function toDispatch(row: Row): Dispatch {
  return {
    id: row.id,
    roundId: row.round_id,
    number: row.number,
    sha256: row.sha256,
    cases: fromJson<string[]>(row.cases_json),
    people: fromJson<Dispatch['people']>(row.people_json),
    heads: fromJson<Record<string, number>>(row.heads_json),
    rulesHash: row.rules_hash,
    returnKey: row.return_key,
    dueOn: row.due_on,
    makerName: row.maker_name,
    madeAt: row.made_at,
  }
}
