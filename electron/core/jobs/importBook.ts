import { isDeepStrictEqual } from 'node:util'
import { type ApplicantFinder, applicantFinder } from '../../../db/applicants.ts'
import {
  addApplication,
  addSourceFile,
  applicationsByNo,
  changeApplication,
  type StoredApplication,
} from '../../../db/applications.ts'
import { addMove } from '../../../db/stages.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { changesBetween } from '../../../shared/intake/changes.ts'
import { overridesOf, type SheetChoice } from '../../../shared/intake/choices.ts'
import { outlineImport, planImport } from '../../../shared/intake/plan.ts'
import type { ImportPlan, PlannedRow } from '../../../shared/intake/sheet.ts'
import { INTAKE_STAGE } from '../../../shared/stages/stages.ts'
import { readWorkbook } from '../excel/readWorkbook.ts'
import { openHeaderTable } from '../headerStore.ts'
import { rememberedHeaders, rememberHeaders } from '../rememberedHeaders.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { invalidateValidLists } from './invalidate.ts'

/** Reads a workbook and plans its import; nothing is written. Errors: BAD_WORKBOOK and what readWorkbook refuses. */
export async function previewImport(ws: Workspace, roundId: string, path: string): Promise<ImportPlan> {
  const plan = await draftImport(ws, roundId, path, [])
  if (plan.refusal !== '') throw new AppError('BAD_WORKBOOK', plan.refusal)
  return plan
}

/**
 * As `previewImport`, under a person's choices; a file that can be read but not imported answers with the refusal in the
 * plan, so that a person can name the header row or leave out a sheet. Errors: BAD_WORKBOOK for an unreadable or empty
 * file, BAD_INPUT for choices that cannot be followed.
 */
export async function draftImport(
  ws: Workspace,
  roundId: string,
  path: string,
  choices: readonly SheetChoice[],
): Promise<ImportPlan> {
  requireRound(ws, roundId)
  const overrides = overridesOf(choices)
  const book = await readWorkbook(path)
  const existing = applicationsByNo(ws.db, roundId)
  const applications = new Map([...existing].map(([no, { application }]) => [no, application]))
  const headers = { ...openHeaderTable(ws.templatesRoot), remembered: rememberedHeaders(ws.db) }
  try {
    return planImport(book, headers, applications, { overrides })
  } catch (error) {
    const hasRows = book.sheets.some(({ rows }) => rows.length > 0)
    if (!(error instanceof AppError) || error.code !== 'BAD_WORKBOOK' || !hasRows) throw error
    return outlineImport(book, headers, error.message, { overrides })
  }
}

/**
 * Applies exactly the plan, in one transaction; a plan that changes nothing writes nothing. What a person chose for
 * headers the table does not know is kept for the next import. Errors: CONFLICT when the round changed since the plan
 * was made, so that what is applied is always what was shown; BAD_WORKBOOK for a plan that is a refusal.
 */
export function applyImport(ws: Workspace, actor: Actor, roundId: string, plan: ImportPlan): void {
  const round = requireRound(ws, roundId)
  if (plan.refusal !== '') throw new AppError('BAD_WORKBOOK', plan.refusal)
  if (!plan.rows.some(({ kind }) => kind === 'new' || kind === 'changed')) return
  record(ws, actor, (tx) => {
    const existing = applicationsByNo(ws.db, roundId)
    refuseOutdated(plan, existing)
    const target: Target = {
      roundId,
      fileId: addSourceFile(tx, { sha256: plan.fileSha256, fileName: plan.fileName }),
      existing,
      findApplicant: applicantFinder(tx),
    }
    for (const row of plan.rows) applyRow(tx, row, target)
    if (plan.changed > 0) invalidateValidLists(tx, roundId, `导入“${plan.fileName}”更改了 ${plan.changed} 件申报`)
    const remembered = rememberHeaders(tx, plan.remember)
    tx.log('导入', `${round.year}-${round.batch}`, {
      file: plan.fileName,
      sha256: plan.fileSha256,
      created: plan.rows.filter(({ kind }) => kind === 'new').length,
      changed: plan.changed,
      unchanged: plan.unchanged,
      rejected: plan.rejected,
      ...(plan.choices.length > 0 ? { choices: plan.choices } : {}),
      ...(remembered.length > 0 ? { remembered } : {}),
    })
  })
}

interface Target {
  roundId: string
  fileId: string
  existing: ReadonlyMap<string, StoredApplication>
  findApplicant: ApplicantFinder
}

function applyRow(tx: Tx, row: PlannedRow, { roundId, fileId, existing, findApplicant }: Target): void {
  if (row.kind !== 'new' && row.kind !== 'changed') return
  const { application, sheet, row: line } = row
  const origin = { fileId, sheet, row: line }
  const stored = existing.get(application.applicationNo)
  if (row.kind === 'changed' && stored !== undefined) {
    changeApplication(tx, stored, application, { changes: row.changes, reason: '重新导入', origin }, findApplicant)
  } else if (row.kind === 'new') {
    const applicationId = addApplication(tx, roundId, application, origin, findApplicant)
    addMove(tx, { applicationId, ...INTAKE_STAGE, reason: '导入' })
  }
}

/** Every row must still do to the stored applications exactly what the plan showed. */
function refuseOutdated(plan: ImportPlan, existing: ReadonlyMap<string, StoredApplication>): void {
  const asShown = plan.rows.every((row) => {
    if (row.kind === 'rejected' || row.kind === 'skipped') return true
    const stored = existing.get(row.application.applicationNo)
    if (row.kind === 'new' || stored === undefined) return row.kind === 'new' && stored === undefined
    const changes = changesBetween(stored.application, row.application)
    return isDeepStrictEqual(changes, row.kind === 'changed' ? row.changes : [])
  })
  if (!asShown) {
    throw new AppError('CONFLICT', '预览之后本批次又有变动，为免误写没有导入；请重新选择文件核对后再确认')
  }
}
