import type { Allocation } from '../../shared/cohort/allocation.ts'
import type { ImportPlan } from '../../shared/intake/sheet.ts'
import type { RoundState } from '../core/roundState.ts'

/** The JSON documents of cli.md. Amounts are integer 分. */

export function importJson(plan: ImportPlan) {
  const { sheets, accepted, rejected, unchanged, changed, problems, warnings } = plan
  const skipped = plan.rows.flatMap((row) =>
    row.kind === 'skipped' ? [{ sheet: row.sheet, row: row.row, reason: row.reason }] : [],
  )
  return { sheets, accepted, rejected, unchanged, changed, problems, warnings, skipped }
}

export function assessmentJson({ cases }: RoundState) {
  return cases.flatMap(({ stored, found }) => {
    if (found === null) return []
    const { articleNo, outcome, conditions, amountFen, steps, warnings } = found.assessment
    const { applicationNo, applicant, article } = stored.application
    return [
      {
        applicationNo,
        applicant,
        article,
        articleNo,
        outcome,
        conditions: conditions.map(({ id, outcome, clause, text }) => ({ id, outcome, clause, text })),
        amountFen,
        steps: steps.map(({ label, clause, text, beforeFen, afterFen }) => {
          return { label, clause, text, beforeFen, afterFen }
        }),
        warnings,
      },
    ]
  })
}

export function allocationJson({ budgetFen, entitledFen, allocatedFen, remainderFen, rows, blocked }: Allocation) {
  return {
    budgetFen,
    entitledFen,
    allocatedFen,
    remainderFen,
    rows: rows.map((row) => ({ ...row, score: row.score === null ? null : Number(row.score) })),
    blocked,
  }
}
