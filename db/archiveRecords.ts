import type { IsoInstant } from '../shared/date.ts'
import type { Media } from '../shared/evidence.ts'
import type { ReadableDb } from './handle.ts'
import { all } from './query.ts'
import type { SqlValue, Tables } from './tables.ts'

/** A workbook that applications of a round stand in, by its name and hash. */
export interface ImportedBook {
  fileName: string
  sha256: string
  importedAt: IsoInstant
  who: string
  applications: number
}

/** Workbooks of a round in the order they were imported. */
export function importedBooks(db: ReadableDb, roundId: string): ImportedBook[] {
  return all<ImportedBook>(
    db,
    `SELECT f.file_name AS fileName, f.sha256, f.imported_at AS importedAt, coalesce(u.name, f.imported_by) AS who,
       count(*) AS applications
     FROM application a JOIN source_file f ON f.id = a.source_file_id LEFT JOIN account u ON u.id = f.imported_by
     WHERE a.round_id = ? GROUP BY f.id ORDER BY f.seq`,
    roundId,
  )
}

export interface KeptAttachment {
  material: string
  fileName: string
  media: Media
  sha256: string
  bytes: number
  addedBy: string
  addedAt: IsoInstant
  withdrawnWhy: string | null
}

/** Every attachment of a case, also a withdrawn one, oldest first. */
export function allAttachmentsOf(db: ReadableDb, applicationId: string): KeptAttachment[] {
  return all<KeptAttachment>(
    db,
    `SELECT a.material, a.file_name AS fileName, a.media, a.sha256, a.bytes, a.adder_name AS addedBy,
       a.added_at AS addedAt, w.reason AS withdrawnWhy
     FROM attachment a LEFT JOIN attachment_withdrawal w ON w.attachment_id = a.id
     WHERE a.application_id = ? ORDER BY a.seq`,
    applicationId,
  )
}

/** Why each decision of a case that was taken back no longer counts, by decision id. */
export function withdrawnDecisions(db: ReadableDb, applicationId: string): Map<string, string> {
  const rows = all<{ id: string; reason: string }>(
    db,
    `SELECT d.id, w.reason FROM decision d JOIN decision_withdrawal w ON w.decision_id = d.id
     WHERE d.application_id = ? ORDER BY w.seq`,
    applicationId,
  )
  return new Map(rows.map(({ id, reason }) => [id, reason]))
}

/** 并列裁定 of a round, all of them, oldest first. */
export function allTieRulings(db: ReadableDb, roundId: string): (Tables['tie_ruling'] & { who: string })[] {
  return all(
    db,
    `SELECT t.*, coalesce(u.name, t.ruled_by) AS who FROM tie_ruling t LEFT JOIN account u ON u.id = t.ruled_by
     WHERE t.round_id = ? ORDER BY t.seq`,
    roundId,
  )
}

/** Every version of a parameter the round was ever given, with when it came and why it ended, oldest first. */
export function parameterUses(
  db: ReadableDb,
  roundId: string,
): (Pick<Tables['parameter_version'], 'key' | 'value_json' | 'basis' | 'effective_from' | 'origin' | 'entered_at'> & {
  /** SHA-256 of the row. */
  digest: string
  who: string
  usedFrom: IsoInstant
  endedWhy: string | null
})[] {
  return all(
    db,
    `SELECT v.key, v.value_json, v.basis, v.effective_from, v.origin, v.entered_at, v.digest,
       coalesce(a.name, v.entered_by) AS who, u.used_from AS usedFrom, e.reason AS endedWhy
     FROM round_parameter u JOIN parameter_version v ON v.id = u.parameter_version_id
       LEFT JOIN account a ON a.id = v.entered_by LEFT JOIN round_parameter_end e ON e.round_parameter_id = u.id
     WHERE u.round_id = ? ORDER BY u.seq`,
    roundId,
  )
}

/** Every column of the audit log in order, up to and with entry `until`: what its hashes are made of. */
export function* auditRows(db: ReadableDb, until: number): Generator<Record<string, SqlValue>> {
  const step = 500
  for (let from = 0; from < until; from += step) {
    const sql = 'SELECT * FROM audit_log WHERE seq > ? AND seq <= ? ORDER BY seq'
    yield* all<Record<string, SqlValue>>(db, sql, from, Math.min(from + step, until))
  }
}
