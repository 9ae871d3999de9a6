import type { Application } from '../application.ts'
import type { Fen } from '../money.ts'
import type { AmountStep, Assessment, StepId } from '../review/assessment.ts'
import { industryName, isLater } from '../review/words.ts'
import type { CaseScore } from '../scoring/effective.ts'
import type { CohortRowView } from '../views.ts'
import type { AllocationRow, CohortEntry } from './allocation.ts'
import { sharesInBudget } from './allocation.ts'

/** A case as the cohort rules need it: what was found, and what was decided. */
export interface CohortCase {
  id: string
  application: Application
  assessment: Assessment
  /** The score in effect (experts', else imported), or null. */
  score: CaseScore | null
  /** The newest decision, or null. */
  decision: { kind: 'agree' | 'refuse' | 'hold' | 'supplement'; amountFen: Fen | null; overridden: boolean } | null
}

/** Cases people agreed to, with the decided amounts. Only these enter without `assumeMachine`. */
export function decidedEntries(cases: readonly CohortCase[]): CohortEntry[] {
  return entriesOf(cases, ({ decision }) => (decision?.kind === 'agree' ? decision.amountFen : null))
}

/** Every case the machine found met, with the computed amount: a trial, not a decision. */
export function machineEntries(cases: readonly CohortCase[]): CohortEntry[] {
  return entriesOf(cases, ({ assessment: { outcome, amountFen } }) => (outcome === 'met' ? amountFen : null))
}

/** The cases that enter, with what each is entitled to; null stays out. */
function entriesOf(cases: readonly CohortCase[], entitled: (one: CohortCase) => Fen | null): CohortEntry[] {
  const entries: CohortEntry[] = []
  // Thousands of cases state the same few industries.
  const industries = new Map<string, string>()
  for (const one of cases) {
    const { application, score } = one
    const { applicationNo, article, industry: stated } = application
    const entitledFen = entitled(one)
    if (article === null || entitledFen === null) continue
    const industry = industries.get(stated) ?? industryName(stated)
    industries.set(stated, industry)
    const entry: CohortEntry = {
      applicationNo,
      article,
      industry,
      score: score?.text ?? null,
      later: isLater(application.facts),
      entitledFen,
    }
    if (score?.exact != null) entry.exactScore = score.exact
    entries.push(entry)
  }
  return entries
}

/** The waterfall table: a row of the allocation beside the case it comes from. */
export function waterfallRows(rows: readonly AllocationRow[], cases: readonly CohortCase[]): CohortRowView[] {
  const byNo = new Map<string, CohortCase>()
  for (const one of cases) byNo.set(one.application.applicationNo, one)
  return rows.flatMap((row) => {
    const one = byNo.get(row.applicationNo)
    return one === undefined ? [] : [waterfallRow(row, one)]
  })
}

/** One row of the waterfall table: the amount after each step beside what the round gave. */
function waterfallRow(row: AllocationRow, one: CohortCase): CohortRowView {
  const { articleNo } = one.assessment
  const after = amountsAfter(one.assessment.steps)
  return {
    id: one.id,
    applicationNo: row.applicationNo,
    applicant: one.application.applicant,
    articleNo,
    article: row.article,
    industry: row.industry,
    score: row.score,
    quota: row.quota,
    baseFen: after.base ?? null,
    rateFen: after.rate ?? after.tier ?? after.fixed ?? null,
    capFen: after.cap ?? null,
    annualCapFen: after.annualCap ?? null,
    requestedCapFen: after.requested ?? null,
    entitledFen: row.entitledFen,
    cutFen: sharesInBudget(row) ? row.entitledFen - row.allocatedFen : 0,
    allocatedFen: row.allocatedFen,
    overridden: one.decision?.overridden ?? false,
  }
}

/** The amount after the last step of each kind. */
function amountsAfter(steps: readonly AmountStep[]): Partial<Record<StepId, Fen>> {
  const after: Partial<Record<StepId, Fen>> = {}
  for (const { id, afterFen } of steps) after[id] = afterFen
  return after
}
