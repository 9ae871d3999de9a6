import type { Application } from '../../shared/application.ts'
import { allocate } from '../../shared/cohort/allocate.ts'
import type { CohortEntry, QuotaGroup, RoundRules } from '../../shared/cohort/allocation.ts'
import type { ExplainedDecision, ExplainInput, Explanation } from '../../shared/explain/chain.ts'
import { NO_LIMITS } from '../../shared/explain/chain.ts'
import { explain } from '../../shared/explain/explain.ts'
import { explainedParameters, limitsOf, sourceFacts, wordingOf } from '../../shared/explain/grounds.ts'
import { allocationLines, standing, statusOf } from '../../shared/explain/standing.ts'
import type { Fen } from '../../shared/money.ts'
import { assessRoundTraced, NO_HISTORY, type TracedAssessment } from '../../shared/review/assessRound.ts'
import type { RoundContext } from '../../shared/review/context.ts'
import { industryName, isLater } from '../../shared/review/words.ts'
import { roundContext, STORE } from '../cases/workedExample.ts'

/** What a person did with a case; null: nothing yet. */
export type Done = { kind: 'agree'; amountFen: Fen | null } | { kind: 'refuse' | 'hold' } | null

export interface Case {
  application: Application
  done: Done
  applicantKey?: string
}

export const DEMO = STORE.demoParameters('2026-06-30')

/** A whole round worked out and explained, by application number, without a database. */
export function explainedRound(
  cases: readonly Case[],
  budgetFen: Fen,
  rules: Partial<RoundRules>,
  places = 2,
): Map<string, { input: ExplainInput; explanation: Explanation; traced: TracedAssessment }> {
  const context = roundContext('2026-06-30', DEMO, rules)
  const keyed = cases.map(({ application, done, applicantKey }) => {
    const settledFen = done?.kind === 'agree' ? done.amountFen : done?.kind === 'refuse' ? 0 : null
    return { application, applicantKey: applicantKey ?? application.applicationNo, settledFen }
  })
  const traced = assessRoundTraced(keyed, context, NO_HISTORY)
  const entries = cases.flatMap(({ application, done }): CohortEntry[] => {
    const amountFen = amountOf(done, traced.get(application.applicationNo))
    if (done?.kind !== 'agree' || amountFen === null || application.article === null) return []
    return [
      {
        applicationNo: application.applicationNo,
        article: application.article,
        industry: industryName(application.industry),
        score: application.facts.score ?? null,
        later: isLater(application.facts),
        entitledFen: amountFen,
      },
    ]
  })
  const groups = [
    ...new Set(entries.filter(({ article }) => article === 'platform').map(({ industry }) => industry)),
  ].map((industry): QuotaGroup => ({ article: 'platform', industry, places, laterCounts: true, ruling: null }))
  const allocation = allocate(entries, groups, budgetFen, context.rules)
  const lines = allocationLines(allocation, context.rules)
  return new Map(
    cases.map(({ application, done }) => {
      const no = application.applicationNo
      const one = traced.get(no)
      if (one === undefined) throw new Error(`${no} was not assessed`)
      const row = allocation.rows.find(({ applicationNo }) => applicationNo === no) ?? null
      const kind = done === null || (done.kind === 'agree' && row === null) ? null : done.kind
      const place = standing({ listNo: null, trial: false }, statusOf(row, kind), lines(no, places))
      const decision = kind === null ? null : decisionOf(done, one)
      const input: ExplainInput = { ...inputOf(application, one, context), decision, standing: place }
      return [no, { input, explanation: explain(input), traced: one }]
    }),
  )
}

function amountOf(done: Done, traced: TracedAssessment | undefined): Fen | null {
  return done?.kind === 'agree' ? (done.amountFen ?? traced?.assessment.amountFen ?? null) : null
}

function decisionOf(done: Done, one: TracedAssessment): ExplainedDecision | null {
  if (done === null) return null
  const computedFen = one.assessment.amountFen
  const amountFen = amountOf(done, one)
  const overridden = amountFen !== null && amountFen !== computedFen
  return {
    kind: done.kind,
    amountFen,
    computedFen,
    overridden,
    opinion: overridden ? '据实核定' : '',
    reviewer: '甲',
    at: '',
  }
}

function inputOf(application: Application, { assessment, applicant }: TracedAssessment, context: RoundContext) {
  const article = application.article === null ? undefined : context.articles.get(application.article)
  const whole = STORE.policy.articles.find(({ key }) => key === application.article) ?? null
  return {
    applicationNo: application.applicationNo,
    applicant: application.applicant,
    articleNo: assessment.articleNo,
    outcome: assessment.outcome,
    computedFen: assessment.amountFen,
    steps: assessment.steps,
    conditions: assessment.conditions,
    rounding: context.rules.rounding,
    limits: article === undefined ? NO_LIMITS : limitsOf(article, application, applicant),
    wording: article === undefined ? null : wordingOf(article, whole, context.commonConditions),
    parameters: article === undefined ? [] : explainedParameters(article.parameters, () => ''),
    source: {
      ...{ fileName: '申报.xlsx', sheet: '表', row: 4 },
      facts: article === undefined ? [] : sourceFacts(article.version, application, []),
    },
  }
}
