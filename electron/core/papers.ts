import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaperKind } from '../../shared/contract.ts'
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

function columnSets(ws: Workspace): ColumnSets {
  const name = 'columns.yaml'
  return parseColumnSets(readFileSync(join(ws.templatesRoot, 'excel', name), 'utf8'), name)
}
