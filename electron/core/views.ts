import type { Account } from '../../db/accounts.ts'
import { attachmentsOf } from '../../db/attachments.ts'
import { type CaseLine, caseLine, firstCases, listCases } from '../../db/cases.ts'
import { closingOf } from '../../db/closings.ts'
import { draftOf } from '../../db/drafts.ts'
import { caseHistory } from '../../db/history.ts'
import { alteredCases } from '../../db/intact.ts'
import { listCount, type StoredList, validListNos } from '../../db/lists.ts'
import { recusalsOf } from '../../db/people.ts'
import { pinsOf } from '../../db/pins.ts'
import type { Round } from '../../db/rounds.ts'
import { roundTotals } from '../../db/roundTotals.ts'
import { movesOf } from '../../db/stages.ts'
import { supplementsOf } from '../../db/supplements.ts'
import type { ArticleKey } from '../../shared/application.ts'
import { compareApplicationNos } from '../../shared/cohort/order.ts'
import { waterfallRows } from '../../shared/cohort/waterfall.ts'
import { AppError } from '../../shared/errors.ts'
import { type ArticleInForce, previousVersion } from '../../shared/policy/inForce.ts'
import { readDraft } from '../../shared/review/draft.ts'
import { isOvertaken } from '../../shared/review/overtaken.ts'
import { caseStatus } from '../../shared/stages/caseStatus.ts'
import { openActs, STAGE_ACT_ROLES } from '../../shared/stages/moves.ts'
import { INTAKE_STAGE, lockedWhy, OUT_STAGES, REOPENED_STAGE } from '../../shared/stages/stages.ts'
import {
  type AccountView,
  type ArticleView,
  CASE_STATUSES,
  type CaseRow,
  type CaseStatus,
  type CaseView,
  type CohortView,
  type DraftView,
  type FrozenListView,
  type RoundView,
} from '../../shared/views.ts'
import { applicationFor } from './hiddenNumbers.ts'
import type { RoundAllocation } from './jobs/allocateRound.ts'
import { loadGroup } from './jobs/loadGroup.ts'
import { requireRound, roundContext } from './roundState.ts'
import { effectiveScores, type ScoredCase } from './scoring.ts'
import { caseMoveFacts, type Person } from './stageFacts.ts'
import type { Workspace } from './workspace.ts'

export function accountView({ id, name, roles, active, mustChange, createdAt }: Account): AccountView {
  return { id, name, roles, active, mustChange, createdAt }
}

/** A round with its counts and sums, worked out in the database so that a list of rounds reads no case. */
export function roundView(ws: Workspace, round: Round): RoundView {
  const totals = roundTotals(ws.db, round.id)
  const frozenListNo = validListNos(ws.db).get(round.id) ?? null
  const statusCounts = Object.fromEntries(CASE_STATUSES.map((status) => [status, 0])) as Record<CaseStatus, number>
  for (const { kind, out, count } of totals.byDecision) statusCounts[caseStatus(kind, out)] += count
  return {
    id: round.id,
    year: round.year,
    batch: round.batch,
    name: `${round.year}年第${round.batch}批`,
    budgetFen: round.budgetFen,
    policyOn: round.policyOn,
    windowFrom: round.windowFrom,
    windowTo: round.windowTo,
    rules: round.rules,
    demo: round.demo,
    sample: round.sample,
    applications: totals.applications,
    statusCounts,
    requestedFen: totals.requestedFen,
    proposedFen: totals.proposedFen,
    frozenListNo,
    fallen: frozenListNo === null && listCount(ws.db, round.id) > 0,
    closing: closingOf(ws.db, round.id),
  }
}

/** The queue, one line per case in the order of application numbers. */
export function caseRows(ws: Workspace, roundId: string): CaseRow[] {
  const lines = listCases(ws.db, roundId)
  return rowsOfLines(
    ws,
    roundId,
    lines.sort((a, b) => compareApplicationNos(a.applicationNo, b.applicationNo)),
  )
}

/** The first lines of the queue, for a screen that waits for the whole. */
export function firstCaseRows(ws: Workspace, roundId: string, count: number): CaseRow[] {
  return rowsOfLines(ws, roundId, firstCases(ws.db, roundId, count, compareApplicationNos))
}

function rowsOfLines(ws: Workspace, roundId: string, lines: CaseLine[]): CaseRow[] {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  const scores = effectiveScores(ws.db, roundId, lines.map(scoredLine))
  const altered = alteredCases(ws.db)
  return lines.map((line) => {
    const row = caseRow(line, context.articles, scores(scoredLine(line)).score?.text ?? null)
    return altered.has(line.id) ? withoutFigures(row) : row
  })
}

/** What is left in a list of a case whose record was altered: its number, and that it was. */
function withoutFigures(row: CaseRow): CaseRow {
  return {
    ...row,
    applicant: '（记录已损坏，打开看说明）',
    projectName: '',
    creditCode: '',
    outcome: null,
    requestedFen: null,
    computedFen: null,
    proposedFen: null,
    score: null,
  }
}

