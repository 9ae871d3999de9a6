import { addAct, keepCaseAct } from '../../../db/acts.ts'
import { addDecision, type StoredDecision } from '../../../db/decisions.ts'
import { clearDraft } from '../../../db/drafts.ts'
import { recusedCases } from '../../../db/people.ts'
import { addMove, movesOf } from '../../../db/stages.ts'
import { openSupplements, supplementsOf } from '../../../db/supplements.ts'
import type { Tx } from '../../../db/write.ts'
import { chineseDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Fen, wanGrouped } from '../../../shared/money.ts'
import { type BulkResult, type BulkRow, bulkResult } from '../../../shared/stages/bulk.ts'
import { lockedWhy, REOPENED_STAGE, stageAfterDecision } from '../../../shared/stages/stages.ts'
import { decisionLabel } from '../../../shared/undo/labels.ts'
import type { DecidePayload, MadeDecision } from '../../../shared/undo/payloads.ts'
import type { DecisionKind } from '../../../shared/views.ts'
import { type RestrictionState, restrictionState } from '../restrictions.ts'
import { type CaseState, isOut, isStale, loadRound } from '../roundState.ts'
import { type Actor, COMMAND_LINE, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { chosenCases } from './chosenCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { type CaseGroup, loadGroup } from './loadGroup.ts'

export interface DecisionInput {
  kind: DecisionKind
  /** Null takes the machine's amount. Only looked at when the kind is agree. */
  amountFen: Fen | null
  opinion: string
}

type SettledDecision = Pick<StoredDecision, 'kind' | 'amountFen' | 'overridden' | 'opinion'>

/**
 * Appends a decision on the assessment the reviewer saw. Errors: CONFLICT when a newer assessment exists; BAD_INPUT
 * when an override, a refusal or a return lacks its reason, or there is no amount to agree to; CONFLICT when the case
 * was submitted or has gone back to the applicant, or its decider declared 回避; FORBIDDEN to agree while the applicant is
 * on a 失信/限制 list (domain.md §2).
 */
export function decideCase(
  ws: Workspace,
  actor: Actor,
  caseId: string,
  assessmentId: string,
  input: DecisionInput,
): void {
  record(ws, actor, (tx) => {
    const made = decideInside(ws, tx, caseId, assessmentId, input)
    clearDraft(tx, caseId, actor.id)
    keepCaseAct(tx, caseId, 'decide', { made: [made] } satisfies DecidePayload, (no) =>
      decisionLabel(no, made.kind, made.amountFen),
    )
  })
}

/** As decideCase, inside a running transaction; the draft stays, and no act to undo is kept. */
export function decideInside(
  ws: Workspace,
  tx: Tx,
  caseId: string,
  assessmentId: string,
  input: DecisionInput,
): MadeDecision {
  const { actor } = tx
  const group = loadGroup(ws, caseId)
  const { one } = group
  if (one.found === null) throw new AppError('CONFLICT', '这件申报还没有机审结论，请先机审')
  if (one.found.id !== assessmentId) {
    throw new AppError('CONFLICT', '这件申报的机审结论已更新，请看过新结论再决定；刚才的决定没有保存')
  }
  refuseLocked(actor, one)
  if (input.kind !== 'supplement') refuseOpenSupplement(tx, caseId)
  const decision = settle(one, input, restrictionState(ws, one.stored))
  // Said again without a change, it would only age the frozen list and add a name to the case; a case sent back after
  // an objection may well come to the same.
  if (repeats(one, decision) && one.stage !== REOPENED_STAGE)
    throw new AppError('CONFLICT', '这件已按同样的意见和金额拟定，没有变动')
  const made = appendDecision(tx, one, decision)
  const no = one.stored.application.applicationNo
  invalidateValidLists(tx, group.round.id, `${no} 的意见有更改`)
  reassessFollowers(ws, tx, group, decision)
  tx.log('拟定意见', no, { ...decision, computedFen: one.found?.assessment.amountFen ?? null })
  return made
}

/** 命令行 works alone on its file, without anybody to submit to. */
function refuseLocked(actor: Actor, one: CaseState): void {
  const why = lockedWhy({ stage: one.stage, stale: isStale(one) })
  if (why !== '' && (actor.id !== COMMAND_LINE.id || isOut(one))) throw new AppError('CONFLICT', why)
}

/** What was asked for is on its way: its end opens the case for a decision again. */
function refuseOpenSupplement(tx: Tx, caseId: string): void {
  const last = supplementsOf(tx.db, caseId).at(-1)
  if (last === undefined || last.closed !== null) return
  throw new AppError('CONFLICT', `补正还没有办结（限${chineseDate(last.dueOn)}），请先“办结补正”再拟定意见`)
}

function repeats({ decision, found }: CaseState, next: SettledDecision): boolean {
  if (decision === null || decision.assessmentId !== found?.id) return false
  return decision.kind === next.kind && decision.amountFen === next.amountFen && decision.opinion === next.opinion
}

/**
 * 批量拟定: agrees to every undecided case found met, and refuses every one found unmet or repealed in the machine's words.
 * With `caseIds` to these alone, all or none. Errors: NOT_FOUND; CONFLICT naming the first case named that cannot be
 * proposed.
 */
export function proposeByMachine(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  caseIds?: readonly string[],
): { agreed: number; refused: number } {
  return record(ws, actor, (tx) => {
    const state = loadRound(ws, roundId)
    const { round } = state
    const chosen = caseIds === undefined ? state.cases : chosenCases(state, caseIds)
    const held = heldCases(ws, actor.id, roundId)
    const proposals = chosen.flatMap((one) => {
      const proposal = proposalFor(ws, one, held)
      if (proposal.decision !== null) return [{ one, decision: proposal.decision }]
      if (caseIds === undefined) return []
      throw new AppError('CONFLICT', `${one.stored.application.applicationNo}：${proposal.why}；没有任何一件被改动`)
    })
    const made = proposals.map(({ one, decision }) => appendDecision(tx, one, decision))
    const agreed = made.filter(({ kind }) => kind === 'agree').length
    const refused = made.length - agreed
    if (made.length > 0) {
      invalidateValidLists(tx, roundId, '批量拟定')
      const label = `批量拟定 ${made.length} 件（同意 ${agreed}，不予支持 ${refused}）`
      addAct(tx, { roundId, applicationId: null, kind: 'decide', label, payload: { made } satisfies DecidePayload })
    }
    tx.log('批量拟定', `${round.year}-${round.batch}`, { agreed, refused })
    return { agreed, refused }
  })
}

/** What 批量拟定 would do to each case, in application-number order; nothing is written. Errors: NOT_FOUND. */
export function planProposals(
  ws: Workspace,
  personId: string,
  roundId: string,
  caseIds?: readonly string[],
): BulkResult {
  const state = loadRound(ws, roundId)
  const chosen = caseIds === undefined ? state.cases : chosenCases(state, caseIds)
  const held = heldCases(ws, personId, roundId)
  return bulkResult(
    chosen.map((one): BulkRow => {
      const { decision, why } = proposalFor(ws, one, held)
      const { applicationNo, applicant } = one.stored.application
      const to =
        decision === null
          ? ''
          : decision.kind === 'agree'
            ? `拟同意 ${wanGrouped(decision.amountFen ?? 0)} 万元`
            : '不予支持'
      const note = decision?.kind === 'refuse' ? decision.opinion : why
      return { caseId: one.stored.id, applicationNo, applicant, ok: decision !== null, from: one.stage, to, note }
    }),
  )
}

/** Cases that a person's 回避, or a 补正 on its way, keeps from being proposed. */
interface HeldCases {
  recused: ReadonlySet<string>
  awaiting: ReadonlySet<string>
}

function heldCases({ db }: Workspace, personId: string, roundId: string): HeldCases {
  const awaiting = new Set(openSupplements(db, roundId).map(({ applicationId }) => applicationId))
  return { recused: recusedCases(db, personId), awaiting }
}

/** The machine's proposal for a case, or why a person has to look, as a sentence. */
function proposalFor(
  ws: Workspace,
  one: CaseState,
  { recused, awaiting }: HeldCases,
): { decision: SettledDecision | null; why: string } {
  if (recused.has(one.stored.id)) return { decision: null, why: '您已对这件申报声明回避' }
  const locked = lockedWhy({ stage: one.stage, stale: false })
  if (locked !== '') return { decision: null, why: locked }
  if (awaiting.has(one.stored.id)) return { decision: null, why: '补正还没有办结' }
  if (one.decision !== null) return { decision: null, why: '已有拟定意见，批量拟定不改动' }
  const stop = restrictionState(ws, one.stored)
  const decision = machineProposal(one, stop)
  if (decision !== null) return { decision, why: '' }
  if (one.found?.assessment.outcome === 'met' && isStopped(stop)) {
    return { decision, why: '申报单位在失信/限制名单内，不能同意' }
  }
  return { decision, why: one.found === null ? '还没有机审结论' : '机审为待核或参数未设定，须由人核对' }
}

/** What the machine would propose, or null where a person has to look. */
function machineProposal({ found }: CaseState, stop: RestrictionState): SettledDecision | null {
  if (found === null) return null
  const { outcome, amountFen, conditions } = found.assessment
  if (outcome === 'met' && amountFen !== null) {
    if (isStopped(stop)) return null
    const opinion = withLifting('机审符合，按计算金额拟定', stop)
    return { kind: 'agree', amountFen, overridden: stop.lifted !== null, opinion }
  }
  if (outcome !== 'unmet' && outcome !== 'repealed') return null
  const reasons = conditions.filter((one) => one.outcome === 'unmet' || one.outcome === 'repealed')
  const opinion = reasons.map(({ clause, text }) => `${clause}：${text}`).join('；')
  return { kind: 'refuse', amountFen: null, overridden: false, opinion }
}

function settle({ found, stored }: CaseState, input: DecisionInput, stop: RestrictionState): SettledDecision {
  const { kind } = input
  const opinion = input.opinion.trim()
  const computed = found?.assessment.amountFen ?? null
  const met = found?.assessment.outcome === 'met'
  if (kind !== 'agree') {
    if (opinion === '') throw new AppError('BAD_INPUT', '请填写意见：不予支持、待核或补正都要写明理由')
    return { kind, amountFen: null, overridden: kind === 'refuse' && met, opinion }
  }
  if (isStopped(stop)) {
    const lists = stop.restrictions.map(({ text }) => text).join('；')
    throw new AppError('FORBIDDEN', `申报单位在失信/限制名单内（${lists}），不能同意；只有科长可以解除限制`)
  }
  if (stored.application.article === null) {
    throw new AppError('BAD_INPUT', '申报条款还没有确定，请先在“更正”中指定条款，再决定是否同意')
  }
  const amountFen = input.amountFen ?? computed
  if (amountFen === null) {
    throw new AppError('BAD_INPUT', '机审没有算出金额，请先补齐事实或参数；确需同意的，请填写调整金额和理由')
  }
  const overridden = amountFen !== computed || !met
  if (overridden && opinion === '') {
    throw new AppError('BAD_INPUT', '金额与计算结果不同，或机审结论不是“符合”，请写明理由')
  }
  // A case let through by the chief is marked like an adjusted one, with the chief's words, on every list and paper.
  return { kind, amountFen, overridden: overridden || stop.lifted !== null, opinion: withLifting(opinion, stop) }
}

/** On a 失信/限制 list and not lifted: a hard stop for everyone. */
function isStopped({ restrictions, lifted }: RestrictionState): boolean {
  return restrictions.length > 0 && lifted === null
}

function withLifting(opinion: string, { lifted }: RestrictionState): string {
  if (lifted === null || opinion.includes(lifted)) return opinion
  return opinion === '' ? lifted : `${opinion}；${lifted}`
}

function appendDecision(tx: Tx, state: CaseState, decision: SettledDecision): MadeDecision {
  const { stored, found, stage } = state
  if (found === null) throw new Error('a decision needs an assessment to point at')
  const applicationId = stored.id
  if (tx.actor.id !== COMMAND_LINE.id && frozenBy(tx, applicationId, tx.actor.id)) {
    throw new AppError('CONFLICT', '本人审定过的申报不能再由本人拟定意见，请换其他人办理')
  }
  const to = stageAfterDecision(decision.kind, stage)
  if (stage !== to) addMove(tx, { applicationId, from: stage, to, reason: decision.opinion })
  const decisionId = addDecision(tx, {
    ...decision,
    applicationId,
    assessmentId: found.id,
    computedFen: found.assessment.amountFen,
  })
  const { kind, amountFen, opinion } = decision
  const before = state.decision?.id ?? null
  return { caseId: applicationId, decisionId, before, kind, amountFen, opinion, from: stage, to }
}

/**
 * Up to format 3 fixing a list moved its cases to 审定 with the list's number as reason; whoever did it approved them.
 * Later ones leave 审定, which the database itself holds against the person.
 */
function frozenBy(tx: Tx, applicationId: string, personId: string): boolean {
  return movesOf(tx.db, applicationId).some(
    ({ to, reason, movedBy }) => to === '审定' && /^定稿\d{4}-\d+-\d+$/.test(reason) && movedBy === personId,
  )
}

/** A settled amount changes what is left of the yearly cap for the applicant's later application numbers. */
function reassessFollowers(ws: Workspace, tx: Tx, group: CaseGroup, decision: SettledDecision): void {
  const followers = group.cases.filter((other) => other !== group.one)
  if (followers.length === 0) return
  const cases = group.cases.map((other) => (other === group.one ? { ...other, decision } : other))
  appendAssessments(ws, tx, { ...group, cases }, followers)
}
