import { objectionsOfRound } from '../../db/objections.ts'
import { filingBook } from '../../electron/core/filings.ts'
import { replayRound } from '../../electron/core/jobs/replayRound.ts'
import { panelPaper } from '../../electron/core/panelPaper.ts'
import { paperSheets } from '../../electron/core/papers.ts'
import { radarOf } from '../../electron/core/radar.ts'
import { compareOn } from '../../electron/core/revision.ts'
import { scoringTable } from '../../electron/core/scoringViews.ts'
import { caseRows } from '../../electron/core/views.ts'
import { chinaDay } from '../../shared/date.ts'
import { filingSheets } from '../../shared/filings/filingSheet.ts'
import { objectionSheets } from '../../shared/objections/objectionSheet.ts'
import { COLUMN_KEYS } from '../../shared/queue/columns.ts'
import { queueSheets } from '../../shared/queue/queueSheet.ts'
import { radarSheets } from '../../shared/radar/radarSheet.ts'
import { replaySheets } from '../../shared/report/replaySheets.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { disagreements } from '../../shared/scoring/disagreement.ts'
import { disagreementSheets } from '../../shared/scoring/disagreementSheet.ts'
import type { FrozenRound } from '../fixtures/frozenRound.ts'

const ISSUED = { paperNo: '文书2026-1-01', auditHead: 'a1b2c3d4'.repeat(8) }

/** Every workbook the program writes, made of one round, by file name. */
export function allBooks({ ws, roundId, list }: FrozenRound): Record<string, PaperSheet[]> {
  const at = ws.now()
  const { year, batch } = list.round
  const { demo } = list
  const name = `${year}年第${batch}批`
  const replay = replayRound(ws, roundId, '2025-12-31')
  const comparison = compareOn(ws.policy, ws.templatesRoot, { from: replay.oldOn, to: replay.newOn })
  const filings = filingBook(ws, null).filings.map((one) => ({ ...one, linkedNo: one.linked?.applicationNo ?? '' }))
  const table = scoringTable(ws, roundId, 'platform')
  return {
    summary: paperSheets(ws, list, 'summary', ISSUED),
    approval: paperSheets(ws, list, 'approval', ISSUED),
    payment: paperSheets(ws, list, 'payment', ISSUED),
    panel: panelPaper(ws, roundId).sheets,
    disagreement: disagreementSheets(disagreements(table), { title: `${name}评审分歧清单`, demo, at }),
    radar: radarSheets(radarOf(ws, roundId), { name, demo }, at),
    replay: replaySheets(replay, comparison, at),
    queue: queueSheets(caseRows(ws, roundId), COLUMN_KEYS, { name, demo, words: '全部', by: '命令行', at }),
    objections: objectionSheets(objectionsOfRound(ws.db, roundId), { year, batch, demo, today: chinaDay(at), at }),
    filings: filingSheets(filings, { title: '重大活动报备登记表', today: chinaDay(at), at }),
  }
}
