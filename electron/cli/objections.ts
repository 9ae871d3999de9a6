import { resolve } from 'node:path'
import { accountById } from '../../db/accounts.ts'
import { applicationByNo } from '../../db/applications.ts'
import { issuedPapers } from '../../db/issuedPapers.ts'
import { objectionsOfRound } from '../../db/objections.ts'
import { HANDLING_ROLES } from '../../shared/contract/objections.ts'
import { chinaDay, chinaMinute, type IsoDate, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { PAPER_STATE_NAMES, paperNo, paperState, sourceText } from '../../shared/objections/issuedPaper.ts'
import {
  closingStep,
  EFFECTS,
  OBJECTION_KINDS,
  OBJECTION_OUTCOMES,
  type Objection,
  OUTCOME_WORDS,
  objectionNo,
  objectionState,
  STATE_NAMES,
} from '../../shared/objections/objection.ts'
import { shortHash } from '../../shared/report/marks.ts'
import { exportObjections } from '../core/jobs/exportObjections.ts'
import { closeObjection, noteObjection, registerObjection, setHandlingDays } from '../core/jobs/objections.ts'
import { handlesObjections, objectionBook } from '../core/objections.ts'
import { requireRound } from '../core/roundState.ts'
import { type Actor, COMMAND_LINE, type Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { CHIEF, findRound, OFFICE, withWorkspace } from './workspace.ts'

type Named = { year: number; batch: number }

/** `objections list|add|step|days`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runObjections(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'list':
      return withWorkspace(args, resourcesRoot, args.optional('out') === null ? OFFICE : HANDLING_ROLES, list)
    case 'add':
      return withWorkspace(args, resourcesRoot, HANDLING_ROLES, add)
    case 'step':
      return withWorkspace(args, resourcesRoot, args.optional('as') === null ? HANDLING_ROLES : CHIEF, step)
    case 'days':
      return withWorkspace(args, resourcesRoot, HANDLING_ROLES, days)
    default:
      throw new UsageError('“objections”后面应是 list、add、step 或 days')
  }
}

/** `papers list`: the register of issued papers. Errors: as runObjections. */
export function runPapers(args: Args, resourcesRoot: string): Promise<Answer> {
  if (args.words[0] !== 'list') throw new UsageError('“papers”后面应是 list')
  return withWorkspace(args, resourcesRoot, OFFICE, papers)
}

function papers(args: Args, ws: Workspace): Answer {
  const roundId = findRound(args, ws)
  const round = requireRound(ws, roundId)
  const issued = issuedPapers(ws.db, roundId)
  const json = issued.map((paper) => {
    const { id: _, number: __, ...shown } = paper
    return { no: paperNo(paper, round), state: paperState(paper, issued), ...shown }
  })
  const lines = json.map(({ no, state, sha256, fileName, issuerName, issuedAt, invalidReason, ...paper }) => {
    const why = invalidReason === null ? '' : `（${invalidReason}）`
    const made = `${issuerName} ${chinaMinute(issuedAt)}`
    return `${no} ${PAPER_STATE_NAMES[state]}${why} ${sourceText(paper)} ${fileName} 文件校验码 ${shortHash(sha256)} ${made}`
  })
  return { json, lines: lines.length === 0 ? ['本批次还没有出过文书：定稿后用 export 导出即登记'] : lines }
}

async function list(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const roundId = findRound(args, ws)
  const out = args.optional('out')
  const round = requireRound(ws, roundId)
  const { objections, days, remaining } = objectionBook(ws, roundId, mayKnow(ws, actor))
  if (out !== null) await exportObjections(ws, actor, roundId, resolve(out))
  const today = chinaDay(ws.now())
  return {
    json: { objections: objections.map((one) => objectionJson(one, round, today)), ...days, remaining },
    lines: [
      ...objections.map((one) => line(one, round, today)),
      `登记 ${objections.length} 件，未办结 ${objections.filter((one) => closingStep(one) === null).length} 件`,
      ...remaining.map((sentence) => `下达前：${sentence}`),
      ...(out === null ? [] : [`已导出“${resolve(out)}”（内部资料，不得公开）`]),
    ],
  }
}

function add(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  const kind = OBJECTION_KINDS.find((one) => one === args.required('kind'))
  if (kind === undefined) throw new UsageError(`--kind 应是 ${OBJECTION_KINDS.join('、')}`)
  const no = args.optional('application')
  const found = no === null ? null : applicationByNo(ws.db, roundId, no)
  if (no !== null && found === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${no}”，请核对`)
  const person = args.optional('person') ?? ''
  const kept = registerObjection(ws, actor, {
    roundId,
    applicationId: found?.id ?? null,
    kind,
    person,
    signed: person === '' ? 'anonymous' : 'named',
    receivedOn: readDay(args),
    receivedHow: args.required('how'),
    subject: args.required('reason'),
  })
  return one(ws, kept, roundId, '已登记')
}

function step(args: Args, ws: Workspace, actor: Actor): Answer {
  const as = args.optional('as')
  if (as === null && args.optional('effect') !== null) {
    throw new UsageError('--effect 要与 --as 同用：对名单的影响随办结结论')
  }
  const roundId = findRound(args, ws)
  const round = requireRound(ws, roundId)
  const no = args.required('id')
  const found = objectionsOfRound(ws.db, roundId).find((each) => objectionNo(each, round) === no)
  if (found === undefined) throw new AppError('NOT_FOUND', `本批次没有“${no}”，请用 objections list 核对编号`)
  const said = { objectionId: found.id, happenedOn: readDay(args), words: args.required('reason') }
  if (as === null) {
    return one(ws, noteObjection(ws, actor, said), roundId, '已记')
  }
  const outcome = OBJECTION_OUTCOMES.find((each) => each === as)
  if (outcome === undefined) throw new UsageError(`--as 应是 ${OBJECTION_OUTCOMES.join('、')}`)
  const effect = EFFECTS.find((each) => each === (args.optional('effect') ?? 'none'))
  if (effect === undefined) throw new UsageError(`--effect 应是 ${EFFECTS.join('、')}`)
  return one(ws, closeObjection(ws, actor, { ...said, outcome, effect }), roundId, '已办结')
}

function days(args: Args, ws: Workspace, actor: Actor): Answer {
  const text = args.required('value')
  if (!/^(none|[1-9]\d?|1[01]\d|120)$/.test(text))
    throw new UsageError('--value 应是 1 到 120 的整数（工作日），或 none')
  const from = args.optional('as') ?? 'next-day'
  if (from !== 'next-day' && from !== 'first-day') throw new UsageError('--as 应是 next-day（次日起算）或 first-day')
  const kept = setHandlingDays(ws, actor, {
    days: text === 'none' ? null : Number(text),
    countFirstDay: from === 'first-day',
  })
  const said =
    kept.days === null ? '未设定' : `${kept.days} 个工作日，${kept.countFirstDay ? '收到当日计入' : '次日起算'}`
  return { json: kept, lines: [`异议办理期限：${said}；只用于此后登记的`] }
}

function one(ws: Workspace, kept: Objection, roundId: string, done: string): Answer {
  const round = requireRound(ws, roundId)
  const today = chinaDay(ws.now())
  return { json: objectionJson(kept, round, today), lines: [`${done}：${line(kept, round, today)}`] }
}

function objectionJson(objection: Objection, round: Named, today: IsoDate) {
  const { id: _, applicationId: __, number: ___, ...shown } = objection
  return { no: objectionNo(objection, round), state: objectionState(objection, today), ...shown }
}

function line(objection: Objection, round: Named, today: IsoDate): string {
  const { applicationNo, subject, receivedOn, dueOn } = objection
  const outcome = closingStep(objection)?.outcome ?? null
  return [
    ...[objectionNo(objection, round), STATE_NAMES[objectionState(objection, today)]],
    ...(outcome === null ? [] : [OUTCOME_WORDS[outcome]]),
    ...(applicationNo === null ? [] : [applicationNo]),
    ...[`收到 ${receivedOn}`, dueOn === null ? '未设定期限' : `期限 ${dueOn}`, subject],
  ].join(' ')
}

function readDay(args: Args): IsoDate {
  const day = args.required('date')
  if (!isIsoDate(day)) throw new UsageError(`--date“${day}”应写成 2026-03-05`)
  return day
}

/** The operator of a database without accounts stands in for the whole office. */
function mayKnow(ws: Workspace, actor: Actor): boolean {
  return actor.id === COMMAND_LINE.id || handlesObjections(accountById(ws.db, actor.id)?.roles ?? [])
}
