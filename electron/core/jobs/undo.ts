import { actsOf, addActStep, payloadOf, type StoredAct } from '../../../db/acts.ts'
import { validList } from '../../../db/lists.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { type ActTrail, isUndone, nextRedo, nextUndo } from '../../../shared/undo/trail.ts'
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
  return {
    acts: acts
      .slice(-SHOWN)
      .reverse()
      .map((act) => {
        return { id: act.id, label: act.label, at: act.doneAt, undone: isUndone(act), caseId: act.applicationId }
      }),
    undo: nextUndo(acts)?.id ?? null,
    redo: nextRedo(acts)?.id ?? null,
  }
}

/**
 * Takes the person's newest act in the round back, whole or not at all, by new records. `actId` is the one that was
 * shown. Errors: CONFLICT with a sentence when it is no longer the next one, when what it did has changed since, or when
 * a list was frozen on it.
 */
export function undoAct(ws: Workspace, person: Person, roundId: string, actId: string): StepDone {
  return step(ws, person, roundId, 'undone', (acts) => expected(nextUndo(acts), actId))
}

/** Does the act that was undone last again. Errors: as undoAct. */
export function redoAct(ws: Workspace, person: Person, roundId: string, actId: string): StepDone {
  return step(ws, person, roundId, 'redone', (acts) => expected(nextRedo(acts), actId))
}

function step(
  ws: Workspace,
  person: Person,
  roundId: string,
  what: 'undone' | 'redone',
  choose: (acts: StoredAct[]) => StoredAct,
): StepDone {
  return record(ws, person, (tx) => {
    const round = requireRound(ws, roundId)
    const act = choose(actsOf(tx.db, person.id, roundId))
    refuseFrozenSince(tx, roundId, act)
    const kind = UNDO_KINDS[act.kind]
    if (kind === undefined) throw new AppError('CONFLICT', `“${act.label}”不能撤销`)
    const done = kind.step({ ws, tx, person, roundId }, what, payloadOf(tx.db, act.id))
    addActStep(tx, act.id, what, done.payload)
    tx.log(what === 'undone' ? '撤销' : '重做', `${round.year}-${round.batch}`, { act: act.label })
    return { label: act.label, caseIds: done.caseIds }
  })
}

function expected(act: StoredAct | null, actId: string): StoredAct {
  if (act === null) throw new AppError('CONFLICT', '没有可以办理的操作，操作记录已变动')
  if (act.id !== actId) throw new AppError('CONFLICT', `操作记录已变动，现在轮到“${act.label}”，请核对后重试`)
  return act
}

/** What a list was frozen on stays until the chief has returned it. */
function refuseFrozenSince(tx: Tx, roundId: string, act: StoredAct): void {
  const list = validList(tx.db, roundId)
  if (list === null || list.frozenAt < act.changedAt || act.kind === 'assign') return
  throw new AppError('CONFLICT', `“${act.label}”之后名单已定稿（${list.listNo}），不能撤销或重做；要改请先由科长退回`)
}
