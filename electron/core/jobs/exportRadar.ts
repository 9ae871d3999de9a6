import { radarSheets } from '../../../shared/radar/radarSheet.ts'
import type { RadarView } from '../../../shared/radar/radarView.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { refuseDatabase } from '../papers.ts'
import { radarOf } from '../radar.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Writes 查重表 to `path`, whole or not at all, and logs it; answers what it holds. `least` as in radarOf. Errors: STORAGE,
 * NOT_FOUND, and BAD_INPUT for the case database's own name; nothing is logged then.
 */
export async function exportRadar(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
  { least, watch = null }: { least?: number | undefined; watch?: ExportWatch | null } = {},
): Promise<RadarView> {
  refuseDatabase(ws, path)
  const { year, batch, demo } = requireRound(ws, roundId)
  const view = radarOf(ws, roundId, least)
  const name = `${year}年第${batch}批`
  const at = ws.now()
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  const sheets = radarSheets(view, { name, demo }, at)
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title: `${name}查重表`, createdAt: at }, watch))
  record(ws, actor, (tx) =>
    tx.log('导出', `${year}-${batch}`, { kind: 'radar', items: view.pairs.length, ...exportedFile(path) }),
  )
  return view
}
