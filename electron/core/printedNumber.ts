import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { issuedPapers, listHead } from '../../db/issuedPapers.ts'
import { PAPER_NAMES, type PaperKind } from '../../shared/contract/papers.ts'
import { paperNo } from '../../shared/objections/issuedPaper.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { IssueMark } from '../../shared/report/issueMark.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import { officeSettings } from './jobs/settings.ts'
import { isPublicKind, paperSheets, publicPdf } from './papers.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** The number a printed copy bears, or why it bears none. */
export interface PrintedNumber {
  mark: IssueMark | null
  /** Empty when there is nothing to say: a trial, or a copy that bears its number. */
  warning: string
}

/**
 * A print of a list's paper is a copy of the newest one that was exported and bears its number, as long as it would come out
 * byte by byte the same now. Otherwise it bears none, for two different papers must not share a number.
 */
export async function printedNumber(ws: Workspace, list: FrozenList, kind: PaperKind): Promise<PrintedNumber> {
  const head = list.trial ? null : listHead(ws.db, list.listNo)
  if (head === null) return { mark: null, warning: '' }
  const name = PAPER_NAMES[kind]
  const newest = issuedPapers(ws.db, head.roundId).find((one) => one.kind === kind && one.listNo === list.listNo)
  if (newest === undefined || newest.auditHead === null) {
    return { mark: null, warning: `这份名单的${name}还没有编号：打印件不带文书编号，正式使用请先导出再打印` }
  }
  const mark = { paperNo: paperNo(newest, requireRound(ws, head.roundId)), auditHead: newest.auditHead }
  if ((await sha256Of(ws, list, kind, mark)) === newest.sha256) return { mark, warning: '' }
  const changed = `“${mark.paperNo}”导出之后公示信息、栏目或程序有变，现在排出的${name}与它不同`
  return { mark: null, warning: `${changed}：打印件不带文书编号，正式使用请重新导出再打印` }
}

/** Of the file an export with this mark would write now. */
async function sha256Of(ws: Workspace, list: FrozenList, kind: PaperKind, mark: IssueMark): Promise<string> {
  if (isPublicKind(kind)) {
    const { bytes } = await publicPdf(ws, list, kind, officeSettings(ws), { issued: mark })
    return createHash('sha256').update(bytes).digest('hex')
  }
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const file = new PassThrough()
  const title = `${roundTitle(list)}${PAPER_NAMES[kind]}`
  const written = writeWorkbook(file, paperSheets(ws, list, kind, mark), { title, createdAt: list.frozenAt }, null)
  const [hashed] = await Promise.all([hashOf(file), written])
  return hashed
}

async function hashOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of stream) sum.update(piece)
  return sum.digest('hex')
}
