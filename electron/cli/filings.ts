import { resolve } from 'node:path'
import { applicationByNo } from '../../db/applications.ts'
import type { FilingView } from '../../shared/contract/filings.ts'
import { chinaDay, type IsoDate, isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { FILED_KINDS, filingNo, isLate } from '../../shared/filings/filing.ts'
import { FILING_STATE_NAMES, filingGaps, filingState, reminders } from '../../shared/filings/progress.ts'
import { checkCreditCode } from '../../shared/uscc.ts'
import { filingBook } from '../core/filings.ts'
import { exportFilings } from '../core/jobs/exportFilings.ts'
import { linkFiling, registerFiling, stepFiling } from '../core/jobs/filings.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { EXPORT, findRound, OFFICE, REVIEW, withWorkspace } from './workspace.ts'

/** How far the list's reminders look ahead, as the window does unless another span is chosen there. */
const WITHIN_DAYS = 30

/** `filing add|list|step|link`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runFiling(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'add':
      return withWorkspace(args, resourcesRoot, REVIEW, add)
    case 'list':
      return withWorkspace(args, resourcesRoot, args.optional('out') === null ? OFFICE : EXPORT, list)
    case 'step':
      return withWorkspace(args, resourcesRoot, REVIEW, step)
    case 'link':
      return withWorkspace(args, resourcesRoot, REVIEW, link)
    default:
      throw new UsageError('“filing”后面应是 add、list、step 或 link')
  }
}

function add(args: Args, ws: Workspace, actor: Actor): Answer {
  const eventKind = FILED_KINDS.find((one) => one === args.required('kind'))
  if (eventKind === undefined) throw new UsageError(`--kind 应是 ${FILED_KINDS.join(' 或 ')}`)
  const creditCode = args.optional('code') ?? ''
  const kept = registerFiling(ws, actor, {
    organiser: args.required('organiser'),
    creditCode,
    eventName: args.required('event'),
    eventKind,
    industry: args.optional('industry') ?? '',
    place: args.optional('place') ?? '',
    startsOn: readDay(args, 'starts'),
    endsOn: readDay(args, 'ends'),
    filedOn: readDay(args, 'date'),
    contact: args.optional('person') ?? '',
    note: args.optional('reason') ?? '',
  })
  const warnings = [
    ...(isLate(kept) ? ['报备不早于开始日期，“举办前报备”不成立'] : []),
    ...(creditCode === '' || checkCreditCode(kept.creditCode) === 'valid' ? [] : ['信用代码校验不通过，请核对']),
  ]
  const today = chinaDay(ws.now())
  return {
    json: { ...filingJson(kept, today), warnings },
    lines: [`已登记：${line(kept, today)}`, ...warnings.map((words) => `提示：${words}`)],
  }
}

async function list(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const out = args.optional('out')
  const { filings, window } = filingBook(ws, args.optional('round') === null ? null : findRound(args, ws))
  const today = chinaDay(ws.now())
  const due = reminders(filings, { today, within: WITHIN_DAYS, window }).map(({ text }) => text)
  if (out !== null) await exportFilings(ws, actor, null, resolve(out))
  return {
    json: { filings: filings.map((one) => filingJson(one, today)), reminders: due },
    lines: [
      ...(filings.length === 0 ? ['还没有报备登记，用 filing add 登记'] : filings.map((one) => line(one, today))),
      ...due.map((words) => `提醒：${words}`),
      ...(out === null ? [] : [`已导出“${resolve(out)}”`]),
    ],
  }
}

function step(args: Args, ws: Workspace, actor: Actor): Answer {
  const kind = args.required('kind')
  if (kind !== 'follow-up' && kind !== 'audit') {
    throw new UsageError('--kind 应是 follow-up（事中跟踪）或 audit（事后审核）')
  }
  const filingId = findFiling(args, ws)
  const said = { filingId, kind, happenedOn: readDay(args, 'date'), words: args.required('reason') } as const
  return one(ws, stepFiling(ws, actor, said), '已记')
}

function link(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  const no = args.required('application')
  const stored = applicationByNo(ws.db, roundId, no)
  if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${no}”，请核对`)
  const words = args.optional('reason') ?? ''
  const kept = linkFiling(ws, actor, { filingId: findFiling(args, ws), applicationId: stored.id, words })
  return one(ws, kept, '已关联')
}

function one(ws: Workspace, kept: FilingView, done: string): Answer {
  const today = chinaDay(ws.now())
  return { json: filingJson(kept, today), lines: [`${done}：${line(kept, today)}`] }
}

/** Without ids; the contact is masked already. */
function filingJson(filing: FilingView, today: IsoDate) {
  const { id: _, suggested, linked, applied: __, steps, ...facts } = filing
  return {
    no: filingNo(filing),
    ...facts,
    state: filingState(filing, today),
    gaps: filingGaps(filing, today),
    applicationNo: linked?.applicationNo ?? null,
    suggested: suggested.map(({ applicationNo }) => applicationNo),
    steps: steps.map(({ applicationId: ___, ...said }) => said),
  }
}

function line(filing: FilingView, today: IsoDate): string {
  const gaps = filingGaps(filing, today)
  return [
    ...[filingNo(filing), FILING_STATE_NAMES[filingState(filing, today)], filing.organiser, filing.eventName],
    ...[`${filing.startsOn} 至 ${filing.endsOn}`, `报备 ${filing.filedOn}`],
    ...(filing.linked === null ? [] : [`申报 ${filing.linked.applicationNo}`]),
    ...(gaps.length === 0 ? [] : [`还缺：${gaps.join('；')}`]),
  ].join(' ')
}

function findFiling(args: Args, ws: Workspace): string {
  const no = args.required('id')
  const found = filingBook(ws, null).filings.find((each) => filingNo(each) === no)
  if (found === undefined) throw new AppError('NOT_FOUND', `没有“${no}”，请用 filing list 核对编号`)
  return found.id
}

function readDay(args: Args, option: 'date' | 'starts' | 'ends'): IsoDate {
  const day = args.required(option)
  if (!isIsoDate(day)) throw new UsageError(`--${option}“${day}”应写成 2026-03-05`)
  return day
}
