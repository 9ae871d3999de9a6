import { accountById } from '../../db/accounts.ts'
import { applicationById, type StoredApplication } from '../../db/applications.ts'
import { assessmentInputs, assessmentsOf, keptText, type StoredAssessment } from '../../db/assessments.ts'
import { latestDecision, type StoredDecision } from '../../db/decisions.ts'
import { corrections } from '../../db/history.ts'
import { parametersOfRound } from '../../db/parameters.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { chinaMinute, chineseDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { ExplainedDecision, ExplainInput, Explanation, Standing } from '../../shared/explain/chain.ts'
import { NO_LIMITS } from '../../shared/explain/chain.ts'
import { explain } from '../../shared/explain/explain.ts'
import {
  explainedParameters,
  limitsOf,
  sourceFacts,
  type UsedArticle,
  wordingOf,
} from '../../shared/explain/grounds.ts'
import { standingOf, standingOfLine, statusOf } from '../../shared/explain/standing.ts'
import type { Article } from '../../shared/policy/article.ts'
import { articlesInForce } from '../../shared/policy/inForce.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import type { Assessment } from '../../shared/review/assessment.ts'
import { allocateRound } from './jobs/allocateRound.ts'
import { requireList } from './jobs/freezeRound.ts'
import { requireRound } from './roundState.ts'
import { type AssessmentInputs, readInputs, type UsedParameter } from './storedInputs.ts'
import type { Workspace } from './workspace.ts'

/** Which amount of a case is asked about: as the round stands, as a machine trial, or as a frozen list prints it. */
export type AskedAmount = { from: 'round' } | { from: 'trial' } | { from: 'list'; listId: string }

/**
 * The whole way of a case's amount. Errors: NOT_FOUND for no such case or list, or a case that is not on the list;
 * CONFLICT when the case was never assessed; DAMAGED for a list that is not what was frozen.
 */
