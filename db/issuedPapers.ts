import type { IssuedPaper } from '../shared/objections/issuedPaper.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

/** What is asked of a frozen list without opening its content. */
export interface ListHead {
  id: string
  roundId: string
  listNo: string
  invalidReason: string | null
}

/** The frozen list of a number, or null. */
export function listHead(db: ReadableDb, listNo: string): ListHead | null {
  return one<ListHead>(
    db,
    `SELECT l.id, l.round_id AS roundId, l.list_no AS listNo, x.reason AS invalidReason
     FROM frozen_list l LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id WHERE l.list_no = ?`,
    listNo,
  )
}

export type NewPaper = Pick<IssuedPaper, 'kind' | 'sha256' | 'fileName' | 'signedOn' | 'startOn' | 'endOn'>

/** Keeps an issued paper under the next number of its round and kind, and answers that number. */
export function addIssuedPaper(tx: Tx, list: Pick<ListHead, 'id' | 'roundId'>, paper: NewPaper): number {
  const sql = 'SELECT coalesce(max(number), 0) + 1 AS next FROM issued_paper WHERE round_id = ? AND kind = ?'
  const number = one<{ next: number }>(tx.db, sql, list.roundId, paper.kind)?.next ?? 1
  tx.insert('issued_paper', {
    round_id: list.roundId,
    frozen_list_id: list.id,
    kind: paper.kind,
    number,
    sha256: paper.sha256,
    file_name: paper.fileName,
    signed_on: paper.signedOn,
    start_on: paper.startOn,
    end_on: paper.endOn,
    issued_by: tx.actor.id,
    issuer_name: tx.actor.name,
    issued_at: tx.now,
  })
  return number
}

/** Every paper issued in a round, newest first. */
export function issuedPapers(db: ReadableDb, roundId: string): IssuedPaper[] {
  return all<IssuedPaper>(
    db,
    `SELECT p.id, p.kind, p.number, l.list_no AS listNo, p.sha256, p.file_name AS fileName, p.signed_on AS signedOn,
       p.start_on AS startOn, p.end_on AS endOn, p.issuer_name AS issuerName, p.issued_at AS issuedAt,
       x.reason AS invalidReason
     FROM issued_paper p JOIN frozen_list l ON l.id = p.frozen_list_id
     LEFT JOIN list_invalidation x ON x.frozen_list_id = l.id
     WHERE p.round_id = ? ORDER BY p.seq DESC`,
    roundId,
  )
}
