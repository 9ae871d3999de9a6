import { applicationById, type StoredApplication } from '../../../db/applications.ts'
import { decisionsOf } from '../../../db/decisions.ts'
import { dispatchesOf } from '../../../db/dispatches.ts'
import { adopt, hasRecord, type TravelRow } from '../../../db/exchangeRows.ts'
import { writtenSince } from '../../../db/exchangeState.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { addRuling, type HeldRecord, heldOfCase, heldOfRound, rulingsOfRound } from '../../../db/held.ts'
import { isRecused } from '../../../db/people.ts'
import type { TableName } from '../../../db/tables.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Contest, ContestCause, ContestedCase, ContestSide } from '../../../shared/exchange/views.ts'
import { wanGrouped } from '../../../shared/money.ts'
import { type MatterVerdict, VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { DECISION_KIND_NAMES } from '../../../shared/review/decisionKinds.ts'
import type { DecisionKind } from '../../../shared/views.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { EXCLUSIVE_TABLES } from './elements.ts'
import { changeFacts, settle } from './merge.ts'

/** Keeps what stands here. */
export const CURRENT = 'current'

/** A side nobody can adopt, whoever rules. */
const BARRED: readonly ContestCause[] = ['recused', 'four-eyes']

/** Every contested case of a round with both sides in words, open ones first. */
export function contestedCases(ws: Workspace, roundId: string): ContestedCase[] {
  const byCase = Map.groupBy(heldOfRound(ws.db, roundId), ({ applicationId }) => applicationId)
  const rulings = new Map(rulingsOfRound(ws.db, roundId).map((one) => [one.applicationId, one]))
  const heads = new Map(dispatchesOf(ws.db, roundId).map((one) => [one.number, one.heads]))
  const cases = [...byCase].flatMap(([applicationId, held]): ContestedCase[] => {
    const stored = applicationById(ws.db, applicationId)
    if (stored === null) return []
    const isOpen = held.some((one) => one.isOpen)
    // Once ruled, the sides are those of the newest ruling: the earlier ones are told by the case's own history.
    const shown = isOpen ? held.filter((one) => one.isOpen) : held
    const ruling = isOpen ? null : (rulings.get(applicationId) ?? null)
    return [
      {
        applicationId,
        applicationNo: stored.application.applicationNo,
        applicant: stored.application.applicant,
        causes: causesOf(shown),
        sides: [currentSide(ws.db, stored, shown, heads), ...otherSides(shown)],
        ruling:
          ruling === null
            ? null
            : { chosen: ruling.chosen, reason: ruling.reason, by: ruling.rulerName, at: ruling.ruledAt },
      },
    ]
  })
  return cases.sort((a, b) => Number(a.ruling !== null) - Number(b.ruling !== null))
}

/**
 * Rules which side's work on a case stands; the other stays on record. Errors: NOT_FOUND nothing is open, or no such
 * side; BAD_INPUT no reason; FORBIDDEN for whoever worked on the case or declared 回避, and for a side that may not be
 * adopted.
 */
export function ruleContest(
  ws: Workspace,
  actor: Actor,
  { applicationId, chosen, reason }: { applicationId: string; chosen: string; reason: string },
): string {
  const words = reason.trim()
  if (words === '') throw new AppError('BAD_INPUT', '请写明裁定理由')
  return record(ws, actor, (tx) => {
    const stored = applicationById(tx.db, applicationId)
    const open = heldOfCase(tx.db, applicationId).filter((one) => one.isOpen)
    const last = open.at(-1)
    if (stored === null || last === undefined) throw new AppError('NOT_FOUND', '这件没有待裁定的争议，请刷新后重试')
    const no = stored.application.applicationNo
    refuseInvolved(tx.db, actor, stored, open)
    const side = open.filter(({ workspace }) => workspace === chosen)
    if (chosen !== CURRENT && side.length === 0) throw new AppError('NOT_FOUND', `${no} 没有这一方的办理，请刷新后重试`)
    const barred = barredWhy(side)
    if (barred !== null) throw new AppError('FORBIDDEN', `${no}：${barred}`)
    for (const { table, row } of side) if (!hasRecord(tx.db, table, row.id)) adopt(tx, table, row)
    const changes = side.filter(({ table }) => table === 'application_change').length
    if (changes > 0) changeFacts(tx, stored, side.at(-1)?.why.facts ?? [], changes)
    addRuling(tx, { applicationId, chosen, heldSeq: last.seq, reason: words })
    tx.log('裁定争议', no, { chosen: chosen === CURRENT ? '本机' : (side[0]?.personName ?? ''), reason: words })
    if (side.length > 0) settle(ws, tx, stored.roundId, `${no} 的争议已裁定`)
    return stored.roundId
  })
}

/** Who stands on one of the sides, or outside of the case, does not say which side is right. */
function refuseInvolved(
  db: ReadableDb,
  actor: Actor,
  { id, application }: StoredApplication,
  open: readonly HeldRecord[],
): void {
  const no = application.applicationNo
  if (isRecused(db, id, actor.id)) throw new AppError('FORBIDDEN', `您对 ${no} 声明了回避，请换另一位科长裁定`)
  const decided = decisionsOf(db, id).some(({ decidedBy }) => decidedBy === actor.id)
  const isOwn = open.some(({ row }) => row.decided_by === actor.id || row.changed_by === actor.id)
  if (decided || isOwn) throw new AppError('FORBIDDEN', `您对 ${no} 拟定过意见，不能裁定它的争议，请换另一位科长裁定`)
}

function causesOf(held: readonly HeldRecord[]): Contest['causes'] {
  const bySentence = new Map(
    held.flatMap(({ why }) => why.causes.map((one) => [one.sentence, one as Contest['causes'][number]])),
  )
  return [...bySentence.values()]
}

function otherSides(held: readonly HeldRecord[]): ContestSide[] {
  return [...Map.groupBy(held, ({ workspace }) => workspace)].map(([workspace, own]) => ({
    sideId: workspace,
    who: `${own[0]?.personName}（派发包 ${own[0]?.dispatchNumber}）`,
    lines: own.flatMap(({ table, row }) => lineOf(table, row, own[0]?.personName ?? '')),
    barred: barredWhy(own),
  }))
}

function barredWhy(side: readonly HeldRecord[]): string | null {
  const found = side.flatMap(({ why }) => why.causes).find((one) => BARRED.some((barred) => barred === one.cause))
  return found?.sentence ?? null
}

/** What was done here since the case went out. */
function currentSide(
  db: ReadableDb,
  stored: StoredApplication,
  held: readonly HeldRecord[],
  heads: ReadonlyMap<number, Record<string, number>>,
): ContestSide {
  const others = new Set(held.map(({ row }) => row.id))
  const since = heads.get(held[0]?.dispatchNumber ?? 0) ?? {}
  const lines = EXCLUSIVE_TABLES.flatMap((table) =>
    writtenSince(db, table, since[table] ?? 0, [stored.id])
      .filter(({ row }) => !others.has(row.id))
      .flatMap(({ row }) => lineOf(table, row, '')),
  )
  return { sideId: CURRENT, who: '本机', lines, barred: null }
}

function lineOf(table: TableName, row: TravelRow, person: string): ContestSide['lines'] {
  const text = (column: string): string => String(row[column] ?? '')
  switch (table) {
    case 'decision': {
      const kind = DECISION_KIND_NAMES[text('kind') as DecisionKind]
      const amount = row.amount_fen === null ? '' : ` ${wanGrouped(Number(row.amount_fen))} 万元`
      const words = text('opinion') === '' ? '' : `：${text('opinion')}`
      return [{ what: '意见', text: `${kind}${amount}${words}`, by: text('decider_name'), when: text('decided_at') }]
    }
    case 'decision_withdrawal':
      return [{ what: '撤回意见', text: text('reason'), by: person, when: text('withdrawn_at') }]
    case 'stage_move': {
      const moved = `${text('from_stage')} → ${text('to_stage')}`
      return [{ what: '环节', text: moved, by: text('mover_name'), when: text('moved_at') }]
    }
    case 'application_change': {
      const changes = JSON.parse(text('changes_json')) as { label: string; before: string; after: string }[]
      return changes.map(({ label, before, after }) => {
        return {
          what: `更正 ${label}`,
          text: `${before || '空'} → ${after || '空'}`,
          by: person,
          when: text('changed_at'),
        }
      })
    }
    case 'expert_score':
      return [{ what: '评分', text: text('comment') || '已评分', by: text('expert_name'), when: text('entered_at') }]
    case 'matter_ruling': {
      const verdict = VERDICT_NAMES[text('ruling') as MatterVerdict]
      return [
        { what: '同一事项', text: `${verdict}：${text('reason')}`, by: text('ruler_name'), when: text('ruled_at') },
      ]
    }
    case 'supplement_request':
      return [
        { what: '补正告知', text: `限 ${text('due_on')}`, by: text('requester_name'), when: text('requested_at') },
      ]
    case 'supplement_close':
      return [{ what: '补正办结', text: text('words'), by: text('closer_name'), when: text('closed_at') }]
    default:
      return []
  }
}
