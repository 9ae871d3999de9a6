import { saveSetting } from '../../../db/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import type { PublicField } from '../../../shared/report/noticeTemplate.ts'
import { agreedCells, ofRound, PAPER_MASKS, paperMasks } from '../paperMasks.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * 收回遮盖文字: the cell prints what the application says again, and the privacy gate asks for it anew. All words agreed for
 * the cell go together, since later ones were agreed on top of earlier ones. Papers already issued stay as they are.
 * Errors: NOT_FOUND for a round that is not there; CONFLICT when nothing is agreed for the cell.
 */
export function dropMask(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  { applicationNo, field }: { applicationNo: string; field: PublicField },
): void {
  const round = requireRound(ws, roundId)
  const isCell = (one: { applicationNo: string; field: PublicField }) =>
    one.applicationNo === applicationNo && one.field === field
  const agreed = agreedCells(ws, round).find(isCell)
  if (agreed === undefined) throw new AppError('CONFLICT', '这一处的遮盖文字已经收回，请刷新后再看')
  record(ws, actor, (tx) => {
    saveSetting(
      tx,
      PAPER_MASKS,
      paperMasks(ws).filter((mask) => !(ofRound(mask, round) && isCell(mask))),
    )
    tx.log('收回遮盖文字', `${round.year}-${round.batch}`, { applicationNo, printedAs: agreed.printedAs })
  })
}
