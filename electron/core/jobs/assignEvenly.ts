import type { Account } from '../../../db/accounts.ts'
import { assignees, recusedCases } from '../../../db/people.ts'
import { AppError } from '../../../shared/errors.ts'
import { type BulkResult, type BulkRow, bulkResult } from '../../../shared/stages/bulk.ts'
import { isOut, loadRound, type RoundState } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { giveInside, NOBODY, reviewer } from './assignCases.ts'
import { chosenCases } from './chosenCases.ts'

export interface EvenInput {
  roundId: string
  caseIds: readonly string[]
  accountIds: readonly string[]
}

interface Share {
  person: Account
  recused: ReadonlySet<string>
  rows: BulkRow[]
}

interface EvenPlan {
  shares: Share[]
  result: BulkResult
}

/**
 * Who would have each chosen case that nobody has yet; nothing is written. Errors: NOT_FOUND; BAD_INPUT for somebody who
 * cannot review.
 */
export function planEven(ws: Workspace, input: EvenInput): BulkResult {
  return plan(ws, loadRound(ws, input.roundId), input).result
}

/**
 * 平均分派: gives out as planned, all or none; one act to undo per person. Errors: as planEven; CONFLICT when there is
 * nothing to give out, or a case that none of the people may have.
 */
export function assignEvenly(ws: Workspace, actor: Actor, input: EvenInput): BulkResult {
  return record(ws, actor, (tx) => {
    const state = loadRound(ws, input.roundId)
    const { shares, result } = plan(ws, state, input)
    const stuck = result.rows.find(({ ok }) => !ok)
    if (stuck !== undefined) throw new AppError('CONFLICT', `${stuck.applicationNo}：${stuck.note}；没有任何一件被改动`)
    if (result.okCount === 0) throw new AppError('CONFLICT', '所选申报都已派件，没有可分派的')
    for (const { person, rows } of shares) if (rows.length > 0) giveInside(tx, state, person.id, rows)
    return result
  })
}

function plan(ws: Workspace, state: RoundState, { caseIds, accountIds }: EvenInput): EvenPlan {
  const shares = [...new Set(accountIds)].map((accountId): Share => {
    return { person: reviewer(ws, accountId), recused: recusedCases(ws.db, accountId), rows: [] }
  })
  const taken = assignees(ws.db, state.round.id)
  const free = chosenCases(state, caseIds).filter((one) => !taken.has(one.stored.id) && !isOut(one))
  const rows = free.map((one) => {
    const { id, application } = one.stored
    const share = leastLoaded(shares.filter(({ recused }) => !recused.has(id)))
    const row: BulkRow = {
      caseId: id,
      applicationNo: application.applicationNo,
      applicant: application.applicant,
      ok: share !== null,
      from: NOBODY,
      to: share?.person.name ?? '',
      note: share === null ? '所选人员都已声明回避' : '',
    }
    share?.rows.push(row)
    return row
  })
  return { shares, result: bulkResult(rows) }
}

/** The first of those with the fewest cases so far. */
function leastLoaded(shares: readonly Share[]): Share | null {
  const least = Math.min(...shares.map(({ rows }) => rows.length))
  return shares.find(({ rows }) => rows.length === least) ?? null
}
