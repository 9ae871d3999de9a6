import { demoUses, endParameterUse } from '../../../db/parameters.ts'
import { markDemo, type Round } from '../../../db/rounds.ts'
import type { DemoChange } from '../../../shared/contract/policy.ts'
import { AppError } from '../../../shared/errors.ts'
import type { EnteredParameter } from '../../../shared/policy/inForce.ts'
import { parameterImpact, withEntered } from '../parameterImpact.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { endDemoSchemes } from './demoScoring.ts'
import { lockBureau, lockDemo, missingBureau, missingDemo, settleChange } from './roundParameters.ts'

/** What `setDemo` would do; nothing is written. Errors: as `setDemo`. */
export function previewDemo(ws: Workspace, roundId: string, demo: boolean): DemoChange {
  const round = openRound(ws, roundId, demo)
  if (demo) {
    const filled = missingDemo(ws, round)
    return { filled: filled.length, ended: 0, impact: parameterImpact(ws, roundId, (own) => withEntered(own, filled)) }
  }
  const filled = missingBureau(ws, round, ws.now())
  const withoutDemo = (own: readonly EnteredParameter[]) => own.filter(({ origin }) => origin !== 'demo')
  return {
    filled: filled.length,
    ended: demoUses(ws.db, roundId).length,
    impact: parameterImpact(ws, roundId, (own) => withEntered(withoutDemo(own), filled)),
  }
}

/**
 * Loads 演示参数 into a round for whatever the bureau has not entered, or removes every one of them and takes the
 * bureau's newest values instead; the round is assessed again. Errors: CONFLICT when there is nothing to load or remove.
 */
export function setDemo(ws: Workspace, actor: Actor, roundId: string, demo: boolean): DemoChange {
  const change = previewDemo(ws, roundId, demo)
  record(ws, actor, (tx) => {
    const round = openRound(ws, roundId, demo)
    const action = demo ? '载入演示参数' : '移除演示参数'
    for (const { id } of demo ? [] : demoUses(ws.db, roundId)) endParameterUse(tx, id, action)
    if (!demo) endDemoSchemes(tx, roundId, action)
    const filled = demo ? lockDemo(ws, tx, round) : lockBureau(ws, tx, round)
    markDemo(tx, roundId, demo)
    tx.log(action, `${round.year}-${round.batch}`, { filled, ended: change.ended })
    settleChange(ws, tx, roundId, action)
  })
  return change
}

function openRound(ws: Workspace, roundId: string, demo: boolean): Round {
  const round = requireRound(ws, roundId)
  if (!demo && !round.demo) throw new AppError('CONFLICT', '本批次没有使用演示参数，不必移除')
  if (demo && round.demo) throw new AppError('CONFLICT', '本批次已经使用演示参数，不必再载入')
  if (demo && missingDemo(ws, round).length === 0) {
    throw new AppError('CONFLICT', '演示参数能补的参数都已有本局录入的值，不必载入')
  }
  return round
}
