import { objectionsOfRound } from '../../../db/objections.ts'
import { chinaDay } from '../../../shared/date.ts'
import type { Objection } from '../../../shared/objections/objection.ts'
import { objectionSheets } from '../../../shared/objections/objectionSheet.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import { refuseDatabase } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Writes 异议台账 with names to `path`, whole or not at all, and logs it; answers what it holds. Errors: STORAGE, NOT_FOUND,
 * and BAD_INPUT for the case database's own name; nothing is logged then.
 */
export async function exportObjections(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
): Promise<Objection[]> {
  refuseDatabase(ws, path)
  const { year, batch, demo } = requireRound(ws, roundId)
  const objections = objectionsOfRound(ws.db, roundId)
  const at = ws.now()
  const sheets = objectionSheets(objections, { year, batch, demo, today: chinaDay(at), at })
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  const title = `${year}年第${batch}批异议台账`
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: at }))
  record(ws, actor, (tx) =>
    tx.log(EXPORTED, `${year}-${batch}`, { kind: 'objections', items: objections.length, ...exportedFile(path) }),
  )
  return objections
}
