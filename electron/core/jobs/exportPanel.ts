import { issuedSheets } from '../../../shared/report/issuedSheets.ts'
import { numberLine } from '../../../shared/report/issueMark.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { panelPaper } from '../panelPaper.ts'
import { refuseDatabase } from '../papers.ts'
import { requireRound } from '../roundState.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { issuePaper } from './issuePaper.ts'

/**
 * Writes 评审汇总表 of every article that experts score to `path` and registers it; it falls when a ballot or what it prints
 * of a case is corrected, or the criteria change. Errors: CONFLICT where experts score nothing; STORAGE; BAD_INPUT for the case database's own name.
 */
export async function exportPanel(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
): Promise<{ articles: number; cases: number }> {
  refuseDatabase(ws, path)
  const { year, batch } = requireRound(ws, roundId)
  const { info, articles, sheets, cases } = panelPaper(ws, roundId)
  return issuePaper(ws, actor, {
    kind: 'panel',
    of: { roundId, cases },
    path,
    async write(issued) {
      const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
      const numbered = issuedSheets(sheets, numberLine(issued))
      await writeFileAtomic(path, (file) => writeWorkbook(file, numbered, info))
      return { articles: articles.length, cases: cases.length }
    },
    note: () => ({ subject: `${year}-${batch}`, detail: { kind: 'panel', items: cases.length } }),
  })
}
