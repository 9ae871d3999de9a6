import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { listApplications } from '../../db/applications.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { PAPER_NAMES, type PaperKind } from '../../shared/contract/papers.ts'
import { AppError } from '../../shared/errors.ts'
import { approvalSheets } from '../../shared/report/approval.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { issuedSheets } from '../../shared/report/issuedSheets.ts'
import { type IssueMark, numberLine, type PaperNumber } from '../../shared/report/issueMark.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import { stopsExport } from '../../shared/report/noticeCheck.ts'
import { NOTICE_KINDS, type NoticeKind } from '../../shared/report/noticeTemplate.ts'
import { type BankDetails, missingBankDetails, paymentSheets } from '../../shared/report/payment.ts'
import { type FactFinder, factFinder, personalFacts } from '../../shared/report/personalFacts.ts'
import type { Leak } from '../../shared/report/privacy.ts'
import type { PaperFacts } from '../../shared/report/publicPaper.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets, WHOLE_LIST } from '../../shared/report/summary.ts'
import type { OfficeSettings } from '../../shared/views.ts'
import { writeFileAtomic } from './atomicFile.ts'
import { calendarsOf } from './calendars.ts'
import { columnSetsOf } from './columnSets.ts'
import { listExplainer } from './explain.ts'
import type { ExportWatch } from './exportWatch.ts'
import { officeSettings } from './jobs/settings.ts'
import { masksOf } from './paperMasks.ts'
import { ownText } from './paperTexts.ts'
import type { Notice, NoticeDeps } from './pdf/makeNotice.ts'
import { publishedBefore } from './published.ts'
import type { Workspace } from './workspace.ts'

/** Papers that are workbooks. */
export type WorkbookKind = Exclude<PaperKind, NoticeKind>

/**
 * The sheets of a workbook paper; bank accounts are masked on all but an exported one. Errors: as paymentSheets.
 */
export function paperSheets(
  ws: Workspace,
  list: FrozenList,
  kind: WorkbookKind,
  issued: PaperNumber = null,
): PaperSheet[] {
  const whole = issued !== null && issued !== 'none'
  return issuedSheets(ownSheets(ws, list, kind, whole), numberOn(list, issued))
}

/** 文书编号 as it stands on a paper: none on a trial, on a preview the words that it comes with the export. */
function numberOn({ trial }: FrozenList, issued: PaperNumber): string {
  return trial ? '' : numberLine(issued)
}

function ownSheets(ws: Workspace, list: FrozenList, kind: WorkbookKind, whole: boolean): PaperSheet[] {
  if (kind === 'payment') return paymentSheets(list, bankDetails(ws, list, whole))
  const sets = columnSetsOf(ws)
  const explain = listExplainer(ws, list)
  return kind === 'summary' ? summarySheets(list, sets, WHOLE_LIST, explain) : approvalSheets(list, sets, explain)
}

/** Where the applicants of the list's round want their money, by application number; masked unless `whole`. */
function bankDetails(ws: Workspace, { round }: FrozenList, whole: boolean): Map<string, BankDetails> {
  const stored = roundByYearBatch(ws.db, round.year, round.batch)
  const applications = stored === null ? [] : listApplications(ws.db, stored.id)
  return new Map(
    applications.map(({ application: { applicationNo, facts } }) => {
      const account = facts.bankAccount ?? ''
      const shown = whole ? account : account.replace(/.(?=.{4})/gu, '*')
      return [applicationNo, { bank: facts.bank ?? '', account: shown }]
    }),
  )
}

/** Papers that are made public. */
export function isPublicKind(kind: PaperKind): kind is NoticeKind {
  return NOTICE_KINDS.some((each) => each === kind)
}

/**
 * A public paper as PDF bytes with what is still missing. Fonts and pdf-lib are loaded only here, when used. The privacy
 * gate gets what the round's applications say, so that a frozen list need not hold it. `words`: a text to try instead of
 * the one in use.
 */
