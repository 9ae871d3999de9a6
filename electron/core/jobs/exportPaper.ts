import type { PaperKind } from '../../../shared/contract/papers.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import { writePaper } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { officeSettings } from './settings.ts'

/**
 * Writes one paper of a list to `path` and logs it with the dates it carries, which a later 更正公示 names. Errors: as
 * `writePaper`; nothing is logged then.
 */
export async function exportPaper(
  ws: Workspace,
  actor: Actor,
  list: FrozenList,
  kind: PaperKind,
  path: string,
): Promise<{ warnings: string[] }> {
  const { warnings, facts } = await writePaper(ws, list, kind, officeSettings(ws), path)
  const dates =
    facts === null
      ? {}
      : { signedOn: facts.signedOn, startOn: facts.period?.startOn ?? null, endOn: facts.period?.endOn ?? null }
  record(ws, actor, (tx) => tx.log(EXPORTED, list.listNo, { kind, hash: list.hash, ...dates }))
  return { warnings }
}
