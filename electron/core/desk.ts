import { latestAssessmentSteps } from '../../db/assessments.ts'
import { latestDecisions } from '../../db/decisions.ts'
import { earlierGrants } from '../../db/earlierGrants.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { validList } from '../../db/lists.ts'
import { decidedCases } from '../../db/people.ts'
import { referenceEntries } from '../../db/references.ts'
import { ballotsUnder } from '../../db/scoring.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { sharesInBudget } from '../../shared/cohort/allocation.ts'
import type { DeskFigures } from '../../shared/contract/desk.ts'
import { type Approval, blockersOf } from '../../shared/desk/approval.ts'
import { type AttentionRow, attentionRows, type DeskCase, type DeskMatch } from '../../shared/desk/attention.ts'
import { type FigureCase, figuresOf } from '../../shared/desk/figures.ts'
import {
  inOrderOfMeeting,
  type MeetingCase,
  type MeetingPlace,
  type MeetingSource,
  meetingCase,
  meetingPlace,
  shownApplicant,
} from '../../shared/desk/meeting.ts'
import { type YearGrant, type YearOverYear, yearOverYear } from '../../shared/desk/yearOverYear.ts'
import { AppError } from '../../shared/errors.ts'
import { yuanGrouped } from '../../shared/money.ts'
import { claimPlace, reasonWords } from '../../shared/radar/claimText.ts'
import { type RadarPair, radarPairKey } from '../../shared/radar/radarView.ts'
import { DECISION_NAMES } from '../../shared/report/casePaper.ts'
import { itemShares, type ListItem } from '../../shared/report/frozenList.ts'
import { type FactFinder, factFinder, personalFacts } from '../../shared/report/personalFacts.ts'
import { hidePersonalData } from '../../shared/report/privacy.ts'
import { industryName } from '../../shared/review/words.ts'
import { roundedText } from '../../shared/scoring/ratio.ts'
import { caseResult } from '../../shared/scoring/result.ts'
import { STAGES } from '../../shared/stages/stages.ts'
import { InSteps } from './inSteps.ts'
import { allocateRound, type RoundAllocation } from './jobs/allocateRound.ts'
import { lapsedBatches } from './jobs/freezeRound.ts'
import { outdatedInRound, outdatedSteps } from './jobs/outdatedCases.ts'
import { radarPairSteps, radarPairs } from './radar.ts'
import { restrictionState } from './restrictions.ts'
import { applicationsInOrder, CASE_WORK } from './roundApplications.ts'
import { type CaseState, isOut, isStale } from './roundState.ts'
import { articleScorings, countingBallots } from './scoring.ts'
import { untilChange } from './untilChange.ts'
import type { Actor, Workspace } from './workspace.ts'

/** Everything the chief looks at before approving, without personal numbers people quoted. Errors: NOT_FOUND. */
export const attentionOf = untilChange((ws, roundId): AttentionRow[] => {
  // Thousands of cases say the same.
  const masked = new Map<string, string>()
  return attentionRows(wholeDesk(ws, roundId), yuanGrouped).map((row) => {
    const reason = masked.get(row.reason) ?? hidePersonalData(row.reason)
    masked.set(row.reason, reason)
    return { ...row, reason }
  })
})

/** Errors: NOT_FOUND. */
export function deskFigures(ws: Workspace, roundId: string): DeskFigures {
  const round = allocated(ws, roundId)
  const rows = new Map(round.allocation.rows.map((row) => [row.applicationNo, row]))
  const cases = inRound(round).map(({ stored, found }): FigureCase => {
    const { application } = stored
    const row = rows.get(application.applicationNo)
    return {
      articleNo: found?.assessment.articleNo ?? '条款待核',
      articleTitle: titleOf(ws, application.article),
      industry: industryName(application.industry),
      requestedFen: application.facts.requestedFen ?? null,
      sharing: row !== undefined && sharesInBudget(row),
      entitledFen: row?.entitledFen ?? 0,
      allocatedFen: row?.allocatedFen ?? 0,
    }
  })
  return {
    figures: figuresOf(cases),
    years: yearsOf(ws, round.state.round, round.allocation.rows),
  }
}

