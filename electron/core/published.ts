import { auditOf } from '../../db/audit.ts'
import { listsOfRound } from '../../db/lists.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { chinaDay, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { PublishedList } from '../../shared/report/correction.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { Workspace } from './workspace.ts'

/** The action under which an export stands in the log. */
export const EXPORTED = '导出'

/**
 * What a 更正公示 of this list corrects: the round's newest other list whose 公示 or 更正公示 was exported and that is no
 * longer valid, with the day its paper was signed. Errors: NOT_FOUND when nothing was made public before.
 */
export function publishedBefore(ws: Workspace, list: FrozenList): PublishedList {
  const round = roundByYearBatch(ws.db, list.round.year, list.round.batch)
  const earlier = round === null ? [] : listsOfRound(ws.db, round.id)
  for (const { listNo, content, invalidReason } of earlier) {
    if (invalidReason === null || listNo === list.listNo) continue
    const publishedOn = publishedDay(ws, listNo)
    if (publishedOn !== null) return { list: content, publishedOn }
  }
  throw new AppError('NOT_FOUND', '本批次没有导出过公示且已失效的名单，不需要更正公示；请直接导出公示')
}

/** The day on the paper as exported last; of an export that kept none, the day of the export. */
function publishedDay(ws: Workspace, listNo: string): string | null {
  const entry = auditOf(ws.db, EXPORTED, listNo).find(({ detail }) => {
    return detail.kind === 'notice' || detail.kind === 'correction'
  })
  if (entry === undefined) return null
  const { signedOn } = entry.detail
  return typeof signedOn === 'string' && isIsoDate(signedOn) ? signedOn : chinaDay(entry.at)
}
