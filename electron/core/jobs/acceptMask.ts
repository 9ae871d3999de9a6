import { saveSetting } from '../../../db/settings.ts'
import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import type { NoticeKind } from '../../../shared/report/noticeTemplate.ts'
import { maskedTextSha, PAPER_MASKS, type PaperMask, paperMasks } from '../paperMasks.ts'
import { publicLeaks } from '../papers.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * 采用遮盖文字: from here on the public papers of the round print the proposed words at this place; the application itself
 * stays as it is. Errors: CONFLICT when the place no longer reads so; BAD_INPUT for running text, which the office can
 * rewrite itself.
 */
export async function acceptMask(
  ws: Workspace,
  actor: Actor,
  list: FrozenList,
  kind: NoticeKind,
  shown: { place: string; proposal: string },
): Promise<void> {
  const leaks = await publicLeaks(ws, list, kind)
  const leak = leaks.find(({ place, proposal }) => place === shown.place && proposal === shown.proposal)
  if (leak === undefined) throw new AppError('CONFLICT', '这一处的文字已经变动，没有采用，请重新生成预览后再看')
  const { year, batch } = list.round
  const masks = leak.texts.flatMap(({ text: { applicationNo, field, text }, masked }): PaperMask[] => {
    if (applicationNo === undefined || field === undefined) return []
    return [{ round: { year, batch }, applicationNo, field, textSha256: maskedTextSha(text), masked }]
  })
  if (masks.length < leak.texts.length) {
    throw new AppError('BAD_INPUT', `“${leak.place}”是文书本身的文字，请在“公示信息”或“设置 → 文书文字”中改写`)
  }
  record(ws, actor, (tx) => {
    saveSetting(tx, PAPER_MASKS, [...paperMasks(ws), ...masks])
    tx.log('采用遮盖文字', list.listNo, {
      kind,
      applicationNo: masks[0]?.applicationNo ?? '',
      place: `${PAPER_NAMES[kind]}：${leak.place}`,
      printedAs: leak.proposal,
    })
  })
}
