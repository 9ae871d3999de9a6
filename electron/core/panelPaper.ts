import { changeIdsOfRound } from '../../db/applications.ts'
import type { PaperCaseRef } from '../../db/issuedPapers.ts'
import { tieRulings } from '../../db/lists.ts'
import { countingBallotIds } from '../../db/scoring.ts'
import { ROUND_PAPER_NAMES } from '../../shared/contract/papers.ts'
import { chinaDay, type IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { issuedSheets } from '../../shared/report/issuedSheets.ts'
import { numberLine, type PaperNumber } from '../../shared/report/issueMark.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { type PanelArticle, type PanelHead, type PanelPlace, panelSheets } from '../../shared/scoring/panelSheet.ts'
import type { WorkbookInfo } from './excel/bookXml.ts'
import { allocateRound } from './jobs/allocateRound.ts'
import { requireRound, roundContext } from './roundState.ts'
import { articleScorings } from './scoring.ts'
import { scoringTable } from './scoringViews.ts'
import type { Workspace } from './workspace.ts'

/** 评审汇总表 of a round, before it is written, seen or printed. */
export interface PanelPaper {
  info: WorkbookInfo
  articles: PanelArticle[]
  /** With the number asked for. */
  sheets: PaperSheet[]
  /** The scored cases, each with the criteria, ballots and corrections its row rests on. */
  cases: PaperCaseRef[]
}

/**
 * Every article that experts score, as it stands now, the same bytes all day long; `at`: when it says it was made. Errors:
 * CONFLICT where experts score nothing; NOT_FOUND.
 */
export function panelPaper(
  ws: Workspace,
  roundId: string,
  { number = 'none', at = ws.now() }: { number?: PaperNumber; at?: IsoInstant } = {},
): PanelPaper {
  const round = requireRound(ws, roundId)
  const articles = panelArticles(ws, roundId)
  const cases = casesOf(ws, roundId, articles)
  if (cases.length === 0) throw new AppError('CONFLICT', '本批次没有专家评审的申报，没有可汇总的评分')
  const madeOn = chinaDay(at)
  const head: PanelHead = { round, demo: round.demo, madeOn }
  const title = `${round.year}年第${round.batch}批${ROUND_PAPER_NAMES.panel}`
  const info = { title, createdAt: `${madeOn}T00:00:00.000Z` }
  return { info, articles, sheets: issuedSheets(panelSheets(articles, head), numberLine(number)), cases }
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
  const changes = changeIdsOfRound(ws.db, roundId)
  return articles.flatMap(({ table }) => {
    const ids = countingBallotIds(ws.db, scorings.get(table.article)?.countingIds ?? [])
    return table.rows.map(({ id, applicationNo }) => ({
      applicationNo,
      standsOn: [table.schemeId, ...(ids.get(id) ?? []), ...(changes.get(id) ?? [])],
    }))
  })
}
