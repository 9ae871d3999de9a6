import { createHash } from 'node:crypto'
import { auditHead } from '../../../db/audit.ts'
import { addList, listById, listsOfRound, validList } from '../../../db/lists.ts'
import { addMove, currentStages } from '../../../db/stages.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { AppError } from '../../../shared/errors.ts'
import { buildList, type ListCase } from '../../../shared/report/buildList.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import { FROZEN_STAGE } from '../../../shared/stages/stages.ts'
import type { CaseState } from '../roundState.ts'
import { type Actor, COMMAND_LINE, record, type Workspace } from '../workspace.ts'
import { allocateRound, type RoundAllocation } from './allocateRound.ts'

/** The round as it stands, marked 试算; nothing is written. */
export function trialList(ws: Workspace, actor: Actor, roundId: string, assumeMachine: boolean): FrozenList {
  const round = allocateRound(ws, roundId, { budgetFen: null, assumeMachine })
  return sealed(listOf(ws, actor, round, { listNo: '试算', trial: true }))
}

/**
 * 审定: fixes the round's list under an id and a hash, which every paper prints. Errors: CONFLICT naming what stops it
 * (ties, unset quota parameters, cases changed after their decision, nothing granted, a valid list already there);
 * FORBIDDEN when the chief would approve what he or she proposed (domain.md §6).
 */
export function freezeRound(ws: Workspace, actor: Actor, roundId: string): FrozenList {
  const existing = validList(ws.db, roundId)
  if (existing !== null)
    throw new AppError('CONFLICT', `本批次已有有效名单“${existing.listNo}”，没有变动，不必再次定稿`)
  const round = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
  refuseUnready(round)
  refuseOwnProposals(actor, round.state.cases)
  const { year, batch } = round.state.round
  return record(ws, actor, (tx) => {
    const number = String(listsOfRound(ws.db, roundId).length + 1).padStart(2, '0')
    const list = sealed(listOf(ws, actor, round, { listNo: `定稿${year}-${batch}-${number}`, trial: false }))
    const allocations = round.allocation.rows.map(({ applicationNo, quota, entitledFen, allocatedFen }) => {
      return { applicationId: caseOf(round, applicationNo).stored.id, quota, entitledFen, allocatedFen }
    })
    addList(tx, { roundId, content: list, allocations })
    const stages = currentStages(ws.db, roundId)
    for (const { applicationId, quota } of allocations) {
      const from = stages.get(applicationId) ?? ''
      if (quota !== 'waiting' && from !== FROZEN_STAGE) {
        addMove(tx, { applicationId, from, to: FROZEN_STAGE, reason: list.listNo })
      }
    }
    tx.log('定稿', list.listNo, {
      hash: list.hash,
      allocatedFen: list.allocation.allocatedFen,
      items: list.items.length,
    })
    return list
  })
}

/** A frozen list whose stored content still has the hash it was frozen with. Errors: NOT_FOUND, DAMAGED. */
export function requireList(ws: Workspace, listId: string): { list: FrozenList; invalidReason: string | null } {
  const stored = listById(ws.db, listId)
  if (stored === null) throw new AppError('NOT_FOUND', '没有这份定稿名单，请刷新后重试')
  const { hash, ...content } = stored.content
  if (hash !== stored.hash || hashOf(content) !== hash) {
    throw new AppError('DAMAGED', `“${stored.listNo}”的内容与定稿时的校验码不符，请停止使用并核验数据库`)
  }
  return { list: stored.content, invalidReason: stored.invalidReason }
}

function refuseUnready({ allocation, state }: RoundAllocation): void {
  const stale = state.cases.filter(isStale).map(({ stored }) => stored.application.applicationNo)
  const reasons = [
    ...allocation.blocked,
    ...(stale.length === 0 ? [] : [`${stale.join('、')} 在拟定后资料或结论有变，请重新审核`]),
    ...(allocation.rows.length === 0 ? ['没有拟同意的申报，请先完成审核'] : []),
  ]
  if (reasons.length > 0) throw new AppError('CONFLICT', `还不能定稿：${reasons.join('；')}`)
}

/** The facts or the machine's finding changed after the decision was made. */
function isStale({ decision, found, stored }: CaseState): boolean {
  if (decision === null || found === null) return false
  return decision.assessmentId !== found.id || found.revision !== stored.revision
}

function refuseOwnProposals(actor: Actor, cases: readonly CaseState[]): void {
  if (actor.id === COMMAND_LINE.id) return
  const own = cases.filter(({ decision }) => decision?.decidedBy === actor.id).length
  if (own > 0) throw new AppError('FORBIDDEN', `名单中有 ${own} 件由您本人拟定，须由另一位科长定稿`)
}

function listOf(
  ws: Workspace,
  actor: Actor,
  round: RoundAllocation,
  mark: { listNo: string; trial: boolean },
): Omit<FrozenList, 'hash'> {
  const { state, allocation } = round
  const { year, batch, budgetFen, policyOn, rules } = state.round
  const cases = round.cases.map((one): ListCase => {
    const { stored, decision } = caseOf(round, one.application.applicationNo)
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

function caseOf({ state }: RoundAllocation, applicationNo: string): CaseState {
  const found = state.cases.find(({ stored }) => stored.application.applicationNo === applicationNo)
  if (found === undefined) throw new AppError('INTERNAL', `名单中的 ${applicationNo} 不在本批次内`)
  return found
}

function sealed(content: Omit<FrozenList, 'hash'>): FrozenList {
  return { ...content, hash: hashOf(content) }
}

function hashOf(content: Omit<FrozenList, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
