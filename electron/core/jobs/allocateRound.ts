import { refuseKnownAltered } from '../../../db/intact.ts'
import { addTieRuling, tieRulings } from '../../../db/lists.ts'
import { allocate } from '../../../shared/cohort/allocate.ts'
import type { Allocation, CohortEntry, QuotaGroup } from '../../../shared/cohort/allocation.ts'
import { type CohortCase, decidedEntries, machineEntries } from '../../../shared/cohort/waterfall.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Assessment } from '../../../shared/review/assessment.ts'
import { placesTaken } from '../history.ts'
import { type CaseState, isOut, loadRound, type RoundState, requireRound } from '../roundState.ts'
import { effectiveScores, scoredCase } from '../scoring.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { assessInMemory } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { refuseRecused } from './recuse.ts'

/** The round's waterfall with the cases behind it. */
export interface RoundAllocation {
  state: RoundState
  cases: CohortCase[]
  allocation: Allocation
  /** A trial in which nobody has decided anything: decisions and opinions of the round are left aside. */
  assumeMachine: boolean
}

/**
 * Works out the round without saving. With `assumeMachine` every met assessment counts as proposed at its computed
 * amount, taken fresh; otherwise only what people agreed to enters. `budgetFen` null uses the round's budget. Errors:
 * DAMAGED while a case is known to be altered, for the sums rest on all.
 */
export function allocateRound(
  ws: Workspace,
  roundId: string,
  options: { budgetFen: Fen | null; assumeMachine: boolean },
): RoundAllocation {
  const state = loadRound(ws, roundId)
  refuseKnownAltered(
    ws.db,
    state.cases.map(({ stored }) => stored.id),
  )
  const fresh = options.assumeMachine ? assessInMemory(ws, state) : null
  const scores = effectiveScores(
    ws.db,
    roundId,
    state.cases.map(({ stored }) => scoredCase(stored)),
  )
  const cases = state.cases.flatMap((one) => {
    if (isOut(one)) return []
    const assessment = fresh?.get(one.stored.application.applicationNo) ?? one.found?.assessment
    if (assessment === undefined) return []
    const { score } = scores(scoredCase(one.stored))
    return [{ ...cohortCase(one, assessment, options.assumeMachine), score }]
  })
  const entries = options.assumeMachine ? machineEntries(cases) : decidedEntries(cases)
  const groups = quotaGroups(ws, state, entries)
  const allocation = allocate(entries, groups, options.budgetFen ?? state.round.budgetFen, state.round.rules)
  return { state, cases, allocation, assumeMachine: options.assumeMachine }
}

/**
 * The chief's ruling on a tie: which application numbers get the open places. Errors: BAD_INPUT when there is no such
 * tie or the number of names is not the number of open places; FORBIDDEN in 回避 on one of the tied cases.
 */
export function ruleTie(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  input: { article: CohortEntry['article']; industry: string; applicationNos: string[]; reason: string },
  assumeMachine = false,
): void {
  const round = requireRound(ws, roundId)
  record(ws, actor, (tx) => {
    const { allocation, state } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine })
    const tie = allocation.ties.find(
      ({ article, industry }) => article === input.article && industry === input.industry,
    )
    if (tie === undefined) throw new AppError('BAD_INPUT', '这里没有并列待定的项目，可能已经裁定，请刷新后再看')
    const chosen = [...new Set(input.applicationNos)]
    if (chosen.length !== tie.openPlaces || chosen.some((no) => !tie.applicationNos.includes(no))) {
      throw new AppError('BAD_INPUT', `请在并列项目中选出恰好 ${tie.openPlaces} 件`)
    }
    for (const { stored } of state.cases)
      if (tie.applicationNos.includes(stored.application.applicationNo)) refuseRecused(tx, stored.id)
    addTieRuling(tx, roundId, { ...input, applicationNos: chosen, tiedNos: tie.applicationNos })
    invalidateValidLists(tx, roundId, `${input.industry}并列名额已裁定`)
    const { industry, reason } = input
    tx.log('裁定并列', `${round.year}-${round.batch}`, { industry, applicationNos: chosen, reason })
  })
}

function cohortCase(one: CaseState, assessment: Assessment, assumeMachine: boolean): Omit<CohortCase, 'score'> {
  const { stored, decision } = one
  return {
    id: stored.id,
    application: stored.application,
    assessment,
    decision: assumeMachine
      ? machineDecision(assessment)
      : decision === null
        ? null
        : { kind: decision.kind, amountFen: decision.amountFen, overridden: decision.overridden },
  }
}

/** In a machine trial nobody has decided: 不符合 and 已删除 stand as refused, the rest by the cohort rules. */
function machineDecision({ outcome }: Assessment): CohortCase['decision'] {
  return outcome === 'unmet' || outcome === 'repealed' ? { kind: 'refuse', amountFen: null, overridden: false } : null
}

/** One group per article with a quota and industry that has entries. */
export function quotaGroups(ws: Workspace, state: RoundState, entries: readonly CohortEntry[]): QuotaGroup[] {
  const rulings = tieRulings(ws.db, state.round.id)
  const taken = placesTaken(ws, state.round)
  const groups = new Map<string, QuotaGroup>()
  for (const { article, industry } of entries) {
    const inForce = state.context.articles.get(article)
    const quota = inForce?.version.quota ?? null
    const places = quota === null ? undefined : inForce?.parameters[quota.places]?.value
    if (quota === null || places?.type !== 'integer') continue
    const key = `${article}\n${industry}`
    if (groups.has(key)) continue
    const later = inForce?.parameters[quota.laterCounts]?.value
    const laterCounts = later?.type === 'yesNo' ? later.yes : null
    groups.set(key, {
      article,
      industry,
      places: places.integer - taken(article, industry, laterCounts),
      laterCounts,
      ruling: rulings.find((one) => one.article === article && one.industry === industry) ?? null,
    })
  }
  return [...groups.values()]
}
