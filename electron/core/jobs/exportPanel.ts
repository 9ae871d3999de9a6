import type { PaperCaseRef } from '../../../db/issuedPapers.ts'
import { tieRulings } from '../../../db/lists.ts'
import { countingBallotIds } from '../../../db/scoring.ts'
import { ROUND_PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import { issuedSheets } from '../../../shared/report/issuedSheets.ts'
import { issueLine } from '../../../shared/report/issueMark.ts'
import { type PanelArticle, type PanelPlace, panelSheets } from '../../../shared/scoring/panelSheet.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { refuseDatabase } from '../papers.ts'
import { requireRound, roundContext } from '../roundState.ts'
import { articleScorings } from '../scoring.ts'
import { scoringTable } from '../scoringViews.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { allocateRound } from './allocateRound.ts'
import { issuePaper } from './issuePaper.ts'

/**
 * Writes 评审汇总表 of every article that experts score to `path` and registers it; it falls when a ballot is corrected or
 * the criteria change. Errors: CONFLICT where experts score nothing; STORAGE; BAD_INPUT for the case database's own name.
 */
export async function exportPanel(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
): Promise<{ articles: number; cases: number }> {
  refuseDatabase(ws, path)
  const round = requireRound(ws, roundId)
  const name = `${round.year}年第${round.batch}批${ROUND_PAPER_NAMES.panel}`
  const articles = panelArticles(ws, roundId)
  const cases = articles.flatMap(({ table }) => table.rows)
  if (cases.length === 0) throw new AppError('CONFLICT', '本批次没有专家评审的申报，没有可汇总的评分')
  const at = ws.now()
  return issuePaper(ws, actor, {
    kind: 'panel',
    of: { roundId, cases: casesOf(ws, roundId, articles) },
    path,
    async write(issued) {
      const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
      const plain = panelSheets(articles, { round, demo: round.demo, at })
      const sheets = issuedSheets(plain, issued === null ? '' : issueLine(issued))
      await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title: name, createdAt: at }))
      return { articles: articles.length, cases: cases.length }
    },
    note: ({ cases: items }) => ({ subject: `${round.year}-${round.batch}`, detail: { kind: 'panel', items } }),
  })
}

function panelArticles(ws: Workspace, roundId: string): PanelArticle[] {
  const { context } = roundContext(ws, requireRound(ws, roundId))
  const places = placesOf(ws, roundId)
  return [...articleScorings(ws.db, roundId).keys()].map((article) => ({
    articleNo: context.articles.get(article)?.version.no ?? '',
    title: context.articles.get(article)?.title ?? '',
    table: scoringTable(ws, roundId, article),
    places,
  }))
}

/** Where each agreed case stands in its quota, and what was ruled on a tie it was part of. */
function placesOf(ws: Workspace, roundId: string): Map<string, PanelPlace> {
  const { allocation } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
  const places = new Map(
    allocation.rows.map(({ applicationNo, quota }): [string, PanelPlace] => [applicationNo, { quota, ruling: '' }]),
  )
  for (const { tiedNos, applicationNos, reason } of tieRulings(ws.db, roundId)) {
    for (const no of tiedNos ?? applicationNos) {
      const word = applicationNos.includes(no) ? '并列经裁定入选' : '并列经裁定未入选'
      places.set(no, { quota: places.get(no)?.quota ?? null, ruling: `${word}：${reason}` })
    }
  }
  return places
}

function casesOf(ws: Workspace, roundId: string, articles: readonly PanelArticle[]): PaperCaseRef[] {
  const scorings = articleScorings(ws.db, roundId)
  return articles.flatMap(({ table }) => {
    const ids = countingBallotIds(ws.db, scorings.get(table.article)?.countingIds ?? [])
    return table.rows.map(({ id, applicationNo }) => ({
      applicationNo,
      standsOn: [table.schemeId, ...(ids.get(id) ?? [])],
    }))
  })
}
