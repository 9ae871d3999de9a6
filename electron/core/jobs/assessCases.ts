import type { StoredApplication } from '../../../db/applications.ts'
import { addAssessment, keepText } from '../../../db/assessments.ts'
import type { StoredDecision } from '../../../db/decisions.ts'
import type { Tx } from '../../../db/write.ts'
import { sameJson } from '../../../shared/canonical.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Assessment } from '../../../shared/review/assessment.ts'
import { assessRoundTraced, type TracedAssessment } from '../../../shared/review/assessRound.ts'
import { historyOf } from '../history.ts'
import { type CaseState, isOut, loadRound, type RoundState } from '../roundState.ts'
import { scoreHistory } from '../scoring.ts'
import type { AssessmentInputs } from '../storedInputs.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

type Settled = Pick<StoredDecision, 'kind' | 'amountFen'>

/** What an assessment run reads: a round, or the part of it that shares an applicant. */
type AssessedState = Pick<RoundState, 'round' | 'context' | 'entered'> & {
  cases: readonly (Omit<CaseState, 'decision'> & { decision: Settled | null })[]
}

/** Fresh assessments by application number; nothing is written. */
export function assessInMemory(ws: Workspace, state: AssessedState): Map<string, Assessment> {
  return new Map([...assessTraced(ws, state)].map(([no, { assessment }]) => [no, assessment]))
}

function assessTraced(ws: Workspace, state: AssessedState): Map<string, TracedAssessment> {
  const stored = state.cases.map((one) => one.stored)
  return assessorOf(ws, state, stored).assess(state.cases)
}

/** Assesses cases of a round. Those of one applicant share a yearly cap and must be assessed together. */
export interface Assessor {
  /** The same key for the same applicant. */
  applicantKey(one: Pick<CaseState, 'stored'>): string
  /** By application number. */
  assess(cases: AssessedState['cases']): Map<string, TracedAssessment>
}

/** An assessor for these applications of a round, with what the database holds on their applicants. */
export function assessorOf(
  ws: Workspace,
  { round, context }: Pick<RoundState, 'round' | 'context'>,
  stored: readonly StoredApplication[],
): Assessor {
  const { history, keyOf } = historyOf(ws, round, stored)
  const known = { ...history, ...scoreHistory(ws.db, round.id, stored) }
  return {
    applicantKey: (one) => keyOf(one.stored.application),
    assess: (cases) =>
      assessRoundTraced(
        cases.map((one) => ({
          application: one.stored.application,
          applicantKey: keyOf(one.stored.application),
          settledFen: caseSettledFen(one),
        })),
        context,
        known,
      ),
  }
}

/** Assesses every application of the round and appends each assessment that differs from the newest one. */
export function assessWholeRound(ws: Workspace, actor: Actor, roundId: string): { assessed: number; changed: number } {
  return record(ws, actor, (tx) => {
    const state = loadRound(ws, roundId)
    const changed = appendAssessments(ws, tx, state, state.cases)
    tx.log('机审', `${state.round.year}-${state.round.batch}`, { assessed: state.cases.length, changed })
    return { assessed: state.cases.length, changed }
  })
}

/**
 * Appends new assessments for `targets` inside a running transaction; answers how many differed. `state` must hold
 * every case that shares an applicant and article with a target, since they share a yearly cap.
 */
export function appendAssessments(
  ws: Workspace,
  tx: Tx,
  state: AssessedState,
  targets: readonly Pick<CaseState, 'stored' | 'found'>[],
): number {
  const fresh = assessTraced(ws, state)
  const { year, windowFrom, windowTo, policyOn, rules } = state.round
  let changed = 0
  for (const one of targets) {
    const { application } = one.stored
    const traced = fresh.get(application.applicationNo)
    if (traced === undefined || !isOutdated(one, traced.assessment)) continue
    const { assessment, applicant } = traced
    keepTexts(ws, tx, state, assessment)
    addAssessment(tx, {
      applicationId: one.stored.id,
      revision: one.stored.revision,
      assessment,
      inputs: {
        application,
        applicant,
        round: { year, windowFrom, windowTo, policyOn, rules },
        parameters: state.entered.filter(({ key }) => key.startsWith(`${application.article}.`)),
        instrumentHash: ws.policy.instrument.hash,
      } satisfies AssessmentInputs,
    })
    changed += 1
  }
  return changed
}

/** What a case settles for the yearly cap: agreed amount; 0 when refused or gone back to the applicant; null while open. */
export function caseSettledFen(one: AssessedState['cases'][number]): Fen | null {
  return isOut(one) ? 0 : settledFen(one.decision)
}

/** What a decision settles for the yearly cap: agreed amount, 0 when refused, null while open. */
function settledFen(decision: Settled | null): Fen | null {
  if (decision?.kind === 'agree') return decision.amountFen
  return decision?.kind === 'refuse' ? 0 : null
}

/** True when the stored finding is not what an assessment of today would find, or there is none. */
export function isOutdated({ stored, found }: Pick<CaseState, 'stored' | 'found'>, result: Assessment): boolean {
  if (found === null || found.revision !== stored.revision) return true
  return !sameJson(found.assessment, result)
}

/** Keeps the exact texts once per hash, so that the assessment can be replayed without the policy files of its day. */
function keepTexts(ws: Workspace, tx: Tx, state: AssessedState, result: Assessment): void {
  keepText(tx, { ...ws.policy.instrument, key: 'instrument' })
  const article = result.article === null ? undefined : state.context.articles.get(result.article)
  if (article === undefined) return
  const { key, title, version, hash } = article
  keepText(tx, { hash, key, text: { key, title, version } })
}
