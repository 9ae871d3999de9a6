import { listHead } from '../../db/issuedPapers.ts'
import { PAPER_NAMES, type PaperKind } from '../../shared/contract/papers.ts'
import type { PrintPaper } from '../../shared/contract/printing.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { PaperNumber } from '../../shared/report/issueMark.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import { stopsExport } from '../../shared/report/noticeCheck.ts'
import type { NoticeKind } from '../../shared/report/noticeTemplate.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import type { PaperPreview } from '../../shared/views.ts'
import { officeSettings } from './jobs/settings.ts'
import { remainingFor } from './objections.ts'
import { panelPaper } from './panelPaper.ts'
import { isPublicKind, paperSheets, publicPdf, type WorkbookKind } from './papers.ts'
import type { PdfInfo } from './pdf/drawPages.ts'
import type { Workspace } from './workspace.ts'

/** The paper every PDF of ours stands on but the sheets of workbooks. */
export const UPRIGHT: PrintPaper = { format: 'A4', landscape: false }

/** Pages of 拨付明细表 show no whole account. */
const MASKED = '预览中的银行账号不显示全文，请导出后打印'

/** A paper of a list as the pages that are seen and printed. */
export interface PaperPages {
  bytes: Uint8Array
  /** The sheets of a workbook, or the paper as a whole. */
  sections: { name: string; pages: number; paper: PrintPaper; cut: boolean }[]
  /** What keeps the paper from leaving the house as it is. */
  problems: string[]
  warnings: string[]
  /** Why these pages may not be printed; empty when they may. */
  stop: string
}

/** `issued`: the number the pages bear, as it is said of it. Errors: as publicPdf. */
export async function paperPages(
  ws: Workspace,
  list: FrozenList,
  kind: PaperKind,
  issued: PaperNumber = null,
): Promise<PaperPages> {
  return isPublicKind(kind) ? publicPages(ws, list, kind, issued) : workbookPages(ws, list, kind, issued)
}

async function publicPages(
  ws: Workspace,
  list: FrozenList,
  kind: NoticeKind,
  issued: PaperNumber,
): Promise<PaperPages> {
  const { bytes, pages, problems, warnings, facts } = await publicPdf(ws, list, kind, officeSettings(ws), { issued })
  const head = list.trial || kind !== 'disbursement' ? null : listHead(ws.db, list.listNo)
  const remaining = head === null ? [] : remainingFor(ws, head)
  const stops = [
    ...(remaining.length > 0 ? [`还不能下达：${remaining.join('；')}`] : []),
    ...(problems.length > 0 && stopsExport(facts) ? [`${PAPER_NAMES[kind]}前后不一致：${problems.join('；')}`] : []),
  ]
  return {
    bytes,
    sections: [{ name: PAPER_NAMES[kind], pages, paper: UPRIGHT, cut: false }],
    problems: [...remaining.map((sentence) => `下达之前：${sentence}`), ...problems],
    warnings,
    stop: stops.join('。'),
  }
}

async function workbookPages(
  ws: Workspace,
  list: FrozenList,
  kind: WorkbookKind,
  issued: PaperNumber,
): Promise<PaperPages> {
  const title = `${roundTitle(list)}${PAPER_NAMES[kind]}`
  const info = { title, author: officeSettings(ws).issuer, createdAt: list.frozenAt }
  const { bytes, sections, missing, warnings } = await drawnSheets(paperSheets(ws, list, kind, issued), info)
  const head = kind === 'payment' ? listHead(ws.db, list.listNo) : null
  const remaining = head === null ? [] : remainingFor(ws, head).map((sentence) => `下达之前：${sentence}`)
  const stop = kind === 'payment' ? MASKED : missing.join('；')
  return { bytes, sections, problems: [...remaining, ...missing], warnings, stop }
}

/** 评审汇总表 as it stands, by default as it would be exported now. Errors: as panelPaper. */
export async function panelPages(
  ws: Workspace,
  roundId: string,
  number: PaperNumber = null,
  at: IsoInstant = ws.now(),
): Promise<PaperPages> {
  const { info, sheets } = panelPaper(ws, roundId, { number, at })
  const { missing, ...drawn } = await drawnSheets(sheets, { ...info, author: officeSettings(ws).issuer })
  return { ...drawn, problems: missing, stop: missing.join('；') }
}

/** Sheets of a workbook as pages; `missing`: characters that no font has, as sentences. */
async function drawnSheets(
  of: readonly PaperSheet[],
  info: PdfInfo,
): Promise<Pick<PaperPages, 'bytes' | 'sections' | 'warnings'> & { missing: string[] }> {
  const [{ makeSheets }, { MOST_PAGES }] = await Promise.all([
    import('./pdf/makeSheets.ts'),
    import('./pdf/sheetPages.ts'),
  ])
  const { bytes, sheets, warnings, missing } = await makeSheets(of, info)
  const sections = sheets.map(({ format, ...sheet }) => ({ ...sheet, paper: { format, landscape: true } }))
  const long = sections.flatMap(({ name, cut }) =>
    cut
      ? `“${name}”超过 ${MOST_PAGES} 页，这里只排出前 ${MOST_PAGES} 页，不能从这里打印；请导出后在 Excel 或 WPS 中打印`
      : [],
  )
  return { bytes, sections, warnings: [...long, ...warnings], missing }
}

/** Pages as they are shown; sheets of a workbook are found by the page they begin on. */
export function previewOf(
  { bytes, sections, problems, warnings }: PaperPages,
  ofList: readonly string[] = [],
): PaperPreview {
  let page = 1
  const begun = sections.map(({ name, pages }) => {
    const section = { name, page }
    page += pages
    return section
  })
  return { pdf: bytes, sections: begun.length > 1 ? begun : [], problems, warnings: [...ofList, ...warnings] }
}

/** Errors: CONFLICT saying why the pages may not be printed. */
export function refuseStopped({ stop }: PaperPages): void {
  if (stop !== '') throw new AppError('CONFLICT', `没有打印。${stop}`)
}
