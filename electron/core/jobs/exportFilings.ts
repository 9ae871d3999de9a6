import { chinaDay } from '../../../shared/date.ts'
import { filingSheets } from '../../../shared/filings/filingSheet.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import { filingBook } from '../filings.ts'
import { refuseDatabase } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * Writes 报备登记表 of a year, or of all, to `path`, whole or not at all, without contacts, and logs it; answers how many
 * entries it holds. Errors: STORAGE, and BAD_INPUT for the case database's own name; nothing is logged then.
 */
export async function exportFilings(ws: Workspace, actor: Actor, year: number | null, path: string): Promise<number> {
  refuseDatabase(ws, path)
  const filings = filingBook(ws, null).filings.filter((one) => year === null || one.year === year)
  const at = ws.now()
  const title = year === null ? '重大活动报备登记表' : `${year}年重大活动报备登记表`
  const rows = filings.toReversed().map((one) => ({ ...one, linkedNo: one.linked?.applicationNo ?? '' }))
  const sheets = filingSheets(rows, { title, today: chinaDay(at), at })
  const { writeWorkbook } = await import('../excel/writeWorkbook.ts')
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: at }))
  record(ws, actor, (tx) =>
    tx.log(EXPORTED, year === null ? '' : String(year), {
      kind: 'filings',
      items: filings.length,
      ...exportedFile(path),
    }),
  )
  return filings.length
}
