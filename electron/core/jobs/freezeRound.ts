import { auditHead } from '../../../db/audit.ts'
import { closedRounds } from '../../../db/closings.ts'
import { decisionsOf } from '../../../db/decisions.ts'
import { sha256 } from '../../../db/digest.ts'
import { refuseAlteredRound } from '../../../db/intact.ts'
import {
  addList,
  listById,
  listCount,
  listsNumbered,
  type StoredList,
  validList,
  validListNos,
} from '../../../db/lists.ts'
import { recusedCases } from '../../../db/people.ts'
import { earlierBatches, type Round } from '../../../db/rounds.ts'
import { addMove } from '../../../db/stages.ts'
import type { Tx } from '../../../db/write.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { AppError } from '../../../shared/errors.ts'
import { buildList, type ListCase } from '../../../shared/report/buildList.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import { APPROVED_STAGE, REFUSED_STAGE, REOPENED_STAGE, type Stage } from '../../../shared/stages/stages.ts'
import { type CaseState, isOut, isStale, requireRound } from '../roundState.ts'
import { type Actor, COMMAND_LINE, record, type Workspace } from '../workspace.ts'
import { allocateRound, type RoundAllocation } from './allocateRound.ts'
import { outdatedCases } from './outdatedCases.ts'
import { voidOvertakenLists } from './overtakenLists.ts'

/** So many application numbers a refusal names. */
const MOST_NAMED = 5

/** The round as it stands, marked 试算; nothing is written. Errors: DAMAGED when a record is not as it was written. */
export function trialList(ws: Workspace, actor: Actor, roundId: string, assumeMachine: boolean): FrozenList {
  refuseAlteredRound(ws.db, roundId)
  const round = allocateRound(ws, roundId, { budgetFen: null, assumeMachine })
  return sealed(listOf(ws, actor, round, { listNo: '试算', trial: true }))
}

/**
 * 审定: fixes the round's list under an id and a hash, which every paper prints. Errors: CONFLICT naming what stops it
 * (ties, unset quota parameters, cases changed after their decision or not re-checked, nothing granted, a valid list
 * already there, a fallen list of an earlier batch of the year);
 * DAMAGED when a record is not as it was written; FORBIDDEN when the chief would approve what he or she proposed, or declared 回避 on (domain.md §6).
 */
export function freezeRound(ws: Workspace, actor: Actor, roundId: string): FrozenList {
  return record(ws, actor, (tx) => {
    const existing = validList(ws.db, roundId)
    if (existing !== null)
      throw new AppError('CONFLICT', `本批次已有有效名单“${existing.listNo}”，没有变动，不必再次定稿`)
    refuseAlteredRound(ws.db, roundId)
    const round = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
    refuseUnready(round, outdatedCases(ws, round.state), lapsedBatches(ws, round.state.round))
    refuseReopened(round.state.cases)
    refuseOwnProposals(ws, actor, round.state.cases)
    refuseRecused(ws, actor, round.state.cases)
    refuseUnchecked(actor, round.state.cases)
    const { year, batch } = round.state.round
    // Counted over all lists of that name: a sample round that was thrown away may have had the same year and batch.
    const prefix = `定稿${year}-${batch}-`
    const listNo = `${prefix}${String(listsNumbered(ws.db, prefix) + 1).padStart(2, '0')}`
    const list = sealed(listOf(ws, actor, round, { listNo, trial: false }))
    const stored = casesByNo(round)
    const allocations = round.allocation.rows.map(({ applicationNo, quota, entitledFen, allocatedFen }) => {
      return { applicationId: caseOf(stored, applicationNo).stored.id, quota, entitledFen, allocatedFen }
    })
    addList(tx, { roundId, content: list, allocations })
    const waiting = new Set(allocations.flatMap((one) => (one.quota === 'waiting' ? [one.applicationId] : [])))
    for (const one of round.state.cases) {
      const to = approvedStage(one, waiting.has(one.stored.id))
      if (to !== one.stage) addMove(tx, { applicationId: one.stored.id, from: one.stage, to, reason: list.listNo })
    }
    tx.log('定稿', list.listNo, {
      hash: list.hash,
      allocatedFen: list.allocation.allocatedFen,
      items: list.items.length,
    })
    voidLaterLists(ws, tx, round.state.round)
    return list
  })
}

