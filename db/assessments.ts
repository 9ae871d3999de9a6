import type { ArticleKey } from '../shared/application.ts'
import type { IsoInstant } from '../shared/date.ts'
import type { Assessment } from '../shared/review/assessment.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface StoredAssessment {
  id: string
  applicationId: string
  /** Revision of the application that was assessed. */
  revision: number
  assessment: Assessment
  assessedAt: IsoInstant
}

type Row = Pick<Tables['assessment'], 'application_id' | 'revision' | 'result_json' | 'assessed_at'> & { id: string }

const COLUMNS = 's.id, s.application_id, s.revision, s.result_json, s.assessed_at'

/** The newest assessment of every assessed application of a round, by application id. */
export function latestAssessments(db: ReadableDb, roundId: string): Map<string, StoredAssessment> {
  const rows = all<Row>(
    db,
    `SELECT ${COLUMNS} FROM application a CROSS JOIN assessment s
     ON s.seq = (SELECT max(seq) FROM assessment WHERE application_id = a.id)
     WHERE a.round_id = ? ORDER BY a.application_no`,
    roundId,
  )
  return new Map(rows.map((row) => [row.application_id, toStored(row)]))
}

/** The newest assessment of an application, or null when it was never assessed. */
export function latestAssessment(db: ReadableDb, applicationId: string): StoredAssessment | null {
  const sql = `SELECT ${COLUMNS} FROM assessment s WHERE s.application_id = ? ORDER BY s.seq DESC LIMIT 1`
  const row = one<Row>(db, sql, applicationId)
  return row === null ? null : toStored(row)
}

export function assessmentById(db: ReadableDb, id: string): StoredAssessment | null {
  const row = one<Row>(db, `SELECT ${COLUMNS} FROM assessment s WHERE s.id = ?`, id)
  return row === null ? null : toStored(row)
}

/** What the assessment was worked out from, as it was handed to `addAssessment`: enough to replay it. */
export function assessmentInputs<T>(db: ReadableDb, id: string): T | null {
  const row = one<{ inputs_json: string }>(db, 'SELECT inputs_json FROM assessment WHERE id = ?', id)
  return row === null ? null : fromJson<T>(row.inputs_json)
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
  })
}

/** Keeps the exact text of an article version under its hash; does nothing when it is kept already. */
export function keepArticleText(tx: Tx, article: { hash: string; key: ArticleKey; text: object }): void {
  if (one(tx.db, 'SELECT 1 FROM article_text WHERE hash = ?', article.hash) !== null) return
  tx.insert('article_text', { hash: article.hash, key: article.key, text_json: JSON.stringify(article.text) })
}

/** The article version an assessment points at, or null when it was not kept. */
export function articleText<T>(db: ReadableDb, hash: string): T | null {
  const row = one<{ text_json: string }>(db, 'SELECT text_json FROM article_text WHERE hash = ?', hash)
  return row === null ? null : fromJson<T>(row.text_json)
}

function toStored(row: Row): StoredAssessment {
  return {
    id: row.id,
    applicationId: row.application_id,
    revision: row.revision,
    assessment: fromJson<Assessment>(row.result_json),
    assessedAt: row.assessed_at,
  }
}
