import { listHead } from '../../../db/issuedPapers.ts'
import { PACK_NAME } from '../../../shared/report/decisionPack.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import { writePack } from '../decisionPack.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { issuePaper } from './issuePaper.ts'

/** Writes 审定要点 to `path`; that of a frozen list gets a number and is registered. Errors: as writePack, issuePaper. */
export async function exportPack(
  ws: Workspace,
  actor: Actor,
  list: FrozenList,
  path: string,
): Promise<{ warnings: string[] }> {
  const head = list.trial ? null : listHead(ws.db, list.listNo)
  return issuePaper(ws, actor, {
    kind: 'pack',
    of: head === null ? null : { roundId: head.roundId, listId: head.id },
    path,
    write: (issued) => writePack(ws, list, path, issued),
    note: () => ({ subject: list.listNo, detail: { paper: PACK_NAME, hash: list.hash } }),
  })
}
