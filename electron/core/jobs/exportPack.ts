import { PACK_NAME } from '../../../shared/report/decisionPack.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import { writePack } from '../decisionPack.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** Writes 审定要点 to `path` and logs it. Errors: as writePack; nothing is logged then. */
export async function exportPack(
  ws: Workspace,
  actor: Actor,
  list: FrozenList,
  path: string,
): Promise<{ warnings: string[] }> {
  const written = await writePack(ws, list, path)
  record(ws, actor, (tx) => tx.log(EXPORTED, list.listNo, { paper: PACK_NAME, hash: list.hash }))
  return written
}
