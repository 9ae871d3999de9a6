import type Database from 'better-sqlite3'
import type { IsoInstant } from '../shared/date.ts'
import type { AttachmentView, Media } from '../shared/evidence.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

export interface StoredAttachment extends AttachmentView {
  applicationId: string
  /** Name of the bytes in the store beside the database. */
  sha256: string
  /** When it was withdrawn; null while it stands. */
  withdrawnAt: IsoInstant | null
}

const SELECT = `SELECT a.id, a.application_id AS applicationId, a.material, a.file_name AS fileName, a.media, a.sha256,
    a.bytes, a.adder_name AS addedBy, a.added_at AS addedAt, w.withdrawn_at AS withdrawnAt
  FROM attachment a LEFT JOIN attachment_withdrawal w ON w.attachment_id = a.id`

/** Attachments of a case that stand, oldest first. */
export function attachmentsOf(db: ReadableDb, applicationId: string): StoredAttachment[] {
  const sql = `${SELECT} WHERE a.application_id = ? AND w.id IS NULL ORDER BY a.seq`
  return all<StoredAttachment>(db, sql, applicationId)
}

/** Any attachment, also a withdrawn one. */
export function attachmentById(db: ReadableDb, id: string): StoredAttachment | null {
  return one<StoredAttachment>(db, `${SELECT} WHERE a.id = ?`, id)
}

export function addAttachment(
  tx: Tx,
  file: { applicationId: string; material: string; fileName: string; media: Media; sha256: string; bytes: number },
): string {
  return tx.insert('attachment', {
    application_id: file.applicationId,
    material: file.material,
    file_name: file.fileName,
    media: file.media,
    sha256: file.sha256,
    bytes: file.bytes,
    added_by: tx.actor.id,
    adder_name: tx.actor.name,
    added_at: tx.now,
  })
}

export function withdrawAttachment(tx: Tx, attachmentId: string, reason: string): string {
  const by = { withdrawn_by: tx.actor.id, withdrawn_at: tx.now }
  return tx.insert('attachment_withdrawal', { attachment_id: attachmentId, reason, ...by })
}

/** Bytes that a database names, with the place to look for when they are lost. */
export interface NamedFile {
  sha256: string
  bytes: number
  fileName: string
  applicationNo: string
  /** 1 when every attachment with these bytes was withdrawn. */
  withdrawn: 0 | 1
}

/** Each distinct content a database names, once. Also for files of a format that had no attachments yet. */
export function namedFiles(db: Database.Database): NamedFile[] {
  if (one(db, "SELECT 1 FROM sqlite_schema WHERE name = 'attachment'") === null) return []
  // With min(), SQLite takes the other columns from the very row that has the minimum: one that stands, where there is one.
  const sql = `SELECT a.sha256, a.bytes, a.file_name AS fileName, p.application_no AS applicationNo,
      min(w.id IS NOT NULL) AS withdrawn
    FROM attachment a JOIN application p ON p.id = a.application_id
    LEFT JOIN attachment_withdrawal w ON w.attachment_id = a.id
    GROUP BY a.sha256 ORDER BY min(a.seq)`
  return all<NamedFile>(db, sql)
}
