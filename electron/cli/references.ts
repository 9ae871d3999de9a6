import { resolve } from 'node:path'
import { referenceLists } from '../../db/references.ts'
import { chinaMinute, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import {
  REFERENCE_KIND_NAMES,
  REFERENCE_KINDS,
  type ReferenceKind,
  type ReferenceList,
  type ReferencePlan,
} from '../../shared/reference/reference.ts'
import {
  applyReferences,
  previewReferences,
  refuseUnlessChief,
  withdrawReferences,
} from '../core/jobs/importReference.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { findRound, OFFICE, REVIEW, withWorkspace } from './workspace.ts'

/** `list import|show|withdraw`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runList(args: Args, resourcesRoot: string): Promise<Answer> {
  const [act = '', file] = args.words
  if ((act === 'import') !== (file !== undefined)) {
    throw new UsageError(act === 'import' ? '“list import”后面应写工作簿' : `“list ${act}”后面的内容不对`)
  }
  switch (act) {
    case 'import':
      return withWorkspace(args, resourcesRoot, REVIEW, importList)
    case 'show':
      return withWorkspace(args, resourcesRoot, OFFICE, (_, ws) => show(ws))
    case 'withdraw':
      return withWorkspace(args, resourcesRoot, REVIEW, withdraw)
    default:
      throw new UsageError('“list”后面应是 import、show 或 withdraw')
  }
}

async function importList(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const roundId = findRound(args, ws)
  const request = { kind: readKind(args.required('kind')), source: args.required('source'), asOf: readDay(args) }
  refuseUnlessChief(ws, actor, request.kind)
  const plan = await previewReferences(ws, request, resolve(args.words[1] ?? ''))
  const done = args.has('dry-run') ? null : applyReferences(ws, actor, plan, roundId)
  const json = { ...planJson(plan), listId: done?.listId ?? null, repeats: plan.repeats }
  const { accepted, rejected, skipped } = json
  const lines = [
    ...json.sheets.map((sheet) => {
      return `${sheet.name}：${sheet.rows} 行，接收 ${sheet.accepted}，退回 ${sheet.rejected}，跳过 ${sheet.skipped}`
    }),
    ...json.problems.map(({ sheet, row, column, value, reason }) => {
      return `问题 ${sheet} 第${row}行 ${column}“${value}”：${reason}`
    }),
    ...json.warnings.map(({ sheet, row, reason }) => `注意 ${placeOf(sheet, row)}${reason}`),
    plan.repeats !== ''
      ? `${plan.repeats}。`
      : `${done === null ? '预览（没有写入）' : '已导入'}：接收 ${accepted}，退回 ${rejected}，跳过 ${skipped.length}`,
  ]
  return { json, lines }
}

/** Where a warning stands, for the front of its line; empty when it is about the list as a whole. */
function placeOf(sheet: string, row: number): string {
  const place = row === 0 ? sheet : `${sheet} 第${row}行`
  return place === '' ? '' : `${place}：`
}

/** The document of `import`; a list has no changed rows, and all of a known file's are unchanged. */
function planJson(plan: ReferencePlan) {
  const { sheets, accepted, rejected, problems, warnings } = plan
  const skipped = plan.rows.flatMap((row) =>
    row.kind === 'skipped' ? [{ sheet: row.sheet, row: row.row, reason: row.reason }] : [],
  )
  const unchanged = plan.repeats === '' ? 0 : accepted
  return { sheets, accepted, rejected, unchanged, changed: 0, problems, warnings, skipped }
}

function show(ws: Workspace): Answer {
  const json = referenceLists(ws.db)
  const lines = json.map((list) => {
    const state = list.withdrawnReason === null ? '' : `，已撤回：${list.withdrawnReason}`
    const day = list.asOf === null ? '' : `（${list.asOf}）`
    const by = `${list.importedBy} ${chinaMinute(list.importedAt)} 导入`
    return `${list.id} ${REFERENCE_KIND_NAMES[list.kind]} ${list.source}${day} ${list.entries} 条，${by}${state}`
  })
  return { json, lines: lines.length === 0 ? ['还没有导入外来名单，可用 list import 导入'] : lines }
}

function withdraw(args: Args, ws: Workspace, actor: Actor): Answer {
  const list = namedList(args, ws)
  withdrawReferences(ws, actor, list.id, args.required('reason'), null)
  const { id, kind, source } = list
  const note = '用过它的批次请重新机审'
  return { json: { id, kind, source }, lines: [`已撤回${REFERENCE_KIND_NAMES[kind]}“${source}”；${note}`] }
}

/** The list --id or --source names. Errors: UsageError, NOT_FOUND, CONFLICT when a source has several. */
function namedList(args: Args, ws: Workspace): ReferenceList {
  const [id, source] = [args.optional('id'), args.optional('source')]
  if ((id === null) === (source === null)) throw new UsageError('“list withdraw”须写 --id 或 --source 中的一个')
  const lists = referenceLists(ws.db).filter((list) =>
    id === null ? list.source === source && list.withdrawnReason === null : list.id === id,
  )
  const [only] = lists
  if (only === undefined)
    throw new AppError('NOT_FOUND', `没有${id === null ? `来源为“${source}”的有效` : '这份'}名单，请用 list show 查看`)
  if (lists.length > 1) throw new AppError('CONFLICT', `来源“${source}”有 ${lists.length} 份名单，请用 --id 指明一份`)
  return only
}

function readKind(text: string): ReferenceKind {
  const kind = REFERENCE_KINDS.find((one) => one === text)
  if (kind === undefined) throw new UsageError(`--kind 只能是 ${REFERENCE_KINDS.join('、')}`)
  return kind
}

function readDay(args: Args): string | null {
  const day = args.optional('as-of')
  if (day !== null && !isIsoDate(day)) throw new UsageError('--as-of 应写成 2026-03-05')
  return day
}
