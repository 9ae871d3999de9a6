import type { Application } from '../application.ts'
import type { Fen } from '../money.ts'
import type { AmountStep, Assessment, StepId } from '../review/assessment.ts'
import { industryName, isLater } from '../review/words.ts'
import type { CohortRowView } from '../views.ts'
import type { AllocationRow, CohortEntry } from './allocation.ts'

/** A case as the cohort rules need it: what was found, and what was decided. */
export interface CohortCase {
  id: string
  application: Application
  assessment: Assessment
  /** The newest decision, or null. */
  decision: { kind: 'agree' | 'refuse' | 'hold' | 'supplement'; amountFen: Fen | null; overridden: boolean } | null
}

/** Cases people agreed to, with the decided amounts. Only these enter without `assumeMachine`. */
export function decidedEntries(cases: readonly CohortCase[]): CohortEntry[] {
  return cases.flatMap((one) => {
    const { decision } = one
    return decision?.kind === 'agree' && decision.amountFen !== null ? entry(one, decision.amountFen) : []
  })
}

/** Every case the machine found met, with the computed amount: a trial, not a decision. */
export function machineEntries(cases: readonly CohortCase[]): CohortEntry[] {
  return cases.flatMap((one) => {
    const { outcome, amountFen } = one.assessment
    return outcome === 'met' && amountFen !== null ? entry(one, amountFen) : []
  })
}

function entry({ application }: CohortCase, entitledFen: Fen): CohortEntry[] {
  if (application.article === null) return []
  return [
    {
      applicationNo: application.applicationNo,
      article: application.article,
      industry: industryName(application.industry),
      score: application.facts.score ?? null,
      later: isLater(application.facts),
      entitledFen,
    },
  ]
}

/** One row of the waterfall table: the amount after each step beside what the round gave. */
export function waterfallRow(row: AllocationRow, one: CohortCase): CohortRowView {
  const { steps, articleNo } = one.assessment
  return {
    id: one.id,
    applicationNo: row.applicationNo,
    applicant: one.application.applicant,
    articleNo,
    article: row.article,
    industry: row.industry,
    score: row.score,
    quota: row.quota,
    baseFen: after(steps, 'base'),
    rateFen: after(steps, 'rate') ?? after(steps, 'tier') ?? after(steps, 'fixed'),
    capFen: after(steps, 'cap'),
    annualCapFen: after(steps, 'annualCap'),
    requestedCapFen: after(steps, 'requested'),
    entitledFen: row.entitledFen,
    cutFen: row.quota === null || row.quota === 'in' ? row.entitledFen - row.allocatedFen : 0,
    allocatedFen: row.allocatedFen,
    overridden: one.decision?.overridden ?? false,
  }
}

function after(steps: readonly AmountStep[], id: StepId): Fen | null {
  return steps.findLast((step) => step.id === id)?.afterFen ?? null
}