/** A frozen list whose stored content still has the hash it was frozen with. Errors: NOT_FOUND, DAMAGED. */
export function requireList(ws: Workspace, listId: string): CheckedList {
  const stored = listById(ws.db, listId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这份定稿名单，请刷新后重试')
  requireRound(ws, stored.roundId)
  return checked(stored)
}

/** The round's valid frozen list, checked alike. Errors: NOT_FOUND saying how to get one, DAMAGED. */
export function requireValidList(ws: Workspace, roundId: string): CheckedList {
  const stored = validList(ws.db, roundId)
  if (stored === null) {
    throw new AppError('NOT_FOUND', '本批次没有有效的定稿名单，请先定稿；只想看试算可加 --assume-machine')
  }
  return checked(stored)
}

interface CheckedList {
  list: FrozenList
  invalidReason: string | null
}

function checked(stored: StoredList): CheckedList {
  const { hash, ...content } = stored.content
  if (hash !== stored.hash || hashOf(content) !== hash) {
    throw new AppError('DAMAGED', `“${stored.listNo}”的内容与定稿时的校验码不符，请停止使用并核验数据库`)
  }
  return { list: stored.content, invalidReason: stored.invalidReason }
}

/** What an earlier batch grants counts against the yearly caps and places of later ones (domain.md §3 step 4, §4.1). */
function voidLaterLists(ws: Workspace, tx: Tx, { year, batch }: Round): void {
  const isLater = (other: Round): boolean => other.year > year || (other.year === year && other.batch > batch)
  voidOvertakenLists(ws, tx, isLater, `较早的${year}年第${batch}批重新定稿`)
}

/**
 * Earlier batches of the year whose list fell and was not replaced: what they granted would be granted once more. One
 * that the chief gave up grants nothing.
 */
export function lapsedBatches(ws: Workspace, { year, batch }: Round): string[] {
  const valid = validListNos(ws.db)
  const closed = closedRounds(ws.db)
  return earlierBatches(ws.db, year, batch)
    .filter(({ id }) => !valid.has(id) && !closed.has(id) && listCount(ws.db, id) > 0)
    .map(
      (earlier) =>
        `${earlier.year}年第${earlier.batch}批的名单已失效，它占用的年度上限和名额无从计入，请先将它重新定稿，或由科长在“批次”中结束它（不再定稿）`,
    )
}

function refuseUnready(
  { allocation, state }: RoundAllocation,
  outdated: readonly string[],
  lapsed: readonly string[],
): void {
  const stale = state.cases.filter(isStale).map(({ stored }) => stored.application.applicationNo)
  const reasons = [
    ...lapsed,
    ...allocation.blocked,
    ...(outdated.length === 0 ? [] : [`${someOf(outdated)} 的机审结论不是最新的，请先重新机审`]),
    ...(stale.length === 0 ? [] : [`${someOf(stale)} 在拟定后资料或结论有变，请重新审核`]),
    ...(allocation.rows.length === 0 ? ['没有拟同意的申报，请先完成审核'] : []),
  ]
  if (reasons.length > 0) throw new AppError('CONFLICT', `还不能定稿：${reasons.join('；')}`)
}

/** Where a case stands once the chief has approved the round. What nobody decided, and what was paid, stays where it is. */
function approvedStage({ decision, stage }: CaseState, waiting: boolean): Stage {
  if (SETTLED.includes(stage)) return stage
  if (decision?.kind === 'refuse') return REFUSED_STAGE
  if (decision?.kind !== 'agree') return stage
  return waiting ? '审定' : APPROVED_STAGE
}

const SETTLED: readonly Stage[] = ['下达', '归档']
const CHECKED: readonly Stage[] = ['审定', APPROVED_STAGE, REFUSED_STAGE, ...SETTLED]

/** domain.md §6: somebody else re-checks before the chief approves. 命令行 works alone on its file. */
function refuseUnchecked(actor: Actor, cases: readonly CaseState[]): void {
  if (actor.id === COMMAND_LINE.id) return
  const decided = cases.filter(
    (one) => !isOut(one) && (one.decision?.kind === 'agree' || one.decision?.kind === 'refuse'),
  )
  const nos = (those: CaseState[]) => someOf(those.map(({ stored }) => stored.application.applicationNo))
  const submitted = decided.filter(({ stage }) => stage === '复核')
  const held = decided.filter(({ stage }) => stage !== '复核' && !CHECKED.includes(stage))
  const reasons = [
    ...(held.length === 0 ? [] : [`${nos(held)} 已拟定但还没有提交复核`]),
    ...(submitted.length === 0 ? [] : [`${nos(submitted)} 还没有复核`]),
  ]
  if (reasons.length > 0) throw new AppError('CONFLICT', `还不能定稿：${reasons.join('；')}`)
}

/** Sent back after an objection: the old decision no longer carries it onto a list. */
function refuseReopened(cases: readonly CaseState[]): void {
  const reopened = cases.filter(({ stage }) => stage === REOPENED_STAGE)
  if (reopened.length === 0) return
  const numbers = someOf(reopened.map(({ stored }) => stored.application.applicationNo))
  throw new AppError('CONFLICT', `还不能定稿：${numbers} 经异议办理退回复审，请先重新拟定意见`)
}

/** Application numbers for a sentence, which must stay readable. */
function someOf(numbers: readonly string[]): string {
  const shown = numbers.slice(0, MOST_NAMED).join('、')
  return numbers.length > MOST_NAMED ? `${shown} 等 ${numbers.length} 件` : shown
}

/** Any decision counts, also one that somebody else has decided anew: nobody approves what they reviewed. */
function refuseOwnProposals(ws: Workspace, actor: Actor, cases: readonly CaseState[]): void {
  if (actor.id === COMMAND_LINE.id) return
  const own = cases.filter(({ decision, stored }) => {
    return decision !== null && decisionsOf(ws.db, stored.id).some(({ decidedBy }) => decidedBy === actor.id)
  }).length
  if (own > 0) throw new AppError('FORBIDDEN', `名单中有 ${own} 件由您本人拟定过意见，须由另一位科长定稿`)
}

/** Nobody approves a list with a case they declared 回避 on. */
function refuseRecused(ws: Workspace, actor: Actor, cases: readonly CaseState[]): void {
  const recused = recusedCases(ws.db, actor.id)
  const own = cases.filter((one) => one.decision !== null && !isOut(one) && recused.has(one.stored.id))
  if (own.length === 0) return
  const numbers = someOf(own.map(({ stored }) => stored.application.applicationNo))
  throw new AppError('FORBIDDEN', `您已对 ${numbers} 声明回避，须由另一位科长定稿`)
}

function listOf(
  ws: Workspace,
  actor: Actor,
  round: RoundAllocation,
  mark: { listNo: string; trial: boolean },
): Omit<FrozenList, 'hash'> {
  const { state, allocation } = round
  const { year, batch, budgetFen, policyOn, rules } = state.round
  const byNo = casesByNo(round)
  const cases = round.cases.map((one): ListCase => {
    const { stored, decision: own } = caseOf(byNo, one.application.applicationNo)
    const decision = round.assumeMachine ? null : own
    return {
      ...one,
      opinion: decision?.opinion ?? '',
      reviewer: decision?.deciderName ?? '',
      source: { sheet: stored.source.sheet, row: stored.source.row },
    }
  })
  const head = {
    ...mark,
    demo: state.entered.some(({ origin }) => origin === 'demo'),
    round: { year, batch, name: `${year}年第${batch}批`, budgetFen, policyOn, rules },
    frozenAt: ws.now(),
    frozenBy: actor.name,
    auditHead: auditHead(ws.db),
  }
  return buildList(head, cases, allocation, [...state.context.articles.values()])
}

function casesByNo({ state }: RoundAllocation): Map<string, CaseState> {
  return new Map(state.cases.map((one) => [one.stored.application.applicationNo, one]))
}

function caseOf(cases: ReadonlyMap<string, CaseState>, applicationNo: string): CaseState {
  const found = cases.get(applicationNo)
  if (found === undefined) throw new AppError('INTERNAL', `名单中的 ${applicationNo} 不在本批次内`)
  return found
}

function sealed(content: Omit<FrozenList, 'hash'>): FrozenList {
  return { ...content, hash: hashOf(content) }
}

function hashOf(content: Omit<FrozenList, 'hash'>): string {
  return sha256(canonicalJson(content))
}
