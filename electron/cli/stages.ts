import { accountById, accountByName } from '../../db/accounts.ts'
import { applicationByNo, type StoredApplication } from '../../db/applications.ts'
import { latestAssessment } from '../../db/assessments.ts'
import { assigneeOf, recusalsOf } from '../../db/people.ts'
import { currentStage } from '../../db/stages.ts'
import { supplementsOf } from '../../db/supplements.ts'
import { chinaDay, type IsoDate, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { BulkResult } from '../../shared/stages/bulk.ts'
import { STAGE_ACT_NAMES, STAGE_ACT_ROLES, STAGE_ACTS } from '../../shared/stages/moves.ts'
import { SUPPLEMENT_OUTCOME_NAMES, SUPPLEMENT_OUTCOMES } from '../../shared/stages/supplement.ts'
import { DECISION_KINDS } from '../../shared/views.ts'
import { assignCases, planAssignment } from '../core/jobs/assignCases.ts'
import { assignEvenly, planEven } from '../core/jobs/assignEvenly.ts'
import { decideCase } from '../core/jobs/decide.ts'
import { moveStages, planMoves } from '../core/jobs/moveStages.ts'
import { endRecusal, recuse } from '../core/jobs/recuse.ts'
import { endSupplement, requestSupplement, supplementLines } from '../core/jobs/supplements.ts'
import { peopleOfRound } from '../core/people.ts'
import type { Person } from '../core/stageFacts.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { CHIEF, findRound, OFFICE, REVIEW, withWorkspace } from './workspace.ts'
import { readYuan } from './yuan.ts'

type Root = string

/** `decide`: one decision on the newest finding. Errors: AppError for a refusal, UsageError for wrong usage; so all here. */
export function runDecide(args: Args, root: Root): Promise<Answer> {
  return withWorkspace(args, root, REVIEW, (_, ws, actor) => {
    const kind = oneOf(DECISION_KINDS, args.required('as'), 'as')
    const stored = oneCase(args, ws)
    const amount = args.optional('amount')
    const amountFen = amount === null ? null : readYuan('金额', amount)
    const opinion = args.optional('reason') ?? ''
    decideCase(ws, actor, stored.id, latestAssessment(ws.db, stored.id)?.id ?? '', { kind, amountFen, opinion })
    return standing(ws, stored, '已拟定意见')
  })
}

/** `stage`: moves cases from stage to stage, all or none; `--dry-run` only says what would happen. */
export async function runStage(args: Args, root: Root): Promise<Answer> {
  const act = oneOf(STAGE_ACTS, args.required('act'), 'act')
  return withWorkspace(args, root, STAGE_ACT_ROLES[act], (_, ws, actor) => {
    const input = {
      roundId: findRound(args, ws),
      act,
      caseIds: caseIds(args, ws),
      reason: args.optional('reason') ?? '',
    }
    const move = args.has('dry-run') ? planMoves : moveStages
    return bulk(args, move(ws, person(ws, actor), input), STAGE_ACT_NAMES[act])
  })
}

/** `assign`: to one person, to nobody (`none`), or evenly to several what nobody has; `assign list`: who has how much. */
export async function runAssign(args: Args, root: Root): Promise<Answer> {
  const [word] = args.words
  if (word === 'list') return withWorkspace(args, root, OFFICE, people)
  if (word !== undefined) throw new UsageError('“assign”后面只能是 list，或直接写选项')
  return withWorkspace(args, root, REVIEW, (_, ws, actor) => {
    const names = commas(args.required('to'))
    const named = { roundId: findRound(args, ws), caseIds: caseIds(args, ws) }
    const dry = args.has('dry-run')
    if (names.length > 1) {
      const input = { ...named, accountIds: names.map((name) => accountId(ws, name)) }
      return bulk(args, dry ? planEven(ws, input) : assignEvenly(ws, actor, input), '平均分派')
    }
    const [name = ''] = names
    const input = { ...named, accountId: name === 'none' ? null : accountId(ws, name) }
    return bulk(args, dry ? planAssignment(ws, input) : assignCases(ws, actor, input), '派件')
  })
}

/** `recuse`: one's own 回避 or, by a chief, another's with `--person`; `recuse lift`: a chief ends another's. */
export async function runRecuse(args: Args, root: Root): Promise<Answer> {
  const [word] = args.words
  if (word !== undefined && word !== 'lift') throw new UsageError('“recuse”后面只能是 lift，或直接写选项')
  return withWorkspace(args, root, word === 'lift' ? CHIEF : REVIEW, (_, ws, actor) => {
    const stored = oneCase(args, ws)
    const reason = args.required('reason')
    if (word === 'lift') {
      endRecusal(ws, actor, { caseId: stored.id, accountId: accountId(ws, args.required('person')), reason })
      return standing(ws, stored, '已解除回避')
    }
    const other = args.optional('person')
    recuse(ws, person(ws, actor), {
      caseId: stored.id,
      accountId: other === null ? null : accountId(ws, other),
      reason,
    })
    return standing(ws, stored, '已登记回避')
  })
}

/** `supplement request|close|list`. */
export function runSupplement(args: Args, root: Root): Promise<Answer> {
  switch (args.words[0]) {
    case 'request':
      return withWorkspace(args, root, REVIEW, request)
    case 'close':
      return withWorkspace(args, root, REVIEW, close)
    case 'list':
      return withWorkspace(args, root, OFFICE, openOnes)
    default:
      throw new UsageError('“supplement”后面应是 request、close 或 list')
  }
}

function request(args: Args, ws: Workspace, actor: Actor): Answer {
  const stored = oneCase(args, ws)
  requestSupplement(ws, actor, {
    caseId: stored.id,
    assessmentId: latestAssessment(ws.db, stored.id)?.id ?? '',
    items: args.all('item'),
    toldOn: readDay(args, 'date') ?? chinaDay(ws.now()),
    dueDays: readDays(args.required('days')),
    againReason: args.optional('reason') ?? '',
  })
  return standing(ws, stored, '已告知补正')
}

function close(args: Args, ws: Workspace, actor: Actor): Answer {
  const stored = oneCase(args, ws)
  endSupplement(ws, actor, {
    caseId: stored.id,
    outcome: oneOf(SUPPLEMENT_OUTCOMES, args.required('as'), 'as'),
    receivedOn: readDay(args, 'date'),
    words: args.optional('reason') ?? '',
  })
  return standing(ws, stored, '补正已办结')
}

function openOnes(args: Args, ws: Workspace): Answer {
  const open = supplementLines(ws, findRound(args, ws))
  return {
    json: open.map(({ id: _, caseId: __, closed: ___, ...one }) => one),
    lines:
      open.length === 0
        ? ['没有未办结的补正']
        : open.map(({ applicationNo, applicant, items, dueOn, daysLeft }) => {
            return `${applicationNo} ${applicant} 限 ${dueOn}（${leftWords(daysLeft)}） ${items.join('；')}`
          }),
  }
}

function leftWords(days: number | null): string {
  if (days === null) return '缺少该年放假安排'
  return days < 0 ? `已逾期 ${-days} 个工作日` : `还有 ${days} 个工作日`
}

function people(args: Args, ws: Workspace): Answer {
  const all = peopleOfRound(ws, findRound(args, ws))
  return {
    json: all.map(({ id: _, ...one }) => one),
    lines: all.map(({ name, active, assigned, open, decided, recused }) => {
      const counts = `派件 ${assigned}，待办 ${open}，已拟定 ${decided}，回避 ${recused}`
      return `${name}${active ? '' : '（停用）'} ${counts}`
    }),
  }
}

function bulk(args: Args, { rows, okCount, refusedCount }: BulkResult, name: string): Answer {
  const done = args.has('dry-run') ? `预览（没有写入）：${name}` : `已${name}`
  return {
    json: { dryRun: args.has('dry-run'), okCount, refusedCount, rows: rows.map(({ caseId: _, ...row }) => row) },
    lines: [
      ...rows.map(({ applicationNo, from, to, ok, note }) => {
        return ok ? `${applicationNo} ${from} → ${to}` : `${applicationNo} 不能办理：${note}`
      }),
      `${done} ${okCount} 件${refusedCount === 0 ? '' : `，不能办理 ${refusedCount} 件`}`,
    ],
  }
}

/** Where a case stands, in words only. */
function standing(ws: Workspace, { id, application }: StoredApplication, done: string): Answer {
  const { applicationNo } = application
  const stage = currentStage(ws.db, id)
  const holder = assigneeOf(ws.db, id)
  const told = supplementsOf(ws.db, id).at(-1) ?? null
  const json = {
    applicationNo,
    stage,
    assignee: holder === null ? null : (accountById(ws.db, holder)?.name ?? null),
    recused: recusalsOf(ws.db, id).map(({ name, reason }) => ({ name, reason })),
    supplement:
      told === null
        ? null
        : { items: told.items, toldOn: told.toldOn, dueOn: told.dueOn, outcome: told.closed?.outcome ?? null },
  }
  const outcome = told?.closed?.outcome
  const due =
    told === null ? '' : `，补正${outcome === undefined ? `限 ${told.dueOn}` : SUPPLEMENT_OUTCOME_NAMES[outcome]}`
  return { json, lines: [`${done}：${applicationNo} 现处“${stage}”${due}`] }
}

/** Somebody with the roles of the account; 命令行, alone on its file, reviews and leads. */
function person(ws: Workspace, actor: Actor): Person {
  return { ...actor, roles: accountById(ws.db, actor.id)?.roles ?? ['reviewer', 'chief'] }
}

function accountId(ws: Workspace, name: string): string {
  const account = accountByName(ws.db, name)
  if (account === null) throw new AppError('NOT_FOUND', `没有名为“${name}”的账号，请核对姓名`)
  return account.id
}

function oneCase(args: Args, ws: Workspace): StoredApplication {
  return named(ws, findRound(args, ws), args.required('case'))
}

function caseIds(args: Args, ws: Workspace): string[] {
  const roundId = findRound(args, ws)
  return commas(args.required('case')).map((no) => named(ws, roundId, no).id)
}

function named(ws: Workspace, roundId: string, no: string): StoredApplication {
  const stored = applicationByNo(ws.db, roundId, no)
  if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${no}”，请核对`)
  return stored
}

function commas(text: string): string[] {
  return text
    .split(/[,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function oneOf<T extends string>(known: readonly T[], text: string, option: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new UsageError(`--${option} 应是 ${known.join('、')} 之一`)
  return found
}

function readDays(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new UsageError(`--days“${text}”应是工作日数，如 5`)
  return Number(text)
}

/** Null when it was not given. */
function readDay(args: Args, option: 'date'): IsoDate | null {
  const day = args.optional(option)
  if (day !== null && !isIsoDate(day)) throw new UsageError(`--${option}“${day}”应写成 2026-03-05`)
  return day
}
