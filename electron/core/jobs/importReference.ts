import { accountById } from '../../../db/accounts.ts'
import { addReferenceList, listedRounds, referenceLists, withdrawReferenceList } from '../../../db/references.ts'
import { listRounds } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { overridesOf, type SheetChoice } from '../../../shared/intake/choices.ts'
import { fieldLabel } from '../../../shared/intake/fields.ts'
import type { ListHeaders } from '../../../shared/reference/headerTables.ts'
import {
  type KnownLists,
  type ListRequest,
  outlineReferences,
  planReferences,
} from '../../../shared/reference/planReferences.ts'
import {
  REFERENCE_KIND_NAMES,
  type ReferenceKind,
  type ReferenceList,
  type ReferencePlan,
} from '../../../shared/reference/reference.ts'
import { readWorkbook } from '../excel/readWorkbook.ts'
import { openListHeaders } from '../headerStore.ts'
import { loadRound } from '../roundState.ts'
import { type Actor, COMMAND_LINE, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { voidOvertakenLists } from './overtakenLists.ts'

/** What an import did; no list when the file was known. */
export interface ReferenceImport {
  listId: string | null
  entries: number
}

/**
 * Reads a list from outside and plans its import under a person's choices; nothing is written. A file that can be read
 * but not imported answers with the refusal in the plan. Errors: BAD_WORKBOOK for an unreadable or empty file, BAD_INPUT
 * for an empty source or choices that cannot be followed.
 */
export async function draftReferences(
  ws: Workspace,
  request: ListRequest,
  path: string,
  choices: readonly SheetChoice[],
): Promise<ReferencePlan> {
  const source = request.source.trim()
  if (source === '') throw new AppError('BAD_INPUT', '请写明名单来源，如“区商务局”“2025年第1批”')
  const asked = { ...request, source }
  const overrides = overridesOf(choices)
  const headers = openListHeaders(ws.templatesRoot)[request.kind]
  refuseForeignFields(headers, choices)
  const book = await readWorkbook(path)
  try {
    return planReferences(book, asked, headers, knownLists(ws), { overrides })
  } catch (error) {
    const hasRows = book.sheets.some(({ rows }) => rows.length > 0)
    if (!(error instanceof AppError) || error.code !== 'BAD_WORKBOOK' || !hasRows) throw error
    return outlineReferences(book, asked, headers, error.message, { overrides })
  }
}

/** As `draftReferences` without choices. Errors: BAD_WORKBOOK where that answers with a refusal. */
export async function previewReferences(ws: Workspace, request: ListRequest, path: string): Promise<ReferencePlan> {
  const plan = await draftReferences(ws, request, path, [])
  if (plan.refusal !== '') throw new AppError('BAD_WORKBOOK', plan.refusal)
  return plan
}

/**
 * Applies exactly the plan in one transaction: the list, the end of every valid frozen list whose cases now come out
 * otherwise, and a fresh assessment of the round at work (others ask for one before they are frozen). A file that already stands as this list adds nothing.
 * Errors: BAD_WORKBOOK for a plan that is a refusal, or has no row to take; FORBIDDEN as in refuseUnlessChief.
 */
export function applyReferences(
  ws: Workspace,
  actor: Actor,
  plan: ReferencePlan,
  roundId: string | null,
): ReferenceImport {
  refuseUnlessChief(ws, actor, plan.kind)
  if (plan.refusal !== '') throw new AppError('BAD_WORKBOOK', plan.refusal)
  if (plan.repeats !== '') return { listId: null, entries: 0 }
  const entries = plan.rows.flatMap((row) => (row.kind === 'new' ? [row.entry] : []))
  if (entries.length === 0)
    throw new AppError('BAD_WORKBOOK', `“${plan.fileName}”没有一行可以导入，请按问题清单改正后再导入`)
  return record(ws, actor, (tx) => {
    const { kind, source, asOf, fileName, sha256 } = plan
    const stands = knownLists(ws).lists.some(
      (list) => list.kind === kind && list.source === source && list.sha256 === sha256,
    )
    if (stands) throw new AppError('CONFLICT', '这份名单在预览之后已经导入，没有重复导入')
    const listId = addReferenceList(tx, { kind, source, asOf, fileName, sha256, entries })
    tx.log('导入外来名单', `${REFERENCE_KIND_NAMES[kind]} ${source}`, {
      file: fileName,
      sha256,
      asOf,
      created: entries.length,
      rejected: plan.rejected,
      ...(plan.choices.length > 0 ? { choices: plan.choices } : {}),
    })
    followUp(ws, tx, roundId, `导入了${REFERENCE_KIND_NAMES[kind]}“${source}”`)
    return { listId, entries: entries.length }
  })
}

/**
 * A wrong list no longer counts; it and its rows stay. Rounds follow as after an import. Errors: NOT_FOUND, CONFLICT when it was
 * withdrawn before, BAD_INPUT without a reason.
 */
export function withdrawReferences(
  ws: Workspace,
  actor: Actor,
  listId: string,
  reason: string,
  roundId: string | null,
): void {
  const why = reason.trim()
  if (why === '') throw new AppError('BAD_INPUT', '请写明撤回理由')
  record(ws, actor, (tx) => {
    const { kind, source, fileName, entries, withdrawnReason } = requireReferenceList(ws, listId)
    refuseUnlessChief(ws, actor, kind)
    if (withdrawnReason !== null) throw new AppError('CONFLICT', `“${source}”已经撤回，不必再撤回`)
    withdrawReferenceList(tx, listId, why)
    tx.log('撤回外来名单', `${REFERENCE_KIND_NAMES[kind]} ${source}`, { file: fileName, items: entries, reason: why })
    followUp(ws, tx, roundId, `撤回了${REFERENCE_KIND_NAMES[kind]}“${source}”`)
  })
}

/** Errors: NOT_FOUND. */
export function requireReferenceList(ws: Workspace, listId: string): ReferenceList {
  const list = referenceLists(ws.db).find(({ id }) => id === listId)
  if (list === undefined) throw new AppError('NOT_FOUND', '没有这份外来名单，请刷新后重试')
  return list
}

/** A 失信/限制 list stops cases, so only a chief brings it in or takes it back. Errors: FORBIDDEN. */
export function refuseUnlessChief(ws: Workspace, actor: Actor, kind: ReferenceKind): void {
  if (kind !== 'restricted' || actor.id === COMMAND_LINE.id) return
  if (accountById(ws.db, actor.id)?.roles.includes('chief') === true) return
  throw new AppError('FORBIDDEN', '失信/限制名单会停住申报，只有科长可以导入和撤回')
}

/** Another kind's column has no place in this list. */
function refuseForeignFields({ choices: offered }: ListHeaders, choices: readonly SheetChoice[]): void {
  for (const { field } of choices.flatMap(({ columns }) => columns)) {
    if (field === '' || offered.some((each) => each.field === field)) continue
    throw new AppError('BAD_INPUT', `这类名单没有“${fieldLabel(field)}”一项，请重新选择`)
  }
}

function knownLists(ws: Workspace): KnownLists {
  return {
    lists: referenceLists(ws.db).filter(({ withdrawnReason }) => withdrawnReason === null),
    rounds: new Set(listRounds(ws.db).map(({ year, batch }) => `${year}-${batch}`)),
    listedRounds: listedRounds(ws.db),
  }
}

/** Lists are looked at before the round is assessed: they stand on the findings stored so far. */
function followUp(ws: Workspace, tx: Tx, roundId: string | null, reason: string): void {
  voidOvertakenLists(ws, tx, () => true, reason)
  if (roundId === null) return
  const state = loadRound(ws, roundId)
  appendAssessments(ws, tx, state, state.cases)
}
