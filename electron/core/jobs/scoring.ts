import { accountById } from '../../../db/accounts.ts'
import { applicationById, type StoredApplication } from '../../../db/applications.ts'
import { validList } from '../../../db/lists.ts'
import type { Round } from '../../../db/rounds.ts'
import { addBallot, addPanel, addScheme, ballotsUnder, type StoredBallot } from '../../../db/scoring.ts'
import type { Tx } from '../../../db/write.ts'
import type { ArticleKey } from '../../../shared/application.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { AppError } from '../../../shared/errors.ts'
import type { PanelInput } from '../../../shared/scoring/inputs.ts'
import { checkPanel, type PanelExpert } from '../../../shared/scoring/panel.ts'
import { roundedText } from '../../../shared/scoring/ratio.ts'
import {
  METHOD_NAMES,
  type Points,
  readPoints,
  readScheme,
  sameCriteria,
  type TypedScheme,
  totalOf,
} from '../../../shared/scoring/scheme.ts'
import { loadRound, requireRound, roundContext } from '../roundState.ts'
import { type ArticleScoring, articleScorings, countingBallots, effectiveScores, scoredCase } from '../scoring.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { loadGroup } from './loadGroup.ts'

/** What an expert hands in on a case. */
export interface BallotInput {
  caseId: string
  /** The scheme version that was on screen. */
  schemeId: string
  expertId: string
  /** Null declares 回避, with its reason as the comment. */
  points: Points | null
  comment: string
  /** Why an earlier ballot of the same expert is corrected; empty for a first one. */
  reason: string
}

/**
 * Sets the 评审办法 of an article in a round: a new version beside the old ones; null ends it. Errors: BAD_INPUT for
 * what does not read; CONFLICT when it puts scores aside that `setAside` does not name, or changes nothing.
 */
export function setScheme(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  entry: { article: ArticleKey; scheme: TypedScheme | null; basis: string; setAside: number },
): void {
  const basis = entry.basis.trim()
  if (basis === '') throw new AppError('BAD_INPUT', '请写明依据（文号或会议纪要）')
  const scheme = entry.scheme === null ? null : readScheme(entry.scheme, false)
  record(ws, actor, (tx) => {
    const round = requireRound(ws, roundId)
    const title = requireArticle(ws, round, entry.article)
    const before = articleScorings(ws.db, roundId).get(entry.article) ?? null
    if (scheme === null && before === null) throw new AppError('CONFLICT', '本条没有评审办法，不必停用')
    if (before !== null && canonicalJson({ ...before.scheme, demo: false }) === canonicalJson(scheme)) {
      if (!before.scheme.demo) throw new AppError('CONFLICT', '与现行评审办法相同，没有变动')
    }
    const aside = before === null || sameCriteria(before.scheme, scheme) ? 0 : countScores(ws, before)
    if (aside !== entry.setAside) throw new AppError('CONFLICT', asideSentence(aside))
    addScheme(tx, roundId, { article: entry.article, scheme, basis })
    tx.log(scheme === null ? '停用评审办法' : '设定评审办法', title, {
      basis,
      ...(scheme === null
        ? {}
        : { criteria: scheme.criteria.map(({ name }) => name), method: METHOD_NAMES[scheme.method] }),
      ...(scheme?.passLine == null ? {} : { passLine: scheme.passLine }),
      ...(aside === 0 ? {} : { setAside: aside }),
    })
    invalidateValidLists(tx, roundId, `${title}的评审办法有更改`)
    const state = loadRound(ws, roundId)
    appendAssessments(ws, tx, state, state.cases)
  })
}

/** How many ballots a change of the criteria would put aside. */
export function countScores(ws: Workspace, { countingIds }: ArticleScoring): number {
  return [...countingBallots(ballotsUnder(ws.db, countingIds)).values()].reduce((sum, all) => sum + all.length, 0)
}

function asideSentence(aside: number): string {
  return aside === 0
    ? '现在没有会被搁置的评分，请刷新后再保存'
    : `更改评审指标会搁置已提交的 ${aside} 份评分（仍留记录，不再计入），须逐件重新评分；确认后再保存`
}

