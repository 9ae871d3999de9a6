import { actsOf, addActStep, payloadOf, type StoredAct } from '../../../db/acts.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import { validList } from '../../../db/lists.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { type ActTrail, closedBy, isUndone, nextRedo, nextUndo } from '../../../shared/undo/trail.ts'
import { requireRound } from '../roundState.ts'
import type { Person } from '../stageFacts.ts'
import { UNDO_KINDS } from '../undo/kinds.ts'
import { record, type Workspace } from '../workspace.ts'

/** So many acts a list shows. Undoing reaches further back. */
const SHOWN = 50

export interface StepDone {
  label: string
  caseIds: string[]
}

/** What the person did in the round, newest first, and what 撤销 and 重做 would take. Errors: NOT_FOUND. */
export function actTrail(ws: Workspace, person: Person, roundId: string): ActTrail {
  requireRound(ws, roundId)
  const acts = actsOf(ws.db, person.id, roundId)
  const casesOf = casesReader(ws.db)
  return {
    acts: acts
      .slice(-SHOWN)
      .reverse()
      .map((act) => {
        const { id, label, doneAt, applicationId } = act
        const closed = closedBy(acts, act, casesOf)
        return { id, label, at: doneAt, undone: isUndone(act), caseId: applicationId, closed }
      }),
    undo: nextUndo(acts)?.id ?? null,
    redo: nextRedo(acts)?.id ?? null,
  }
}

/** How many cases an act was on; 0 when the person has no such act. */
export function casesOfAct(ws: Workspace, person: Person, roundId: string, actId: string): number {
  const act = actsOf(ws.db, person.id, roundId).find(({ id }) => id === actId)
  return act === undefined ? 0 : casesReader(ws.db)(act).length
}

/**
 * Takes one of the person's own acts in the round back, whole or not at all, by new records. Errors: NOT_FOUND; CONFLICT
 * with a sentence when a newer own act on the same case stands, when what it did has changed since, or when a list was
 * frozen on it.
 */
export function undoAct(ws: Workspace, person: Person, roundId: string, actId: string): StepDone {
  return step(ws, person, { roundId, actId, what: 'undone' })
}

/** Does an act that was undone again. Errors: as undoAct. */
export function redoAct(ws: Workspace, person: Person, roundId: string, actId: string): StepDone {
  return step(ws, person, { roundId, actId, what: 'redone' })
}

interface Step {
  roundId: string
  actId: string
  what: 'undone' | 'redone'
}

function step(ws: Workspace, person: Person, { roundId, actId, what }: Step): StepDone {
  return record(ws, person, (tx) => {
    const round = requireRound(ws, roundId)
    const acts = actsOf(tx.db, person.id, roundId)
    const act = chosen(acts, actId, what)
    const closed = closedBy(acts, act, casesReader(tx.db))
    if (closed !== '') throw new AppError('CONFLICT', closed)
    refuseFrozenSince(tx, roundId, act)
    const kind = UNDO_KINDS[act.kind]
    if (kind === undefined) throw new AppError('CONFLICT', `“${act.label}”不能撤销`)
    const done = kind.step({ ws, tx, person, roundId }, what, payloadOf(tx.db, act.id))
    addActStep(tx, act.id, what, done.payload)
    tx.log(what === 'undone' ? '撤销' : '重做', `${round.year}-${round.batch}`, { act: act.label })
    return { label: act.label, caseIds: done.caseIds }
  })
}

function chosen(acts: readonly StoredAct[], actId: string, what: Step['what']): StoredAct {
  const act = acts.find(({ id }) => id === actId)
  if (act === undefined) throw new AppError('NOT_FOUND', '您的操作记录中没有这一步，没有任何改动')
  if (isUndone(act) === (what === 'redone')) return act
  throw new AppError('CONFLICT', `“${act.label}”${what === 'undone' ? '已经撤销' : '没有撤销过'}，没有任何改动`)
}

/** The cases of an act; each act's payload is read once, and only where the act is on several cases. */
function casesReader(db: ReadableDb): (act: StoredAct) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return ({ id, kind, applicationId }) => {
    if (applicationId !== null) return [applicationId]
    const cases = known.get(id) ?? UNDO_KINDS[kind]?.cases(payloadOf(db, id)) ?? []
    known.set(id, cases)
    return cases
  }
}

/** What a list was frozen on stays until the chief has returned it. */
function refuseFrozenSince(tx: Tx, roundId: string, act: StoredAct): void {
  const list = validList(tx.db, roundId)
  if (list === null || list.frozenAt < act.changedAt || act.kind === 'assign') return
  throw new AppError('CONFLICT', `“${act.label}”之后名单已定稿（${list.listNo}），不能撤销或重做；要改请先由科长退回`)
}
