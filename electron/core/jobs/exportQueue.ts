import { refuseAlteredRound } from '../../../db/intact.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ColumnKey } from '../../../shared/queue/columns.ts'
import { queueSheets } from '../../../shared/queue/queueSheet.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { refuseDatabase } from '../papers.ts'
import { requireRound } from '../roundState.ts'
import { caseRows } from '../views.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Writes the cases named, in their order and with the columns given, to `path`, whole or not at all, and logs it; answers
 * the number of rows. Errors: NOT_FOUND when a case is not of the round; STORAGE; DAMAGED when a
 * record is not as it was written; BAD_INPUT for the case database's name.
 */
export async function exportQueue(
  ws: Workspace,
  actor: Actor,
  input: { roundId: string; caseIds: readonly string[]; columns: readonly ColumnKey[]; words: string },
  path: string,
  watch: ExportWatch | null = null,
): Promise<number> {
  refuseDatabase(ws, path)
  const { year, batch, demo } = requireRound(ws, input.roundId)
  refuseAlteredRound(ws.db, input.roundId)
  const known = new Map(caseRows(ws, input.roundId).map((row) => [row.id, row]))
  const rows = input.caseIds.map((id) => {
    const row = known.get(id)
    if (row === undefined) throw new AppError('NOT_FOUND', '列表中的申报有的已不在本批次，请刷新后重新导出')
    return row
  })
  const name = `${year}年第${batch}批`
  const at = ws.now()
  const sheets = queueSheets(rows, input.columns, { name, demo, words: input.words, by: actor.name, at })
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title: `${name}申报列表`, createdAt: at }, watch))
  const detail = { kind: 'queue', items: rows.length, columns: input.columns.length }
  record(ws, actor, (tx) => tx.log('导出', `${year}-${batch}`, { ...detail, ...exportedFile(path) }))
  return rows.length
}
