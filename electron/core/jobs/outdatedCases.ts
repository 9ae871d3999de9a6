import type { Assessment } from '../../../shared/review/assessment.ts'
import { applicationsInOrder, CASE_WORK } from '../roundApplications.ts'
import { type CaseState, type RoundState, requireRound, roundContext } from '../roundState.ts'
import { untilChange } from '../untilChange.ts'
import type { Workspace } from '../workspace.ts'
import { type Assessor, assessInMemory, assessorOf, caseSettledFen, isOutdated } from './assessCases.ts'

/** Application numbers whose stored finding is not what would be found now, or that were never assessed. */
export function outdatedCases(ws: Workspace, state: RoundState): string[] {
  const fresh = assessInMemory(ws, state)
  return state.cases.filter((one) => isOvertakenBy(fresh, one)).map(numberOf)
}

/**
 * As outdatedCases of the round as it is stored now. An applicant's cases are assessed anew only where one of them was
 * decided, moved or assessed since the last time, or anything else changed. `state`: just loaded.
 */
export function outdatedInRound(ws: Workspace, state: RoundState): string[] {
  const known = assessedSoFar(ws, state.round.id)
  const groups = groupsOf(known, state)
  assessGroups(known, groups)
  return groups.flatMap(({ key }) => known.outdatedOf.get(key) ?? [])
}

/** Works towards outdatedInRound, a step at a time. */
export function* outdatedSteps(ws: Workspace, state: RoundState): Generator<void> {
  const known = assessedSoFar(ws, state.round.id)
  const groups = groupsOf(known, state)
  for (let from = 0; from < groups.length; from += GROUPS_PER_STEP) {
    yield
    assessGroups(known, groups.slice(from, from + GROUPS_PER_STEP))
  }
}

const GROUPS_PER_STEP = 1000

/** The cases of one applicant, and how they stand. */
interface Group {
  cases: readonly CaseState[]
  key: string
}

function groupsOf({ assessor }: AssessedSoFar, state: RoundState): Group[] {
  return [...Map.groupBy(state.cases, (one) => assessor.applicantKey(one)).values()].map((cases) => {
    return { cases, key: cases.map(standing).join() }
  })
}

function assessGroups({ assessor, outdatedOf }: AssessedSoFar, groups: readonly Group[]): void {
  const open = groups.filter(({ key }) => !outdatedOf.has(key))
  const traced = assessor.assess(open.flatMap(({ cases }) => cases))
  const fresh = new Map([...traced].map(([no, { assessment }]) => [no, assessment]))
  for (const { cases, key } of open) outdatedOf.set(key, cases.filter((one) => isOvertakenBy(fresh, one)).map(numberOf))
}

interface AssessedSoFar {
  assessor: Assessor
  /** What was found outdated among an applicant's cases, by how these stood. */
  outdatedOf: Map<string, string[]>
}

const assessedSoFar = untilChange((ws, roundId): AssessedSoFar => {
  const round = requireRound(ws, roundId)
  const { context } = roundContext(ws, round)
  return { assessor: assessorOf(ws, { round, context }, applicationsInOrder(ws, roundId)), outdatedOf: new Map() }
}, CASE_WORK)

/** All that an assessment reads of a case beside the application, and the finding it is compared with. */
function standing(one: CaseState): string {
  return `${one.stored.id} ${one.found?.id} ${caseSettledFen(one)}`
}

function isOvertakenBy(fresh: ReadonlyMap<string, Assessment>, one: CaseState): boolean {
  const result = fresh.get(numberOf(one))
  return result !== undefined && isOutdated(one, result)
}

function numberOf({ stored }: Pick<CaseState, 'stored'>): string {
  return stored.application.applicationNo
}