/**
 * Sets the panel of an article. An expert with an account must have no other role, so that others' scores stay hidden;
 * an expert without one is entered by name. Errors: CONFLICT for leaving out an expert whose scores count.
 */
export function setPanel(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  entry: { article: ArticleKey; experts: readonly PanelInput[] },
): void {
  record(ws, actor, (tx) => {
    const round = requireRound(ws, roundId)
    const title = requireArticle(ws, round, entry.article)
    const scoring = requireScoring(ws, roundId, entry.article)
    const experts = checkPanel(entry.experts.map((each) => panelExpert(ws, tx, scoring, each)))
    const kept = new Set(experts.map(({ id }) => id))
    if (kept.size !== experts.length) throw new AppError('BAD_INPUT', '同一位专家只能列一次')
    refuseLeavingOut(ws, scoring, kept)
    addPanel(tx, roundId, entry.article, experts)
    tx.log('设定评审专家组', title, { experts: experts.map(({ name }) => name) })
  })
}

function panelExpert(ws: Workspace, tx: Tx, scoring: ArticleScoring, input: PanelInput): PanelExpert {
  if (input.id === null) return { id: tx.newId(), name: input.name, onPaper: true }
  const known = scoring.panel.find(({ id }) => id === input.id)
  if (known?.onPaper === true) return { ...known, name: input.name }
  const account = accountById(ws.db, input.id)
  if (account === null) throw new AppError('NOT_FOUND', '没有这个专家账号，请刷新后重选')
  if (!account.roles.includes('expert'))
    throw new AppError('BAD_INPUT', `“${account.name}”不是评审专家账号，不能进专家组`)
  if (account.roles.length > 1) {
    throw new AppError('BAD_INPUT', `“${account.name}”还有其他角色，看得到别人的评分；请另设只有评审专家角色的账号`)
  }
  return { id: account.id, name: account.name, onPaper: false }
}

function refuseLeavingOut(ws: Workspace, scoring: ArticleScoring, kept: ReadonlySet<string>): void {
  const ballots = [...countingBallots(ballotsUnder(ws.db, scoring.countingIds)).values()].flat()
  const left = ballots.find(({ expertId }) => !kept.has(expertId))
  if (left === undefined) return
  const count = ballots.filter(({ expertId }) => expertId === left.expertId).length
  throw new AppError(
    'CONFLICT',
    `“${left.expertName}”已提交 ${count} 份评分或回避，不能移出专家组；个别申报请由本人声明回避`,
  )
}

/**
 * Appends one expert's ballot, by the expert or typed in for an expert on paper. A ballot after an earlier one is a
 * correction: it needs a reason and ends with the freeze. When the score in effect changes, valid lists are voided and
 * the applicant's cases assessed again. Errors: FORBIDDEN outside the panel; CONFLICT; BAD_INPUT naming the criterion.
 */
export function submitBallot(ws: Workspace, actor: Actor, input: BallotInput): void {
  record(ws, actor, (tx) => {
    const stored = requireCase(ws, input.caseId)
    const scoring = requireScoring(ws, stored.roundId, stored.application.article)
    if (!scoring.countingIds.includes(input.schemeId)) {
      throw new AppError('CONFLICT', '评审办法在您打开之后有更改，这份评分没有提交；请刷新后按新办法评分')
    }
    const expert = requireMember(scoring, input.expertId, actor)
    const no = stored.application.applicationNo
    const points = input.points === null ? null : readPoints(scoring.scheme, input.points)
    const [comment, reason] = [input.comment.trim(), input.reason.trim()]
    if (points === null && comment === '') throw new AppError('BAD_INPUT', '声明回避须写明理由')
    const earlier = earlierBallot(ws, scoring, stored, expert.id)
    if (earlier !== null) refuseCorrection(ws, stored, earlier, points, reason)
    const before = effectOf(ws, stored)
    addBallot(tx, {
      applicationId: stored.id,
      schemeId: scoring.newest.id,
      expertId: expert.id,
      expertName: expert.name,
      points,
      comment,
      reason: earlier === null ? '' : reason,
    })
    tx.log(points === null ? '专家回避' : earlier === null ? '专家评分' : '更正评分', no, {
      expert: expert.name,
      ...(points === null ? {} : { total: roundedText(totalOf(scoring.scheme, points)) }),
      ...(expert.onPaper ? { onBehalf: true } : {}),
      ...(comment === '' ? {} : { comment }),
      ...(earlier === null ? {} : { reason }),
    })
    if (canonicalJson(before) !== canonicalJson(effectOf(ws, stored))) settleScore(ws, tx, stored)
  })
}

