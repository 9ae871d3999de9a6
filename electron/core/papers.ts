import { readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { PaperKind } from '../../shared/contract/papers.ts'
import { AppError } from '../../shared/errors.ts'
import { approvalSheet } from '../../shared/report/approval.ts'
import { type ColumnSets, parseColumnSets } from '../../shared/report/columns.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { roundTitle } from '../../shared/report/marks.ts'
import type { PaperSheet } from '../../shared/report/sheet.ts'
import { summarySheets } from '../../shared/report/summary.ts'
import type { OfficeSettings } from '../../shared/views.ts'
import { writeFileAtomic } from './atomicFile.ts'
import type { Workspace } from './workspace.ts'

const WORKBOOK_TITLES = { summary: '资助汇总表', approval: '审批表' } as const

/** The sheets of a workbook paper. */
export function paperSheets(ws: Workspace, list: FrozenList, kind: 'summary' | 'approval'): PaperSheet[] {
  const sets = columnSets(ws)
  return kind === 'summary' ? summarySheets(list, sets) : [approvalSheet(list, sets)]
}

/** The 公示 as PDF bytes with what is still missing. Fonts and pdf-lib are loaded only here, when used. */
export async function noticePdf(
  ws: Workspace,
  list: FrozenList,
  settings: OfficeSettings,
): Promise<{ bytes: Uint8Array; warnings: string[] }> {
  const { makeNotice } = await import('./pdf/makeNotice.ts')
  return makeNotice(list, settings, { templatesRoot: ws.templatesRoot })
}

/** Writes one paper whole or not at all. Errors: STORAGE, and what the notice refuses (a leaked number, a missing glyph). */
export async function writePaper(
  ws: Workspace,
  list: FrozenList,
  kind: PaperKind,
  settings: OfficeSettings,
  path: string,
): Promise<{ warnings: string[] }> {
  refuseDatabase(ws, path)
  if (kind === 'notice') {
    const { bytes, warnings } = await noticePdf(ws, list, settings)
    await writeFileAtomic(path, bytes)
    return { warnings }
  }
  const { writeWorkbook } = await import('./excel/writeWorkbook.ts')
  const sheets = paperSheets(ws, list, kind)
  const title = `${roundTitle(list)}${WORKBOOK_TITLES[kind]}`
  await writeFileAtomic(path, (file) => writeWorkbook(file, sheets, { title, createdAt: list.frozenAt }))
  return { warnings: [] }
}

/** Writing a paper replaces the file of that name, which must never be the open case database. */
function refuseDatabase(ws: Workspace, path: string): void {
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

function columnSets(ws: Workspace): ColumnSets {
  const name = 'columns.yaml'
  return parseColumnSets(readFileSync(join(ws.templatesRoot, 'excel', name), 'utf8'), name)
}
