import { statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { listApplications } from '../../db/applications.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { PAPER_NAMES, type PaperKind } from '../../shared/contract/papers.ts'
import { AppError } from '../../shared/errors.ts'
import { approvalSheets } from '../../shared/report/approval.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import { stopsExport } from '../../shared/report/noticeCheck.ts'
import { NOTICE_KINDS, type NoticeKind } from '../../shared/report/noticeTemplate.ts'
import { type FactFinder, factFinder, personalFacts } from '../../shared/report/personalFacts.ts'
import type { PaperFacts } from '../../shared/report/publicPaper.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets, WHOLE_LIST } from '../../shared/report/summary.ts'
import type { OfficeSettings } from '../../shared/views.ts'
import { writeFileAtomic } from './atomicFile.ts'
import { calendarsOf } from './calendars.ts'
import { columnSetsOf } from './columnSets.ts'
import { listExplainer } from './explain.ts'
import type { ExportWatch } from './exportWatch.ts'
import type { Notice } from './pdf/makeNotice.ts'
import { publishedBefore } from './published.ts'
import type { Workspace } from './workspace.ts'

/** The sheets of a workbook paper. */
export function paperSheets(ws: Workspace, list: FrozenList, kind: 'summary' | 'approval'): PaperSheet[] {
  const sets = columnSetsOf(ws)
  const explain = listExplainer(ws, list)
  return kind === 'summary'
    ? summarySheets(list, sets, WHOLE_LIST, explain)
    : approvalSheets(list, sets, explain)
}

/** Papers that are made public. */
export function isPublicKind(kind: PaperKind): kind is NoticeKind {
  return NOTICE_KINDS.some((each) => each === kind)
}

/**
 * A public paper as PDF bytes with what is still missing. Fonts and pdf-lib are loaded only here, when used. The privacy
 * gate gets what the round's applications say, so that a frozen list need not hold it.
 */
export async function publicPdf(
  ws: Workspace,
  list: FrozenList,
  kind: NoticeKind,
  settings: OfficeSettings,
): Promise<Notice> {
  const { makeNotice } = await import('./pdf/makeNotice.ts')
  const paper = kind === 'correction' ? { kind, published: publishedBefore(ws, list) } : { kind }
  const { templatesRoot } = ws
  return makeNotice(list, settings, {
    templatesRoot,
    paper,
    personal: roundFacts(ws, list),
    calendars: calendarsOf(ws),
  })
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
  watch: ExportWatch | null = null,
): Promise<{ warnings: string[]; facts: PaperFacts | null }> {
  refuseDatabase(ws, path)
  if (isPublicKind(kind)) {
    const { bytes, warnings, problems, facts } = await publicPdf(ws, list, kind, settings)
    if (problems.length > 0 && stopsExport(facts)) {
      throw new AppError('CONFLICT', `${PAPER_NAMES[kind]}前后不一致，已停止导出：${problems.join('；')}`)
    }
    await writeFileAtomic(path, bytes)
    return { warnings: [...problems, ...warnings], facts }
  }
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const sheets = paperSheets(ws, list, kind)
  const title = `${roundTitle(list)}${PAPER_NAMES[kind]}`
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: list.frozenAt }, watch))
  return { warnings: [], facts: null }
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
