import { applicationById } from '../../../db/applications.ts'
import { addMatterRuling, type MatterRuling, matterRulingsOf } from '../../../db/matterRulings.ts'
import { compareApplicationNos } from '../../../shared/cohort/order.ts'
import { AppError } from '../../../shared/errors.ts'
import { applicationKey, type Claim, readClaimKey } from '../../../shared/radar/claim.ts'
import { claimText } from '../../../shared/radar/claimText.ts'
import { type MatterVerdict, VERDICT_NAMES } from '../../../shared/radar/radarView.ts'
import { claimByKey, isItself, pairDigest, stillCounts } from '../matters.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { loadGroup } from './loadGroup.ts'
import { refuseRecused } from './recuse.ts'

export interface MatterRulingInput {
  applicationId: string
  /** "application:<id>" or "entry:<id>". */
  otherKey: string
  ruling: MatterVerdict
  reason: string
}

/**
 * A person's word on whether two claims are for one matter; the newest word on a pair counts. Of two applications of the
 * round the one with the larger number carries it, since the earlier one is served first. The case is assessed again and
 * valid lists end. Errors: BAD_INPUT without a reason or for one and the same claim; FORBIDDEN in 回避; NOT_FOUND; CONFLICT when the very
 * same was said before.
 */
export function ruleMatter(ws: Workspace, actor: Actor, roundId: string, input: MatterRulingInput): MatterRuling {
  const reason = input.reason.trim()
  if (reason === '') throw new AppError('BAD_INPUT', '请写明认定理由')
  return record(ws, actor, (tx) => {
    const { applicationId, otherKey, own, other } = orderedPair(ws, roundId, input)
    const { ruling } = input
    for (const key of [applicationKey(applicationId), otherKey]) {
      const claim = readClaimKey(key)
      if (claim?.kind === 'application') refuseRecused(tx, claim.id)
    }
    const before = matterRulingsOf(ws.db, applicationId).find((one) => one.otherKey === otherKey)
    const stands = before !== undefined && stillCounts(ws, requireRound(ws, roundId), before)
    if (stands && before.ruling === ruling && before.reason === reason) {
      throw new AppError('CONFLICT', `这一对已按同样的理由认定为${VERDICT_NAMES[ruling]}，没有变动`)
    }
    const group = loadGroup(ws, applicationId)
    const no = group.one.stored.application.applicationNo
    addMatterRuling(tx, { applicationId, otherKey, ruling, reason, seen: pairDigest(own, other) })
    invalidateValidLists(tx, roundId, `${no} 的同一事项认定有更改`)
    tx.log('认定同一事项', no, { verdict: VERDICT_NAMES[ruling], otherClaim: claimText(other), reason })
    appendAssessments(ws, tx, group, group.cases)
    const kept = matterRulingsOf(ws.db, applicationId).find((one) => one.otherKey === otherKey)
    if (kept === undefined) throw new Error(`the ruling on ${otherKey} was not stored`)
    return kept
  })
}

/** The pair as it is kept, with its other side. */
function orderedPair(
  ws: Workspace,
  roundId: string,
  { applicationId, otherKey }: MatterRulingInput,
): { applicationId: string; otherKey: string; own: Claim; other: Claim } {
  const round = requireRound(ws, roundId)
  const stored = applicationById(ws.db, applicationId)
  if (stored === null || stored.roundId !== roundId) throw new AppError('NOT_FOUND', '本批次没有这件申报，请刷新后重试')
  if (isItself(applicationId, otherKey)) throw new AppError('BAD_INPUT', '不能与这件申报自身比较，请选择另一方')
  const other = claimByKey(ws, round, otherKey)
  if (other === null) throw new AppError('NOT_FOUND', '没有这一笔可比的记录，名单可能已撤回，请刷新“查重”后重试')
  const key = readClaimKey(otherKey)
  const isLarger = compareApplicationNos(stored.application.applicationNo, other.applicationNo ?? '') >= 0
  const own = claimByKey(ws, round, applicationKey(applicationId))
  if (own === null) throw new Error(`application ${applicationId} cannot be read`)
  if (other.kind !== 'application' || key === null || isLarger) return { applicationId, otherKey, own, other }
  return { applicationId: key.id, otherKey: applicationKey(applicationId), own: other, other: own }
}