export async function publicPdf(
  ws: Workspace,
  list: FrozenList,
  kind: NoticeKind,
  settings: OfficeSettings,
  { issued = null, words = ownText(ws, kind) }: { issued?: PaperNumber; words?: string | null } = {},
): Promise<Notice> {
  const { makeNotice } = await import('./pdf/makeNotice.ts')
  return makeNotice(list, settings, { ...noticeDeps(ws, list, kind), ownText: words, issued: numberOn(list, issued) })
}

/** Where the privacy gate stops a public paper; none when it passes. Errors: as publicPdf, but for FORBIDDEN. */
export async function publicLeaks(ws: Workspace, list: FrozenList, kind: NoticeKind): Promise<Leak[]> {
  const { noticeLeaks } = await import('./pdf/makeNotice.ts')
  return noticeLeaks(list, officeSettings(ws), { ...noticeDeps(ws, list, kind), ownText: ownText(ws, kind) })
}

function noticeDeps(ws: Workspace, list: FrozenList, kind: NoticeKind): NoticeDeps {
  return {
    templatesRoot: ws.templatesRoot,
    paper: kind === 'correction' ? { kind, published: publishedBefore(ws, list) } : { kind },
    personal: roundFacts(ws, list),
    masks: masksOf(ws, list),
    calendars: calendarsOf(ws),
  }
}

/**
 * Writes one paper whole or not at all. Errors: STORAGE, what a public paper refuses (a leaked number, a missing glyph),
 * and CONFLICT where the words of a real one contradict themselves.
 */
export async function writePaper(
  ws: Workspace,
  list: FrozenList,
  kind: PaperKind,
  settings: OfficeSettings,
  path: string,
  { watch = null, issued = null }: { watch?: ExportWatch | null; issued?: IssueMark | null } = {},
): Promise<{ warnings: string[]; facts: PaperFacts | null }> {
  refuseDatabase(ws, path)
  if (isPublicKind(kind)) {
    const { bytes, warnings, problems, facts } = await publicPdf(ws, list, kind, settings, { issued })
    if (problems.length > 0 && stopsExport(facts)) {
      throw new AppError('CONFLICT', `${PAPER_NAMES[kind]}前后不一致，已停止导出：${problems.join('；')}`)
    }
    await writeFileAtomic(path, bytes)
    return { warnings: [...problems, ...warnings], facts }
  }
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const sheets = paperSheets(ws, list, kind, issued)
  const title = `${roundTitle(list)}${PAPER_NAMES[kind]}`
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: list.frozenAt }, watch))
  const warnings = kind === 'payment' ? missingBankDetails(list, bankDetails(ws, list, true)) : []
  return { warnings, facts: null }
}

/** What the bureau knows of everybody who applied in the list's round. */
function roundFacts(ws: Workspace, { round }: FrozenList): FactFinder {
  const stored = roundByYearBatch(ws.db, round.year, round.batch)
  const applications = stored === null ? [] : listApplications(ws.db, stored.id)
  return factFinder(applications.flatMap(({ application }) => personalFacts(application)))
}

/** Writing a paper replaces the file of that name, which must never be the open case database. */
export function refuseDatabase(ws: Workspace, path: string): void {
  const database = resolve(ws.db.name)
  if ([database, `${database}-wal`, `${database}-shm`].includes(resolve(path)) || isSameFile(path, database)) {
    throw new AppError('BAD_INPUT', `“${basename(path)}”正是案件数据库，不能用来保存文书，请换一个文件名`)
  }
}

/** The same file under another name (a link, or other letter case). */
function isSameFile(path: string, other: string): boolean {
  const [one, two] = [path, other].map((each) => statSync(each, { throwIfNoEntry: false, bigint: true }))
  return one !== undefined && two !== undefined && one.ino === two.ino && one.dev === two.dev
}
