import { accountById } from '../../db/accounts.ts'
import { applicationById, applicationByNo, type StoredApplication } from '../../db/applications.ts'
import {
  assessmentInputs,
  assessmentsOf,
  keptText,
  latestAssessment,
  type StoredAssessment,
} from '../../db/assessments.ts'
import { latestDecision, type StoredDecision } from '../../db/decisions.ts'
import { corrections } from '../../db/history.ts'
import { parametersOfRound } from '../../db/parameters.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { chinaMinute, chineseDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import {
  type ExplainedDecision,
  type ExplainInput,
  type Explanation,
  NO_LIMITS,
  type Standing,
} from '../../shared/explain/chain.ts'
import { explain } from '../../shared/explain/explain.ts'
import {
  explainedParameters,
  limitsOf,
  sourceFacts,
  type UsedArticle,
  wordingOf,
} from '../../shared/explain/grounds.ts'
import { allocationLines, type Lines, printedLine, standing, statusOf } from '../../shared/explain/standing.ts'
import type { Article, ArticleVersion } from '../../shared/policy/article.ts'
import { articlesInForce } from '../../shared/policy/inForce.ts'
import type { FrozenList, ListItem } from '../../shared/report/frozenList.ts'
import { caseHider } from '../../shared/report/hideInCase.ts'
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
  if (asked.from !== 'list') return explain(ofRound(openSources(ws), stored, asked.from === 'trial'))
  const { list } = requireList(ws, asked.listId)
  const item = list.items.find(({ applicationNo }) => applicationNo === stored.application.applicationNo)
  if (item === undefined) {
    throw new AppError('NOT_FOUND', `名单“${list.listNo}”中没有 ${stored.application.applicationNo}`)
  }
  return explain(ofItem(openSources(ws), stored, list, item, allocationLines(list.allocation, list.round.rules)))
}

/** The same for any line of a list, worked out when asked for; null for a line whose application is gone. */
export function listExplainer(ws: Workspace, list: FrozenList): (applicationNo: string) => Explanation | null {
  const { year, batch, rules } = list.round
  const round = roundByYearBatch(ws.db, year, batch)
  if (round === null) return () => null
  const items = new Map(list.items.map((item) => [item.applicationNo, item]))
  const lines = allocationLines(list.allocation, rules)
  const sources = openSources(ws)
  return (applicationNo) => {
    const item = items.get(applicationNo)
    const stored = item === undefined ? null : applicationByNo(ws.db, round.id, applicationNo)
    if (item === undefined || stored === null) return null
    return explain(ofItem(sources, stored, list, item, lines, latestAssessment(ws.db, stored.id)))
  }
}

/** Where explanations read, with what many cases of a list share read once. */
interface Sources {
  ws: Workspace
  /** The article version kept under a hash; null when none was. */
  versionOf(hash: string): ArticleVersion | null
  /** The name behind an account id, or the id itself (命令行). */
  nameOf(id: string): string
}

function openSources(ws: Workspace): Sources {
  const versions = new Map<string, ArticleVersion | null>()
  const names = new Map<string, string>()
  return {
    ws,
    versionOf(hash) {
      if (!versions.has(hash)) {
        versions.set(hash, keptText<Pick<UsedArticle, 'version'>>(ws.db, hash)?.text?.version ?? null)
      }
      return versions.get(hash) ?? null
    },
    nameOf(id) {
      const known = names.get(id)
      if (known !== undefined) return known
      const name = accountById(ws.db, id)?.name ?? id
      names.set(id, name)
      return name
    },
  }
}

function ofRound(sources: Sources, stored: StoredApplication, trial: boolean): ExplainInput {
  const { ws } = sources
  const { applicationNo } = stored.application
  const { cases, allocation, state } = allocateRound(ws, stored.roundId, { budgetFen: null, assumeMachine: trial })
  const one = cases.find(({ id }) => id === stored.id)
  if (one === undefined) throw new AppError('CONFLICT', `${applicationNo} 还没有机审结论，请先重新测算`)
  const [newest] = assessmentsOf(ws.db, stored.id)
  const basis = basisOf(sources, stored, one.assessment, newest ?? null)
  const decision = trial ? trialDecision(one.assessment) : decisionOf(latestDecision(ws.db, stored.id))
  const row = allocation.rows.find((each) => each.applicationNo === applicationNo) ?? null
  const kind = decision === null || decision.kind === 'trial' ? null : decision.kind
  const line = allocationLines(allocation, state.round.rules)(applicationNo, placesOf(basis.article))
  return inputOf(sources, stored, basis, decision, standing({ listNo: null, trial }, statusOf(row, kind), line))
}

/**
 * A line of a list, from the newest assessment that says what the list prints. A machine trial may rest on one that
 * was never stored: then the printed line itself is what is known.
 */
