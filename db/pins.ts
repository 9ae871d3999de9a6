import type { PinView } from '../shared/evidence.ts'
import type { ReadableDb } from './handle.ts'
import { all } from './query.ts'
import type { Tx } from './write.ts'

/** The pages pinned to the checks of a case. A pin on an attachment that was withdrawn is gone with it. */
export function pinsOf(db: ReadableDb, applicationId: string): PinView[] {
  const sql = `SELECT p.condition, p.attachment_id AS attachmentId, p.page FROM page_pin p
    WHERE p.application_id = ? AND p.attachment_id IS NOT NULL
      AND p.seq = (SELECT max(seq) FROM page_pin WHERE application_id = p.application_id AND condition = p.condition)
      AND NOT EXISTS (SELECT 1 FROM attachment_withdrawal WHERE attachment_id = p.attachment_id)
    ORDER BY p.seq`
  return all<PinView>(db, sql, applicationId)
}

/** The pins that stand on one attachment, or stood when it was withdrawn. */
export function pinsOn(db: ReadableDb, attachmentId: string): Pick<PinView, 'condition' | 'page'>[] {
  const sql = `SELECT p.condition, p.page FROM page_pin p
    WHERE p.application_id = (SELECT application_id FROM attachment WHERE id = ?) AND p.attachment_id = ?
      AND p.seq = (SELECT max(seq) FROM page_pin WHERE application_id = p.application_id AND condition = p.condition)
    ORDER BY p.seq`
  return all<Pick<PinView, 'condition' | 'page'>>(db, sql, attachmentId, attachmentId)
}

/** Pins a page to a check, in place of what was pinned before; null takes it off. */
export function pinPage(
  tx: Tx,
  applicationId: string,
  condition: string,
  at: { attachmentId: string; page: number } | null,
): string {
  return tx.insert('page_pin', {
    application_id: applicationId,
    condition,
    attachment_id: at?.attachmentId ?? null,
    page: at?.page ?? null,
    pinned_by: tx.actor.id,
    pinned_at: tx.now,
  })
}
