import { validList } from '../../db/lists.ts'
import { AppError } from '../../shared/errors.ts'
import { isNoticeText, type LetterTextKind, OWN_WORDS, type TextKind, textName } from '../../shared/report/paperText.ts'
import type { CaseRow, PaperPreview } from '../../shared/views.ts'
import { casePdf, openOrder } from './casePapers.ts'
import { trialList } from './jobs/freezeRound.ts'
import { refuseBadText } from './jobs/savePaperText.ts'
import { officeSettings } from './jobs/settings.ts'
import { publicPdf } from './papers.ts'
import { caseRows } from './views.ts'
import type { Actor, Workspace } from './workspace.ts'

/**
 * The paper of a round with a text that was not saved: of its valid list, or of a trial; a letter of the first case that
 * has a reason for one. Nothing is kept. Errors: as savePaperText and the makers of the papers; NOT_FOUND without a case.
 */
export async function previewPaperText(
  ws: Workspace,
  actor: Actor,
  { kind, roundId, text }: { kind: TextKind; roundId: string; text: string },
): Promise<PaperPreview> {
  refuseBadText(kind, text)
  if (isNoticeText(kind)) {
    const list = validList(ws.db, roundId)?.content ?? trialList(ws, actor, roundId, false)
    const { bytes, problems, warnings } = await publicPdf(ws, list, kind, officeSettings(ws), { words: text })
    return { pdf: bytes, sections: [], problems, warnings: warnings.filter(isNews) }
  }
  const one = caseRows(ws, roundId).find((row) => hasReason(row, kind))
  if (one === undefined) {
    throw new AppError('NOT_FOUND', `本批次没有要发${textName(kind)}的申报，请换一个批次预览；文字照样可以保存`)
  }
  const order = { kind, caseIds: [one.id], dueOn: null }
  const { bytes, warnings } = await casePdf(ws, openOrder(ws, order), { words: text })
  return { pdf: bytes, sections: [], problems: [], warnings: warnings.filter(isNews) }
}

/** Whose words these are is plain to whoever is writing them. */
function isNews(warning: string): boolean {
  return warning !== OWN_WORDS
}

function hasReason({ status, outcome }: CaseRow, kind: LetterTextKind): boolean {
  if (kind === 'refusal') return status === 'refused'
  return status === 'supplement' || (status === 'pending' && outcome === 'unknown')
}
