import type { IsoInstant } from '../../shared/date.ts'
import type { ReplayView } from '../../shared/replay/view.ts'
import { replaySheets } from '../../shared/report/replaySheets.ts'
import { writeFileAtomic } from './atomicFile.ts'
import type { ExportWatch } from './exportWatch.ts'
import { refuseDatabase } from './papers.ts'
import { compareOn } from './revision.ts'
import type { Workspace } from './workspace.ts'

/** Writes 新旧测算表 whole or not at all. Errors: STORAGE, and BAD_INPUT for the case database's own name. */
export async function writeReplay(
  ws: Workspace,
  view: ReplayView,
  at: IsoInstant,
  path: string,
  watch: ExportWatch | null,
): Promise<void> {
  refuseDatabase(ws, path)
  const comparison = compareOn(ws.policy, ws.templatesRoot, { from: view.oldOn, to: view.newOn })
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const sheets = replaySheets(view, comparison, at)
  const title = `${view.roundName}新旧测算表`
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: at }, watch))
}