export function explainCase(ws: Workspace, caseId: string, asked: AskedAmount): Explanation {
  const stored = applicationById(ws.db, caseId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这件申报，列表可能已变动，请刷新后重试')
  const found = asked.from === 'list' ? ofList(ws, stored, asked.listId) : ofRound(ws, stored, asked.from === 'trial')
  return explain(found)
}

function ofRound(ws: Workspace, stored: StoredApplication, trial: boolean): ExplainInput {
  const { applicationNo } = stored.application
  const round = allocateRound(ws, stored.roundId, { budgetFen: null, assumeMachine: trial })
  const one = round.cases.find(({ id }) => id === stored.id)
  if (one === undefined) throw new AppError('CONFLICT', `${applicationNo} 还没有机审结论，请先重新测算`)
  const [newest] = assessmentsOf(ws.db, stored.id)
  const basis = basisOf(ws, stored, one.assessment, newest ?? null)
  const decision = trial ? trialDecision(one.assessment) : decisionOf(latestDecision(ws.db, stored.id))
  const row = round.allocation.rows.find((each) => each.applicationNo === applicationNo) ?? null
  const kind = decision === null || decision.kind === 'trial' ? null : decision.kind
  const head = { listNo: null, trial, status: statusOf(row, kind), places: placesOf(basis.article) }
  const standing = standingOf(applicationNo, round.allocation, round.state.round.rules, head)
  return inputOf(ws, stored, basis, decision, standing)
}

function ofList(ws: Workspace, stored: StoredApplication, listId: string): ExplainInput {
  const { list } = requireList(ws, listId)
  const { applicationNo } = stored.application
  const item = list.items.find((one) => one.applicationNo === applicationNo)
  if (item === undefined) throw new AppError('NOT_FOUND', `名单“${list.listNo}”中没有 ${applicationNo}`)
  const all = assessmentsOf(ws.db, stored.id)
  const used = all.find(({ assessment }) => isOfItem(assessment, item)) ?? null
  if (used === null) throw new AppError('NOT_FOUND', `找不到“${list.listNo}”定稿时 ${applicationNo} 的机审结论`)
  const basis = basisOf(ws, stored, used.assessment, used)
  return inputOf(ws, stored, basis, itemDecision(item, list), itemStanding(item, list, placesOf(basis.article)))
}

/** The assessment the list was frozen with: the newest that says what the list prints. */
function isOfItem({ steps, amountFen, outcome }: Assessment, item: ListItem): boolean {
  const printed = { steps: item.steps, amountFen: item.computedFen, outcome: item.outcome }
  return canonicalJson({ steps, amountFen, outcome }) === canonicalJson(printed)
}

/** What an assessment rested on: its own inputs where it is stored, else the round as it stands. */
interface Basis {
  assessment: Assessment
  inputs: AssessmentInputs | null
  rules: AssessmentInputs['round']['rules']
  article: UsedArticle | null
  whole: Article | null
  parameters: readonly UsedParameter[]
}

function basisOf(
  ws: Workspace,
  stored: StoredApplication,
  assessment: Assessment,
  kept: StoredAssessment | null,
): Basis {
  const own = kept !== null && canonicalJson(kept.assessment) === canonicalJson(assessment) ? kept : null
  const inputs = own === null ? null : readInputs(assessmentInputs(ws.db, own.id))
  const round = inputs?.round ?? requireRound(ws, stored.roundId)
  const parameters = inputs?.parameters ?? [...parametersOfRound(ws.db, stored.roundId).values()]
  const whole = ws.policy.policy.articles.find(({ key }) => key === assessment.article) ?? null
  const text = keptText<Pick<Article, 'key' | 'title'> & Pick<UsedArticle, 'version'>>(
    ws.db,
    assessment.articleHash,
  )?.text
  const versions = text == null ? (whole?.versions ?? []) : [text.version]
  const inForce =
    whole === null
      ? undefined
      : articlesInForce(
          { ...ws.policy.policy, articles: [{ ...whole, versions }] },
          round.policyOn,
          parameters,
          () => assessment.articleHash,
        ).get(whole.key)
  return { assessment, inputs, rules: round.rules, article: inForce ?? null, whole, parameters }
}

function inputOf(
  ws: Workspace,
  stored: StoredApplication,
  basis: Basis,
  decision: ExplainedDecision | null,
  standing: Standing,
): ExplainInput {
  const { assessment, inputs, article, whole, parameters } = basis
  const application = inputs?.application ?? stored.application
  const changes = corrections(ws.db, stored.id).map(({ at, who, reason, changes }) => {
    const why = reason === '' ? '' : `，${reason}`
    return { changes, note: `（${who} ${chinaMinute(at)}${why}）` }
  })
  return {
    applicationNo: application.applicationNo,
    applicant: application.applicant,
    articleNo: assessment.articleNo,
    outcome: assessment.outcome,
    computedFen: assessment.amountFen,
    steps: assessment.steps,
    conditions: assessment.conditions,
    rounding: basis.rules.rounding,
    limits: article === null ? NO_LIMITS : limitsOf(article, application, inputs?.applicant ?? null),
    wording: article === null ? null : wordingOf(article, whole, ws.policy.policy.commonConditions),
    parameters: article === null ? [] : explainedParameters(article.parameters, enteredBy(ws, parameters)),
    decision,
    standing,
    source: {
      ...stored.source,
      facts: article === null ? [] : sourceFacts(article.version, application, changes),
    },
  }
}

/** 「科长丙 2026-03-05 09:12 录入，自2026年1月1日起」; empty for a value nobody entered. */
export function enteredBy(ws: Workspace, parameters: readonly UsedParameter[]): (key: string) => string {
  return (key) => {
    const version = parameters.find((one) => one.key === key)
    if (version?.enteredBy === undefined || version.enteredAt === undefined) return ''
    const who = accountById(ws.db, version.enteredBy)?.name ?? version.enteredBy
    const from = version.effectiveFrom === undefined ? '' : `，自${chineseDate(version.effectiveFrom)}起`
    return `${who} ${chinaMinute(version.enteredAt)} 录入${from}`
  }
}

function placesOf(article: UsedArticle | null): number | null {
  const quota = article?.version.quota ?? null
  const value = quota === null ? null : (article?.parameters[quota.places]?.value ?? null)
  return value?.type === 'integer' ? value.integer : null
}

function decisionOf(decision: StoredDecision | null): ExplainedDecision | null {
  if (decision === null) return null
  const { kind, amountFen, computedFen, overridden, opinion, deciderName, decidedAt } = decision
  return { kind, amountFen, computedFen, overridden, opinion, reviewer: deciderName, at: chinaMinute(decidedAt) }
}

/** In a trial nobody has decided: what the machine found stands, as on the trial's own list. */
function trialDecision({ outcome, amountFen }: Assessment): ExplainedDecision | null {
  const nobody = { overridden: false, opinion: '', reviewer: '', at: '', computedFen: amountFen }
  if (outcome === 'unmet' || outcome === 'repealed') return { ...nobody, kind: 'refuse', amountFen: null }
  return outcome === 'met' && amountFen !== null ? { ...nobody, kind: 'trial', amountFen } : null
}

function itemDecision(item: ListItem, list: FrozenList): ExplainedDecision | null {
  const { status, entitledFen, computedFen, overridden, opinion, reviewer } = item
  if (status === 'open') return null
  const kind = status === 'refused' ? 'refuse' : list.trial && reviewer === '' ? 'trial' : 'agree'
  return { kind, amountFen: kind === 'refuse' ? null : entitledFen, computedFen, overridden, opinion, reviewer, at: '' }
}

function itemStanding(item: ListItem, list: FrozenList, places: number | null): Standing {
  const { listNo, trial, allocation, round } = list
  if (!allocation.rows.some(({ applicationNo }) => applicationNo === item.applicationNo)) {
    return standingOfLine(item, { listNo, trial })
  }
  return standingOf(item.applicationNo, allocation, round.rules, { listNo, trial, status: item.status, places })
}
