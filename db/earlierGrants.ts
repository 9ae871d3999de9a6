import type { Application, ArticleKey, Facts } from '../shared/application.ts'
import type { Fen } from '../shared/money.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all } from './query.ts'

/** An application that got money in an earlier round, with the facts that tell what for. */
export interface EarlierGrant {
  year: number
  batch: number
  applicationNo: string
  applicant: string
  creditCode: string
  article: ArticleKey | null
  industry: string
  facts: Facts
  allocatedFen: Fen
}

type Row = Omit<EarlierGrant, 'facts'> & { factsJson: string }

/** What valid frozen lists of earlier years, and of earlier batches of this year, granted; oldest first. */
export function earlierGrants(db: ReadableDb, year: number, batch: number): EarlierGrant[] {
  const rows = all<Row>(
    db,
    `SELECT r.year, r.batch, a.application_no AS applicationNo, a.applicant_name AS applicant, p.credit_code AS creditCode,
       a.article, a.industry, a.facts_json AS factsJson, g.allocated_fen AS allocatedFen
     FROM round r
     CROSS JOIN frozen_list l ON l.seq = (
       SELECT max(v.seq) FROM frozen_list v
       WHERE v.round_id = r.id AND NOT EXISTS (SELECT 1 FROM list_invalidation x WHERE x.frozen_list_id = v.id))
     CROSS JOIN allocation g ON g.frozen_list_id = l.id
     CROSS JOIN application a ON a.id = g.application_id
     CROSS JOIN applicant p ON p.id = a.applicant_id
     WHERE (r.year, r.batch) < (?, ?) AND g.allocated_fen > 0
     ORDER BY r.year, r.batch, g.seq`,
    year,
    batch,
  )
  return rows.map(({ factsJson, ...row }) => ({ ...row, facts: fromJson<Application['facts']>(factsJson) }))
}
