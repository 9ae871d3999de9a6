import { CASE_PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { type CasePaperOrder, writeCasePapers } from '../casePapers.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** Writes papers of single cases to `path` and logs which. Errors: as `writeCasePapers`; nothing is logged then. */
export async function exportCasePapers(
  ws: Workspace,
  actor: Actor,
  order: CasePaperOrder,
  path: string,
): Promise<{ warnings: string[]; pages: number; applicationNos: string[] }> {
  const written = await writeCasePapers(ws, order, path)
  const { applicationNos } = written
  const subject = applicationNos.length === 1 ? applicationNos.join('') : `${applicationNos.length}件`
  record(ws, actor, (tx) => tx.log(EXPORTED, subject, { paper: CASE_PAPER_NAMES[order.kind], applicationNos }))
  return written
}
