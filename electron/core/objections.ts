import { issuedPapers, type ListHead } from '../../db/issuedPapers.ts'
import { validList } from '../../db/lists.ts'
import { objectionsOfRound } from '../../db/objections.ts'
import { readSetting } from '../../db/settings.ts'
import { HANDLING_ROLES, type ObjectionBook } from '../../shared/contract/objections.ts'
import type { IssuedKind } from '../../shared/contract/papers.ts'
import { chinaDay } from '../../shared/date.ts'
import { type HandlingDays, withoutPerson } from '../../shared/objections/objection.ts'
import { remainingBeforeDisbursement } from '../../shared/objections/remaining.ts'
import type { Role } from '../../shared/roles.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** The papers a period of 公示 stands on. */
const PUBLISHED: ReadonlySet<IssuedKind> = new Set<IssuedKind>(['notice', 'correction'])

/** The setting's key. */
export const HANDLING_DAYS = 'objections'

/** The office sets how long it gives itself; nothing is taken for granted. */
export function handlingDays(ws: Workspace): HandlingDays {
  return readSetting<HandlingDays>(ws.db, HANDLING_DAYS) ?? { days: null, countFirstDay: false }
}

/** Whether someone of these roles may know who objected. */
export function handlesObjections(roles: readonly Role[]): boolean {
  return roles.some((role) => HANDLING_ROLES.includes(role))
}

/** 异议台账 of a round, and what remains before 下达. Errors: NOT_FOUND. */
export function objectionBook(ws: Workspace, roundId: string, named: boolean): ObjectionBook {
  requireRound(ws, roundId)
  const objections = objectionsOfRound(ws.db, roundId)
  const list = validList(ws.db, roundId)
  return {
    objections: named ? objections : objections.map(withoutPerson),
    days: handlingDays(ws),
    remaining:
      list === null
        ? ['本批次没有有效的定稿名单，请先由科长定稿']
        : remainingFor(ws, { id: list.id, roundId, listNo: list.listNo, invalidReason: null }),
  }
}

/** What remains before a 下达通知 of this list, as sentences. */
export function remainingFor(ws: Workspace, list: ListHead): string[] {
  const { year, batch } = requireRound(ws, list.roundId)
  const papers = issuedPapers(ws.db, list.roundId)
  return remainingBeforeDisbursement({
    round: { year, batch },
    list,
    notice: papers.find(({ kind, listNo }) => listNo === list.listNo && PUBLISHED.has(kind)) ?? null,
    objections: objectionsOfRound(ws.db, list.roundId),
    today: chinaDay(ws.now()),
  })
}
