import type { PrintPages } from '../../../shared/contract/printing.ts'
import type { PreparedPrint } from '../printJobs.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** The action under which a print stands in the log, apart from exports. */
export const PRINTED = '打印'

/** Logs what the printer has taken: which papers, of what, how many pages. */
export function logPrint(
  ws: Workspace,
  actor: Actor,
  { subject, detail }: PreparedPrint,
  parts: readonly PrintPages[],
): void {
  const pages = parts.reduce((sum, part) => sum + part.pages, 0)
  const paper = parts.map(({ name }) => name)
  record(ws, actor, (tx) => tx.log(PRINTED, subject, { paper, pages, ...detail }))
}