/** What an item of a list adds to the figures. */
export function figureOfItem(item: ListItem): FigureCase {
  const { articleNo, articleTitle, industry, requestedFen, entitledFen, allocatedFen } = item
  return {
    ...{ articleNo, articleTitle, industry, requestedFen, entitledFen, allocatedFen },
    sharing: itemShares(item),
  }
}

/** The grants of a round beside those of earlier ones. */
export function yearsOf(
  ws: Workspace,
  round: { year: number; batch: number },
  own: readonly { article: ArticleKey | null; allocatedFen: number }[],
): YearOverYear {
  const earlier = earlierGrants(ws.db, round.year, round.batch).map(
    ({ key, year, batch, article, allocatedFen }): YearGrant => {
      return { year, batch, allocatedFen, articleTitle: titleOf(ws, article), imported: key.startsWith('entry:') }
    },
  )
  const withoutSum = referenceEntries(ws.db, 'own-round').filter(({ facts }) => facts.amountFen === undefined).length
  const granted = own.map(({ article, allocatedFen }) => ({ articleTitle: titleOf(ws, article), allocatedFen }))
  return yearOverYear({ year: round.year, batch: round.batch }, granted, earlier, withoutSum)
}

/** What a freeze would fix, and what stands in its way for this person. Errors: NOT_FOUND. */
export function approvalOf(ws: Workspace, actor: Actor, roundId: string): Approval {
  const round = allocated(ws, roundId)
  const cases = deskCases(ws, roundId, round, false)
  const { allocation, state } = round
  const count = (which: (one: DeskCase) => boolean) => cases.filter(which).length
  const frozen = validList(ws.db, roundId)
  const outdated = outdatedCount(ws, roundId)
  const decided = decidedCases(ws.db, actor.id, roundId)
  const own = count(({ caseId, decision }) => decision !== null && decided.has(caseId))
  const tieWords = allocation.blocked.filter((words) => !words.includes('并列待定'))
  return {
    stages: STAGES.map((stage) => ({ stage, count: state.cases.filter((one) => one.stage === stage).length })).filter(
      (each) => each.count > 0,
    ),
    granted: allocation.rows.filter(({ allocatedFen }) => allocatedFen > 0).length,
    refused: count(({ decision }) => decision?.kind === 'refuse'),
    waiting: count(({ quota }) => quota === 'waiting'),
    allocatedFen: allocation.allocatedFen,
    remainderFen: allocation.remainderFen,
    blockers: blockersOf(cases, allocation.ties.length, [
      ...lapsedBatches(ws, state.round),
      ...tieWords,
      ...(outdated === 0 ? [] : [`${outdated} 件的机审结论不是最新的，请先到“批次”重新机审`]),
      ...(allocation.rows.length === 0 ? ['没有拟同意的申报，请先完成审核'] : []),
      ...(own === 0 ? [] : [`名单中有 ${own} 件由您本人拟定过意见，须由另一位科长定稿`]),
      ...(frozen === null ? [] : [`本批次已有有效名单“${frozen.listNo}”，没有变动，不必再次定稿`]),
    ]),
  }
}

/** The order in which the meeting goes through the cases, without personal data. Errors: NOT_FOUND. */
export const meetingOf = untilChange((ws, roundId): MeetingPlace[] => {
  const applicants = meetingNames(ws, roundId)
  return meetingSources(ws, roundId).map((one) => meetingPlace(one, applicants.get(one.caseId) ?? ''))
})

/** One case of the meeting, every text without personal data. Errors: NOT_FOUND. */
export function meetingCaseOf(ws: Workspace, roundId: string, caseId: string): MeetingCase {
  const one = meetingSources(ws, roundId).find((source) => source.caseId === caseId)
  if (one === undefined) throw new AppError('NOT_FOUND', '会议顺序中没有这一件，可能已退回或撤回，请重新投屏')
  return meetingCase(one, meetingFacts(ws, roundId))
}

/** What is known of the applicants, kept while people work on the cases. */
const meetingFacts = untilChange(
  (ws, roundId): FactFinder =>
    factFinder(applicationsInOrder(ws, roundId).flatMap(({ application }) => personalFacts(application))),
  CASE_WORK,
)