function ofItem(
  sources: Sources,
  stored: StoredApplication,
  list: FrozenList,
  item: ListItem,
  lines: Lines,
  newest: StoredAssessment | null = null,
): ExplainInput {
  const used =
    newest !== null && isOfItem(newest.assessment, item)
      ? newest
      : (assessmentsOf(sources.ws.db, stored.id).find(({ assessment }) => isOfItem(assessment, item)) ?? null)
  const basis = basisOf(sources, stored, used?.assessment ?? printedAssessment(item, list), used)
  const line = lines(item.applicationNo, placesOf(basis.article)) ?? printedLine(item)
  const place = standing({ listNo: list.listNo, trial: list.trial }, item.status, line)
  const input = inputOf(sources, stored, basis, itemDecision(item, list), place)
  const { fileName, sheet, row } = stored.source
  const same = sheet === item.source.sheet && row === item.source.row
  return { ...input, source: { ...input.source, ...item.source, fileName: same ? fileName : '' } }
}

function isOfItem({ steps, amountFen, outcome }: Assessment, item: ListItem): boolean {
  return amountFen === item.computedFen && outcome === item.outcome && isSame(steps, item.steps)
}

/** Equal as data. Text first: what one program wrote mostly has its keys in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b) || canonicalJson(a) === canonicalJson(b)
}

function printedAssessment(item: ListItem, list: FrozenList): Assessment {
  const { article, articleNo, outcome, reasons, computedFen, steps } = item
  const articleHash = list.articles.find(({ key }) => key === article)?.hash ?? ''
  const printed = { article, articleNo, articleHash, outcome, steps, amountFen: computedFen }
  return { ...printed, conditions: reasons, warnings: [], demo: list.demo }
}

/** What an assessment rested on: its own inputs where it is stored, else the round as it stands. */
interface Basis {
  assessment: Assessment
  inputs: AssessmentInputs | null
  /** The newest revision of the application that belongs to it. */
  revision: number
  rules: AssessmentInputs['round']['rules']
  article: UsedArticle | null
  whole: Article | null
  parameters: readonly UsedParameter[]
}

function basisOf(
  sources: Sources,
  stored: StoredApplication,
  assessment: Assessment,
  kept: StoredAssessment | null,
): Basis {
  const { ws } = sources
  const own = kept !== null && isSame(kept.assessment, assessment) ? kept : null
  const inputs = own === null ? null : readInputs(assessmentInputs(ws.db, own.id))
  const round = inputs?.round ?? requireRound(ws, stored.roundId)
  const parameters = inputs?.parameters ?? [...parametersOfRound(ws.db, stored.roundId).values()]
  const whole = ws.policy.policy.articles.find(({ key }) => key === assessment.article) ?? null
  const version = sources.versionOf(assessment.articleHash)
  const versions = version === null ? (whole?.versions ?? []) : [version]
  const articles = whole === null ? [] : [{ ...whole, versions }]
  const inForce = articlesInForce({ ...ws.policy.policy, articles }, round.policyOn, parameters, () => '')
  const article = whole === null ? null : (inForce.get(whole.key) ?? null)
  return {
    assessment,
    inputs,
    revision: own?.revision ?? stored.revision,
    rules: round.rules,
    article,
    whole,
    parameters,
  }
}

function inputOf(
  sources: Sources,
  stored: StoredApplication,
  basis: Basis,
  decision: ExplainedDecision | null,
  place: Standing,
): ExplainInput {
  const { assessment, inputs, article, whole, parameters } = basis
  const { ws } = sources
  const application = inputs?.application ?? stored.application
  const hide = caseHider(application)
  const known = corrections(ws.db, stored.id).filter(({ revision }) => revision <= basis.revision)
  const changes = known.map(({ at, who, reason, changes }) => {
    const why = reason === '' ? '' : `，${hide(reason)}`
    return { changes, note: `（${who} ${chinaMinute(at)}${why}）` }
  })
  return {
    applicationNo: application.applicationNo,
    applicant: application.applicant,
    articleNo: assessment.articleNo,
    outcome: assessment.outcome,
    computedFen: assessment.amountFen,
    steps: assessment.steps,
    conditions: assessment.conditions.map((condition) => ({ ...condition, text: hide(condition.text) })),
    rounding: basis.rules.rounding,
    limits: article === null ? NO_LIMITS : limitsOf(article, application, inputs?.applicant ?? null),
    wording: article === null ? null : wordingOf(article, whole, ws.policy.policy.commonConditions),
    parameters: article === null ? [] : explainedParameters(article.parameters, enteredBy(sources, parameters)),
    decision: decision === null ? null : { ...decision, opinion: hide(decision.opinion) },
    standing: place,
    source: {
      ...stored.source,
      facts: article === null ? [] : sourceFacts(article.version, application, changes),
    },
  }
}

/** 「科长丙 2026-03-05 09:12 录入，自2026年1月1日起」; empty for a value nobody entered. */
function enteredBy({ nameOf }: Sources, parameters: readonly UsedParameter[]): (key: string) => string {
  return (key) => {
    const version = parameters.find((one) => one.key === key)
    if (version?.enteredBy === undefined || version.enteredAt === undefined) return ''
    const from = version.effectiveFrom === undefined ? '' : `，自${chineseDate(version.effectiveFrom)}起`
    return `${nameOf(version.enteredBy)} ${chinaMinute(version.enteredAt)} 录入${from}`
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
