import { listApplications, type StoredApplication } from '../../db/applications.ts'
import type { ChangedTable } from '../../db/changes.ts'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { untilChange } from './untilChange.ts'

/** What working on cases writes that says nothing about the applications, other grants, scores or lists. */
export const CASE_WORK: readonly ChangedTable[] = [
  'assessment',
  'article_text',
  'decision',
  'decision_withdrawal',
  'stage_move',
  'assignment',
  'supplement_request',
  'supplement_close',
  'recusal',
  'recusal_lift',
  'page_pin',
  'act',
  'act_step',
]

/** The applications of a round in application-number order, kept while people work on the cases. */
export const applicationsInOrder = untilChange(
  ({ db }, roundId): readonly StoredApplication[] =>
    listApplications(db, roundId).sort((a, b) =>
      compareApplicationNos(a.application.applicationNo, b.application.applicationNo),
    ),
  CASE_WORK,
)
