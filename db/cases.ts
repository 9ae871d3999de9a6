import type { ArticleKey } from '../shared/application.ts'
import type { Decimal } from '../shared/decimal.ts'
import type { Fen } from '../shared/money.ts'
import type { Outcome } from '../shared/review/assessment.ts'
import type { Stage } from '../shared/stages/stages.ts'
import type { DecisionKind } from '../shared/views.ts'
import { COUNTING_DECISION } from './decisions.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'

/** What the queue shows of a case, without opening any JSON. Fields of a missing assessment or decision are null. */
export interface CaseLine {
  id: string
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  industry: string
  projectName: string
  requestedFen: Fen | null
  score: Decimal | null
  revision: number
  assessmentId: string | null
  assessedRevision: number | null
  outcome: Outcome | null
  computedFen: Fen | null
  kind: DecisionKind | null
  amountFen: Fen | null
  overridden: 0 | 1 | null
  decider: string | null
  /** Revision of the application the decision was made on; smaller than `revision` when it has changed since. */
  decidedRevision: number | null
  /** The assessment the decision was made on; another than `assessmentId` when the machine found anew since. */
  decidedAssessmentId: string | null
  /** What the newest assessment and the one decided on come to; null in rows older than format 2. */
  essence: string | null
  decidedEssence: string | null
  /** Null when it was never moved. */
  stage: Stage | null
  assigneeId: string | null
  assignee: string | null
  creditCode: string
}

const SELECT = `
  SELECT a.id, a.application_no AS applicationNo, a.applicant_name AS applicant, a.article, a.industry,
    a.project_name AS projectName, a.requested_fen AS requestedFen, a.score, a.revision,
    s.id AS assessmentId, s.revision AS assessedRevision, s.outcome, s.amount_fen AS computedFen,
    d.kind, d.amount_fen AS amountFen, d.overridden, d.decider_name AS decider, d.assessment_id AS decidedAssessmentId,
    iif(d.assessment_id = s.id, s.revision, o.revision) AS decidedRevision,
    s.essence, iif(d.assessment_id = s.id, s.essence, o.essence) AS decidedEssence, m.to_stage AS stage,
    w.account_id AS assigneeId, u.name AS assignee, p.credit_code AS creditCode
  FROM application a
  LEFT JOIN assessment s ON s.seq = (SELECT max(seq) FROM assessment WHERE application_id = a.id)
  LEFT JOIN decision d ON d.seq = ${COUNTING_DECISION('a.id')}
  LEFT JOIN stage_move m ON m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = a.id)
  LEFT JOIN assignment w ON w.seq = (SELECT max(seq) FROM assignment WHERE application_id = a.id)
  LEFT JOIN applicant p ON p.id = a.applicant_id
  LEFT JOIN account u ON u.id = w.account_id
  LEFT JOIN assessment o ON o.id = d.assessment_id AND o.id <> s.id`

/** Every case of a round, by application number as text. */
export function listCases(db: ReadableDb, roundId: string): CaseLine[] {
  return all<CaseLine>(db, `${SELECT} WHERE a.round_id = ? ORDER BY a.application_no`, roundId)
}

/** The first cases of a round in the order `compare` gives the numbers, without reading the others. */
export function firstCases(
  db: ReadableDb,
  roundId: string,
  count: number,
  compare: (a: string, b: string) => number,
): CaseLine[] {
  const numbered = all<{ id: string; no: string }>(
    db,
    'SELECT id, application_no AS no FROM application WHERE round_id = ?',
    roundId,
  )
  const first = numbered.sort((a, b) => compare(a.no, b.no)).slice(0, count)
  const ids = JSON.stringify(first.map(({ id }) => id))
  const lines = all<CaseLine>(db, `${SELECT} WHERE a.id IN (SELECT value FROM json_each(?))`, ids)
  return lines.sort((a, b) => compare(a.applicationNo, b.applicationNo))
}

export function caseLine(db: ReadableDb, applicationId: string): CaseLine | null {
  return one<CaseLine>(db, `${SELECT} WHERE a.id = ?`, applicationId)
}
