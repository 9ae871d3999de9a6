import { type ReplayView, valueLines } from '../../../shared/replay/view.ts'
import { exportedFile } from '../exportedFile.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { writeReplay } from '../replayPaper.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** Writes 新旧测算表 to `path` and logs it with the values it was worked out with. Errors: as writeReplay; nothing is logged then. */
export async function exportReplay(
  ws: Workspace,
  actor: Actor,
  view: ReplayView,
  path: string,
  watch: ExportWatch | null = null,
): Promise<void> {
  await writeReplay(ws, view, ws.now(), path, watch)
  record(ws, actor, (tx) => {
    tx.log('导出', `${view.year}-${view.batch}`, {
      kind: 'replay',
      ...exportedFile(path),
      against: view.against,
      trialValues: valueLines(view.typed),
    })
  })
}