/** How the room reads the applicant of each case, by case; kept as they are. */
const meetingNames = untilChange((ws, roundId): ReadonlyMap<string, string> => {
  const facts = meetingFacts(ws, roundId)
  const stored = applicationsInOrder(ws, roundId)
  return new Map(stored.map(({ id, application }) => [id, shownApplicant(application, facts)]))
}, CASE_WORK)

const meetingSources = untilChange((ws, roundId): MeetingSource[] => {
  const round = allocated(ws, roundId)
  const disputes = Map.groupBy(attentionRows(wholeDesk(ws, roundId), yuanGrouped), ({ caseId }) => caseId)
  const scores = new Map(round.cases.map(({ id, score }) => [id, score?.text ?? null]))
  const rows = new Map(round.allocation.rows.map((row) => [row.applicationNo, row]))
  const sources = inRound(round).map((one): MeetingSource => {
    const { stored, found, decision, stage } = one
    const { application } = stored
    const row = rows.get(application.applicationNo)
    const sharing = row !== undefined && sharesInBudget(row)
    return {
      caseId: stored.id,
      application,
      articleNo: found?.assessment.articleNo ?? '条款待核',
      articleTitle: titleOf(ws, application.article),
      industry: industryName(application.industry),
      score: scores.get(stored.id) ?? null,
      stage,
      outcome: found?.assessment.outcome ?? null,
      steps: found?.assessment.steps ?? [],
      open: (found?.assessment.conditions ?? []).filter(({ outcome }) => outcome !== 'met'),
      proposal: decision === null ? '尚未拟定' : DECISION_NAMES[decision.kind],
      agreed: decision?.kind === 'agree',
      opinion: decision?.opinion ?? '',
      entitledFen: row?.entitledFen ?? null,
      allocatedFen: sharing ? row.allocatedFen : null,
      cutFen: sharing ? row.entitledFen - row.allocatedFen : 0,
      disputes: (disputes.get(stored.id) ?? [])
        .filter(({ kind }) => !PLAIN_STANDINGS.includes(kind))
        .map(({ kind, reason }) => ({ kind, text: reason })),
    }
  })
  return inOrderOfMeeting(sources)
})

/** Where a case stands is said beside it; the meeting talks of what is not settled. */
const PLAIN_STANDINGS: readonly AttentionRow['kind'][] = ['recheck', 'proposed', 'approval']

/** Assessments read in one step. */
const PER_STEP = 1500

/** A decision adds a few records at most, which are read with the rest. */
const recordsAhead = untilChange(
  ({ db }, roundId) => new InSteps(() => recordSteps(db, roundId)),
  CASE_WORK.filter((table) => table !== 'assessment'),
)

function* recordSteps(db: ReadableDb, roundId: string): Generator<void> {
  yield* latestAssessmentSteps(db, roundId, PER_STEP)
  yield
  latestDecisions(db, roundId)
}

/**
 * Works towards what a screen of the desk needs, a step at a time, so that no call has to wait for a whole round to be
 * read. What changes meanwhile is worked out when the screen is answered. Errors: as the screen's own.
 */
export function* deskSteps(
  ws: Workspace,
  roundId: string,
  screen: 'attention' | 'approval' | 'figures' | 'meeting',
): Generator<void> {
  applicationsInOrder(ws, roundId)
  yield
  while (recordsAhead(ws, roundId).advance()) yield
  const { state } = allocated(ws, roundId)
  if (screen === 'approval') yield* outdatedSteps(ws, state)
  if (screen !== 'attention' && screen !== 'meeting') return
  yield* radarPairSteps(ws, roundId)
  wholeDesk(ws, roundId)
  if (screen !== 'meeting') return
  yield
  meetingFacts(ws, roundId)
  yield
  meetingNames(ws, roundId)
  yield
}

const allocated = untilChange((ws, roundId): RoundAllocation => {
  return allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
})

const wholeDesk = untilChange((ws, roundId) => deskCases(ws, roundId, allocated(ws, roundId), true))

const outdatedCount = untilChange((ws, roundId) => outdatedInRound(ws, allocated(ws, roundId).state).length)