/** The expert's ballot that counts so far; null before the first. */
function earlierBallot(
  ws: Workspace,
  { countingIds }: ArticleScoring,
  { id }: StoredApplication,
  expert: string,
): StoredBallot | null {
  return ballotsUnder(ws.db, countingIds, [id]).findLast(({ expertId }) => expertId === expert) ?? null
}

function refuseCorrection(
  ws: Workspace,
  stored: StoredApplication,
  earlier: StoredBallot,
  points: Points | null,
  reason: string,
): void {
  if (earlier.points === null) {
    throw new AppError('CONFLICT', '这件已声明回避，不再评分；确需评分的，请科长另行安排专家')
  }
  const list = validList(ws.db, stored.roundId)
  if (list !== null) throw new AppError('CONFLICT', `本批次已定稿（${list.listNo}），已提交的评分不能再更正`)
  if (reason === '') throw new AppError('CONFLICT', '这件已经提交过评分；要更正请写明更正理由，原评分仍留记录')
  if (canonicalJson(earlier.points) === canonicalJson(points)) {
    throw new AppError('CONFLICT', '与已提交的评分相同，没有变动')
  }
}

/** What the score in effect says of a case: the parts that a list or an assessment rests on. */
function effectOf(ws: Workspace, stored: StoredApplication) {
  const one = scoredCase(stored)
  const { score, from, review, warning } = effectiveScores(ws.db, stored.roundId, [one])(one)
  const exact = score?.exact == null ? null : `${score.exact.num}/${score.exact.den}`
  return { text: score?.text ?? null, exact, from, review, warning }
}

function settleScore(ws: Workspace, tx: Tx, stored: StoredApplication): void {
  invalidateValidLists(tx, stored.roundId, `${stored.application.applicationNo} 的评审得分有变动`)
  const group = loadGroup(ws, stored.id)
  appendAssessments(ws, tx, group, group.cases)
}

/** The member the actor may hand in for: themselves, or somebody who scores on paper. */
function requireMember({ panel }: ArticleScoring, expertId: string, actor: Actor): PanelExpert {
  const expert = panel.find(({ id }) => id === expertId)
  if (expert === undefined) throw new AppError('FORBIDDEN', '不在本条的评审专家组内，不能评分；请科长先设定专家组')
  if (!expert.onPaper && expert.id !== actor.id) {
    throw new AppError('FORBIDDEN', `“${expert.name}”有自己的账号，须由本人登录评分`)
  }
  return expert
}

function requireScoring(ws: Workspace, roundId: string, article: ArticleKey | null): ArticleScoring {
  const scoring = article === null ? undefined : articleScorings(ws.db, roundId).get(article)
  if (scoring === undefined) throw new AppError('CONFLICT', '本条还没有评审办法，请科长先在“评审”中设定')
  return scoring
}

function requireCase(ws: Workspace, caseId: string): StoredApplication {
  const stored = applicationById(ws.db, caseId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这件申报，请刷新后重试')
  return stored
}

/** "第九条 完善时尚行业支撑体系". Errors: BAD_INPUT for an article the round does not have. */
function requireArticle(ws: Workspace, round: Round, article: ArticleKey): string {
  const inForce = roundContext(ws, round).context.articles.get(article)
  if (inForce === undefined || inForce.version.status === 'repealed') {
    throw new AppError('BAD_INPUT', '本批次没有这一条款，不能设评审办法')
  }
  return `${inForce.version.no} ${inForce.title}`
}
