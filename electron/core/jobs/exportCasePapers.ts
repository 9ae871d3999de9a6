import { CASE_PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { type CasePaperOrder, casePaperSource, openOrder, writeCasePapers } from '../casePapers.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { issuePaper } from './issuePaper.ts'

/**
 * Writes papers of single cases to `path` under one number, registers them and logs which. Those that rest on a list not
 * yet frozen are trials. Errors: as `openOrder`, `casePaperSource`, `writeCasePapers` and `issuePaper`.
 */
export async function exportCasePapers(
  ws: Workspace,
  actor: Actor,
  order: CasePaperOrder,
  path: string,
): Promise<{ warnings: string[]; pages: number; applicationNos: string[] }> {
  const opened = openOrder(ws, order)
  return issuePaper(ws, actor, {
    kind: order.kind,
    of: casePaperSource(ws, opened),
    path,
    write: (issued) => writeCasePapers(ws, opened, path, issued),
    note: ({ applicationNos }) => {
      const subject = applicationNos.length === 1 ? applicationNos.join('') : `${applicationNos.length}件`
      const detail = { paper: CASE_PAPER_NAMES[order.kind], applicationNos }
      // A term typed for the letter alone is on no other record: the archive makes the letter again from this one.
      return { subject, detail, days: { signedOn: null, startOn: null, endOn: order.dueOn } }
    },
  })
}
