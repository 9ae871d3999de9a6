import type { ArticleKey } from '../../../shared/application.ts'
import { disagreements } from '../../../shared/scoring/disagreement.ts'
import { disagreementSheets } from '../../../shared/scoring/disagreementSheet.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import { refuseDatabase } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { requireRound } from '../roundState.ts'
import { scoringTable } from '../scoringViews.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Writes 分歧清单 of an article to `path`, whole or not at all, and logs it; answers how many cases it names. Errors:
 * CONFLICT where experts do not score it; STORAGE; BAD_INPUT for the case database's own name; nothing is logged then.
 */
export async function exportDisagreement(
  ws: Workspace,
  actor: Actor,
  order: { roundId: string; article: ArticleKey },
  path: string,
): Promise<number> {
  refuseDatabase(ws, path)
  const { year, batch } = requireRound(ws, order.roundId)
  const table = scoringTable(ws, order.roundId, order.article)
  const rows = disagreements(table)
  const at = ws.now()
  const title = `${year}年第${batch}批评审分歧清单`
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  const sheets = disagreementSheets(rows, { title, demo: table.scheme.demo, at })
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: at }))
  record(ws, actor, (tx) =>
    tx.log(EXPORTED, `${year}-${batch}`, { kind: 'disagreement', items: rows.length, ...exportedFile(path) }),
  )
  return rows.length
}