/** Everything the review screen shows of one case. */
export function caseView(ws: Workspace, caseId: string, viewer: Person): CaseView {
  const group = loadGroup(ws, caseId)
  const { stored, found, decision } = group.one
  const line = caseLine(ws.db, caseId)
  if (line === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
  const scores = effectiveScores(ws.db, group.round.id, [scoredLine(line)])
  const key = stored.application.article
  const article = key === null ? undefined : group.context.articles.get(key)
  const facts = caseMoveFacts(ws, viewer, group.one, group.context.articles)
  return {
    row: caseRow(line, group.context.articles, scores(scoredLine(line)).score?.text ?? null),
    roundId: group.round.id,
    application: applicationFor(viewer.roles, stored.application),
    source: stored.source,
    assessment: found?.assessment ?? null,
    assessmentId: found?.id ?? null,
    decision:
      decision === null
        ? null
        : {
            id: decision.id,
            kind: decision.kind,
            amountFen: decision.amountFen,
            computedFen: decision.computedFen,
            overridden: decision.overridden,
            opinion: decision.opinion,
            reviewer: decision.deciderName,
            decidedAt: decision.decidedAt,
          },
    stages: facts.stages.slice(),
    moves: movesOf(ws.db, caseId).map(({ from, to, moverName, movedAt }) => ({
      from,
      to,
      who: moverName,
      at: movedAt,
    })),
    acts: openActs(facts).filter((act) => STAGE_ACT_ROLES[act].some((role) => viewer.roles.includes(role))),
    locked: lockedWhy(facts),
    recusals: recusalsOf(ws.db, caseId).map(({ accountId, name, reason, declaredAt }) => ({
      accountId,
      name,
      reason,
      declaredAt,
    })),
    supplements: supplementsOf(ws.db, caseId).map(({ applicationId: _, ...one }) => one),
    attachments: attachmentsOf(ws.db, caseId).map(({ applicationId: _, sha256: __, withdrawnAt: ___, ...one }) => one),
    pins: pinsOf(ws.db, caseId),
    draft: draftView(ws, caseId, viewer),
    history: caseHistory(ws.db, caseId),
    article: article === undefined ? null : articleView(ws, article),
  }
}

function draftView(ws: Workspace, caseId: string, viewer: Person): DraftView | null {
  const saved = draftOf(ws.db, caseId, viewer.id)
  const draft = saved === null ? null : readDraft(saved.opinion)
  return draft === null || saved === null ? null : { ...draft, savedAt: saved.savedAt }
}

/** Every article in force in the round. */
export function articleViews(ws: Workspace, roundId: string): ArticleView[] {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  return [...context.articles.values()].map((article) => articleView(ws, article))
}

export function cohortView(round: RoundAllocation, trial: boolean): CohortView {
  return { allocation: round.allocation, rows: waterfallRows(round.allocation.rows, round.cases), trial }
}

export function listView(list: StoredList): FrozenListView {
  const { content } = list
  return {
    id: list.id,
    listNo: list.listNo,
    hash: list.hash,
    frozenAt: list.frozenAt,
    frozenBy: list.frozenBy,
    invalidReason: list.invalidReason,
    grantedCount: content.items.filter(({ status }) => status === 'granted').length,
    allocatedFen: content.allocation.allocatedFen,
    content,
  }
}

function articleView(ws: Workspace, article: ArticleInForce): ArticleView {
  const whole = ws.policy.policy.articles.find(({ key }) => key === article.key)
  return {
    key: article.key,
    title: article.title,
    change: whole?.change ?? '',
    current: article.version,
    previous: whole === undefined ? null : previousVersion(whole, article.version),
    parameters: Object.values(article.parameters),
    hash: article.hash,
  }
}

function scoredLine({ id, article, score }: CaseLine): ScoredCase {
  return { id, article, imported: score }
}

function isOvertakenLine(line: CaseLine): boolean {
  if (line.stage === REOPENED_STAGE) return true
  const { assessmentId, assessedRevision, decidedAssessmentId, decidedRevision } = line
  if (assessmentId === null || assessedRevision === null) return false
  if (decidedAssessmentId === null || decidedRevision === null) return false
  const decided = { assessmentId: decidedAssessmentId, revision: decidedRevision, essence: line.decidedEssence }
  return isOvertaken(decided, { assessmentId, revision: assessedRevision, essence: line.essence }, line.revision)
}

function caseRow(line: CaseLine, articles: ReadonlyMap<ArticleKey, ArticleInForce>, score: CaseRow['score']): CaseRow {
  const { kind } = line
  const stage = line.stage ?? INTAKE_STAGE.from
  return {
    id: line.id,
    applicationNo: line.applicationNo,
    applicant: line.applicant,
    article: line.article,
    articleNo: line.article === null ? '条款待核' : (articles.get(line.article)?.version.no ?? '条款待核'),
    industry: line.industry,
    projectName: line.projectName,
    status: caseStatus(kind, OUT_STAGES.includes(stage)),
    outcome: line.outcome,
    requestedFen: line.requestedFen,
    computedFen: line.computedFen,
    proposedFen: kind === 'agree' ? line.amountFen : null,
    overridden: line.overridden === 1,
    score,
    reviewer: line.decider ?? '',
    stage,
    assignee: line.assignee ?? '',
    assigneeId: line.assigneeId,
    creditCode: line.creditCode,
    stale: isOvertakenLine(line),
    reopened: stage === REOPENED_STAGE,
  }
}