function inRound({ state }: RoundAllocation): CaseState[] {
  return state.cases.filter((one) => !isOut(one))
}

/** The round's cases as the desk lists them; `whole` also compares with other grants and asks the experts' scores. */
function deskCases(ws: Workspace, roundId: string, round: RoundAllocation, whole: boolean): DeskCase[] {
  const rows = new Map(round.allocation.rows.map((row) => [row.applicationNo, row]))
  const matches = whole ? matchesOf(radarPairs(ws, roundId)) : new Map<string, DeskMatch[]>()
  const splits = whole ? splitsOf(ws, roundId) : new Map<string, string>()
  return inRound(round).map((one): DeskCase => {
    const { stored, found, decision, stage } = one
    const { application, id } = stored
    const row = rows.get(application.applicationNo)
    const sharing = row !== undefined && sharesInBudget(row)
    const computedFen = found?.assessment.amountFen ?? null
    return {
      caseId: id,
      applicationNo: application.applicationNo,
      applicant: application.applicant,
      article: application.article,
      articleNo: found?.assessment.articleNo ?? '条款待核',
      industry: industryName(application.industry),
      stage,
      decision:
        decision === null
          ? null
          : {
              kind: decision.kind,
              opinion: decision.opinion,
              overridden: decision.overridden,
              deciderName: decision.deciderName,
            },
      computedFen,
      amountFen:
        row === undefined ? (decision?.amountFen ?? computedFen) : sharing ? row.allocatedFen : row.entitledFen,
      quota: row?.quota ?? null,
      stale: isStale(one),
      warnings: found?.assessment.warnings ?? [],
      restriction: whole ? restrictionText(ws, one) : '',
      split: splits.get(id) ?? '',
      matches: matches.get(id) ?? [],
    }
  })
}

function restrictionText(ws: Workspace, { stored, found }: CaseState): string {
  const stopped = found?.assessment.conditions.some(({ id, outcome }) => id === 'not-restricted' && outcome === 'unmet')
  const lifted = found?.assessment.warnings.some((words) => words.startsWith('申报单位在失信/限制名单内'))
  if (stopped !== true && lifted !== true) return ''
  const { restrictions, lifted: words } = restrictionState(ws, stored)
  if (restrictions.length === 0) return ''
  const listed = restrictions.map(({ text }) => text).join('；')
  return `在失信/限制名单内：${listed}${words === null ? '' : `；${words}`}`
}

/** Pairs by application. Names stay on the radar: the chief's list says place, sum and what is alike. */
function matchesOf(pairs: readonly RadarPair[]): Map<string, DeskMatch[]> {
  const matches = new Map<string, DeskMatch[]>()
  for (const pair of pairs) {
    const { applicationId, other, evidence, ruling } = pair
    const amount = other.amountFen === null ? '' : `，${yuanGrouped(other.amountFen)} 元`
    const said = ruling === null ? '' : `；${ruling.rulerName}认定，理由：${ruling.reason}`
    const text = `与${claimPlace(other)}${amount}：${reasonWords(evidence).join('、')}${said}`
    const own = matches.get(applicationId) ?? []
    own.push({ key: radarPairKey(pair), ruling: ruling?.ruling ?? null, text })
    matches.set(applicationId, own)
  }
  return matches
}

/** Cases in which the experts differ by more than the set limit. */
function splitsOf(ws: Workspace, roundId: string): Map<string, string> {
  const splits = new Map<string, string>()
  for (const { scheme, countingIds } of articleScorings(ws.db, roundId).values()) {
    for (const [id, ballots] of countingBallots(ballotsUnder(ws.db, countingIds))) {
      const { disagrees, range, totals } = caseResult(scheme, ballots)
      if (!disagrees || range === null) continue
      splits.set(id, `${totals.size} 位专家评分极差 ${roundedText(range)} 分，超过 ${scheme.disagreementAbove} 分`)
    }
  }
  return splits
}

function titleOf(ws: Workspace, article: ArticleKey | null): string {
  const found = ws.policy.policy.articles.find(({ key }) => key === article)
  return found?.title ?? '条款未注明'
}
