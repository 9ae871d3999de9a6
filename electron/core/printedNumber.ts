import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { issuedPapers, listHead } from '../../db/issuedPapers.ts'
import { CASE_PAPER_NAMES, PAPER_NAMES, type PaperKind, ROUND_PAPER_NAMES } from '../../shared/contract/papers.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { type IssuedPaper, paperNo } from '../../shared/objections/issuedPaper.ts'
import { PACK_NAME } from '../../shared/report/decisionPack.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { IssueMark, PaperNumber } from '../../shared/report/issueMark.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { type CaseOrder, type CasePaperOrder, casePaperSource, casePdf, openOrder } from './casePapers.ts'
import { packPdf } from './decisionPack.ts'
import type { WorkbookInfo } from './excel/bookXml.ts'
import { panelPaper } from './panelPaper.ts'
import { type PaperPages, panelPages, paperPages } from './paperPages.ts'
import { isPublicKind, paperSheets, type WorkbookKind } from './papers.ts'
import { requireRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/** Pages for the printer, and why they bear no number; empty when there is nothing to say (a trial, or they bear it). */
export interface Printed<T> {
  made: T
  warning: string
}

/** A paper that may come out again: its mark, its bytes' hash, and when it was made. */
interface Exported {
  mark: IssueMark
  sha256: string
  at: IsoInstant
  /** Null while it stands. */
  invalidReason: string | null
}

/** A paper of a list; a print of it is a copy of the newest export, and bears its number, or bears none. */
export async function printedPaper(ws: Workspace, list: FrozenList, kind: PaperKind): Promise<Printed<PaperPages>> {
  return printed(
    ws,
    newestOfList(ws, list, kind),
    `这份名单的${PAPER_NAMES[kind]}`,
    (number) => paperPages(ws, list, kind, number),
    ({ bytes }, { mark }) => (isPublicKind(kind) ? sha256(bytes) : sha256OfBook(...listBook(ws, list, kind, mark))),
  )
}

/** 审定要点 of a list, as printedPaper. */
export async function printedPack(
  ws: Workspace,
  list: FrozenList,
): Promise<Printed<Awaited<ReturnType<typeof packPdf>>>> {
  return printed(
    ws,
    newestOfList(ws, list, 'pack'),
    `这份名单的${PACK_NAME}`,
    (number, at) => packPdf(ws, list, number, at),
    ({ bytes }) => sha256(bytes),
  )
}

/** Papers of single cases, as printedPaper; the export was of the same cases in the same order. */
export async function printedCases(
  ws: Workspace,
  order: CasePaperOrder,
): Promise<Printed<Awaited<ReturnType<typeof casePdf>>>> {
  const opened = openOrder(ws, order)
  return printed(
    ws,
    newestOfCases(ws, opened),
    `这些申报的${CASE_PAPER_NAMES[order.kind]}`,
    (issued, at) => casePdf(ws, opened, { issued, at }),
    ({ bytes }) => sha256(bytes),
  )
}

/** 评审汇总表 of a round, as printedPaper. */
export async function printedPanel(ws: Workspace, roundId: string): Promise<Printed<PaperPages>> {
  return printed(
    ws,
    newestOf(ws, roundId, ({ kind }) => kind === 'panel'),
    `本批次的${ROUND_PAPER_NAMES.panel}`,
    (number, at) => panelPages(ws, roundId, number, at),
    (_, { mark, at }) => {
      const { sheets, info } = panelPaper(ws, roundId, { number: mark, at })
      return sha256OfBook(sheets, info)
    },
  )
}

/**
 * A print bears a number as long as it would come out byte by byte as it was exported: two different papers must not share
 * one. The pages are made once, and again only where they turn out to be another paper. `newest`: null, never exported;
 * `trial`, which has no number.
 */
async function printed<T>(
  ws: Workspace,
  newest: Exported | null | 'trial',
  name: string,
  make: (number: PaperNumber, at: IsoInstant) => Promise<T>,
  hashOf: (made: T, exported: Exported) => string | Promise<string>,
): Promise<Printed<T>> {
  if (newest === 'trial') return { made: await make('none', ws.now()), warning: '' }
  if (newest === null) {
    return {
      made: await make('none', ws.now()),
      warning: `${name}还没有编号：打印件不带文书编号，正式使用请先导出再打印`,
    }
  }
  const { mark, invalidReason } = newest
  if (invalidReason !== null) {
    const fallen = `“${mark.paperNo}”已失效（${invalidReason}）`
    return { made: await make('none', ws.now()), warning: `${fallen}：打印件不带文书编号，正式使用请重新导出再打印` }
  }
  const made = await make(mark, newest.at)
  if ((await hashOf(made, newest)) === newest.sha256) return { made, warning: '' }
  const changed = `“${mark.paperNo}”导出之后公示信息、栏目、记录或程序有变，现在排出的与它不同`
  return { made: await make('none', ws.now()), warning: `${changed}：打印件不带文书编号，正式使用请重新导出再打印` }
}

function newestOfList(ws: Workspace, list: FrozenList, kind: IssuedPaper['kind']): Exported | null | 'trial' {
  const head = list.trial ? null : listHead(ws.db, list.listNo)
  if (head === null) return 'trial'
  return newestOf(ws, head.roundId, (one) => one.kind === kind && one.listNo === list.listNo)
}

function newestOfCases(ws: Workspace, order: CaseOrder): Exported | null | 'trial' {
  const source = casePaperSource(ws, order)
  if (source === null || !('cases' in source)) return 'trial'
  const numbers = source.cases.map(({ applicationNo }) => applicationNo).join()
  const same = ({ kind, applicationNos }: IssuedPaper) => kind === order.kind && applicationNos.join() === numbers
  return newestOf(ws, source.roundId, same)
}

function newestOf(ws: Workspace, roundId: string, same: (one: IssuedPaper) => boolean): Exported | null {
  const newest = issuedPapers(ws.db, roundId).find(same)
  if (newest === undefined || newest.auditHead === null) return null
  const mark = { paperNo: paperNo(newest, requireRound(ws, roundId)), auditHead: newest.auditHead }
  return { mark, sha256: newest.sha256, at: newest.issuedAt, invalidReason: newest.invalidReason }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The workbook an export of a list with this mark would write now. */
function listBook(
  ws: Workspace,
  list: FrozenList,
  kind: WorkbookKind,
  mark: IssueMark,
): [readonly PaperSheet[], WorkbookInfo] {
  const title = `${roundTitle(list)}${PAPER_NAMES[kind]}`
  return [paperSheets(ws, list, kind, mark), { title, createdAt: list.frozenAt }]
}

async function sha256OfBook(sheets: readonly PaperSheet[], info: WorkbookInfo): Promise<string> {
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const file = new PassThrough()
  const written = writeWorkbook(file, sheets, info, null)
  const [hashed] = await Promise.all([hashOfStream(file), written])
  return hashed
}

async function hashOfStream(stream: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of stream) sum.update(piece)
  return sum.digest('hex')
}
