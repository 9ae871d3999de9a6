import type { ArticleKey } from '../shared/application.ts'
import { canonicalJson } from '../shared/canonical.ts'
import type { IsoInstant } from '../shared/date.ts'
import { type Assessment, essenceOf } from '../shared/review/assessment.ts'
import { appendedReader } from './appended.ts'
import { rowShape } from './columns.ts'
import { rowDigest, sha256 } from './digest.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { SqlValue, Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface StoredAssessment {
  id: string
  applicationId: string
  /** Revision of the application that was assessed. */
  revision: number
  assessment: Assessment
  /** SHA-256 of essenceOf. */
  essence: string
  assessedAt: IsoInstant
}

type Row = Pick<Tables['assessment'], 'application_id' | 'revision' | 'result_json' | 'assessed_at' | 'essence'> & {
  id: string
}

const COLUMNS = 's.id, s.application_id, s.revision, s.result_json, s.assessed_at, s.essence'

/** The newest assessment of every assessed application of a round, by application id. What is answered must not be changed. */
export function latestAssessments(db: ReadableDb, roundId: string): Map<string, StoredAssessment> {
  const found = appended.read(db, newestOfRound(db, roundId))
  return new Map(found.map(({ stored }) => [stored.applicationId, stored]))
}

/** Reads ahead what latestAssessments will answer, so many in each step. */
export function* latestAssessmentSteps(db: ReadableDb, roundId: string, perStep: number): Generator<void> {
  const seqs = newestOfRound(db, roundId)
  for (let from = 0; from < seqs.length; from += perStep) {
    yield
    appended.readAhead(db, seqs.slice(from, from + perStep))
  }
}

function newestOfRound(db: ReadableDb, roundId: string): number[] {
  return all<{ seq: number }>(
    db,
    `SELECT s.seq FROM application a CROSS JOIN assessment s
     ON s.seq = (SELECT max(seq) FROM assessment WHERE application_id = a.id)
     WHERE a.round_id = ? ORDER BY a.application_no`,
    roundId,
  ).map(({ seq }) => seq)
}

const appended = appendedReader((db, seqs) =>
  all<Row & { seq: number }>(
    db,
    `SELECT s.seq, ${COLUMNS} FROM json_each(?) asked CROSS JOIN assessment s ON s.seq = asked.value`,
    JSON.stringify(seqs),
  ).map((row) => ({ seq: row.seq, stored: toStored(row) })),
)

/** The newest assessment of an application, or null when it was never assessed. */
export function latestAssessment(db: ReadableDb, applicationId: string): StoredAssessment | null {
  const sql = `SELECT ${COLUMNS} FROM assessment s WHERE s.application_id = ? ORDER BY s.seq DESC LIMIT 1`
  const row = one<Row>(db, sql, applicationId)
  return row === null ? null : toStored(row)
}

/** Every assessment of an application, newest first. */
export function assessmentsOf(db: ReadableDb, applicationId: string): StoredAssessment[] {
  const sql = `SELECT ${COLUMNS} FROM assessment s WHERE s.application_id = ? ORDER BY s.seq DESC`
  return all<Row>(db, sql, applicationId).map(toStored)
}

/** What the assessment was worked out from, as it was handed to `addAssessment`; null when there is no such assessment. */
export function assessmentInputs(db: ReadableDb, id: string): unknown {
  const row = one<{ inputs_json: string }>(db, 'SELECT inputs_json FROM assessment WHERE id = ?', id)
  return row === null ? null : fromJson<unknown>(row.inputs_json)
}

/** A stored assessment whole, for replaying it. */
export interface KeptAssessment {
  applicationNo: string
  assessedAt: IsoInstant
  articleHash: string
  resultJson: string
  inputsJson: string
  /** False when the row is not what the program wrote. */
  intact: boolean
}

/** Every assessment ever stored, of a round or of all, oldest first; one is in memory at a time. */
export function* keptAssessments(db: ReadableDb, roundId: string | null): Generator<KeptAssessment> {
  const ids =
    roundId === null
      ? all<{ id: string }>(
          db,
          `SELECT s.id FROM assessment s CROSS JOIN application a ON a.id = s.application_id
           CROSS JOIN round r ON r.id = a.round_id WHERE r.discarded_at IS NULL ORDER BY s.seq`,
        )
      : all<{ id: string }>(
          db,
          `SELECT s.id FROM application a CROSS JOIN assessment s ON s.application_id = a.id
           WHERE a.round_id = ? ORDER BY s.seq`,
          roundId,
        )
  const { columns } = rowShape(db, 'assessment')
  for (const { id } of ids) {
    const row = one<Tables['assessment'] & Record<string, SqlValue>>(
      db,
      `SELECT s.*, a.application_no FROM assessment s JOIN application a ON a.id = s.application_id WHERE s.id = ?`,
      id,
    )
    if (row === null) continue
    yield {
      applicationNo: String(row.application_no),
      assessedAt: row.assessed_at,
      articleHash: row.article_hash,
      resultJson: row.result_json,
      inputsJson: row.inputs_json,
      intact:
        rowDigest(
          'assessment',
          columns,
          columns.map((column) => row[column]),
        ) === row.digest,
    }
  }
}

/** Appends an assessment and answers its id. `inputs`: facts, parameter versions, day. */
export function addAssessment(
  tx: Tx,
  assessed: { applicationId: string; revision: number; assessment: Assessment; inputs: object },
): string {
  return tx.insert('assessment', {
    application_id: assessed.applicationId,
    revision: assessed.revision,
    article_hash: assessed.assessment.articleHash,
    outcome: assessed.assessment.outcome,
    amount_fen: assessed.assessment.amountFen,
    result_json: JSON.stringify(assessed.assessment),
    inputs_json: JSON.stringify(assessed.inputs),
    assessed_at: tx.now,
    essence: sha256(essenceOf(assessed.assessment)),
  })
}

/** Keeps a text of the policy once under its hash, the SHA-256 of its canonical JSON. `key`: the article, or the instrument. */
export function keepText(tx: Tx, kept: { hash: string; key: ArticleKey | 'instrument'; text: object }): void {
  if (one(tx.db, 'SELECT 1 FROM article_text WHERE hash = ?', kept.hash) !== null) return
  tx.insert('article_text', { hash: kept.hash, key: kept.key, text_json: canonicalJson(kept.text) })
}

/**
 * The text kept under a hash, or null when none was. `intact` is false when the text has not that hash any more, or
 * does not read at all (`text` is then null).
 */
export function keptText<T>(db: ReadableDb, hash: string): { text: T | null; intact: boolean } | null {
  const row = one<{ text_json: string }>(db, 'SELECT text_json FROM article_text WHERE hash = ?', hash)
  if (row === null) return null
  try {
    const text = fromJson<T>(row.text_json)
    return { text, intact: sha256(canonicalJson(text)) === hash }
  } catch {
    return { text: null, intact: false }
  }
}

function toStored(row: Row): StoredAssessment {
  const assessment = fromJson<Assessment>(row.result_json)
  return {
    id: row.id,
    applicationId: row.application_id,
    revision: row.revision,
    assessment,
    essence: row.essence ?? sha256(essenceOf(assessment)),
    assessedAt: row.assessed_at,
  }
}
