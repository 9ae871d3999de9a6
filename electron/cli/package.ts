import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { ARTICLE_KEYS } from '../../shared/application.ts'
import type { DispatchChoice } from '../../shared/contract/exchange.ts'
import { isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import type { KindCounts } from '../../shared/exchange/views.ts'
import { BackupKeeper } from '../core/backupKeeper.ts'
import { contestedCases, ruleContest } from '../core/exchange/contests.ts'
import { makeDispatch, planDispatch } from '../core/exchange/dispatch.ts'
import { inspectionOf, inspectReturn, mergeReturn } from '../core/exchange/merge.ts'
import { openDispatch } from '../core/exchange/open.ts'
import { makeReturn } from '../core/exchange/returning.ts'
import { workspaceDb } from '../core/exchange/workspaces.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { readPassword } from './password.ts'
import { UsageError } from './usage.ts'
import { CHIEF, findRound, OFFICE, withWorkspace } from './workspace.ts'

const WORKERS = ['reviewer', 'chief', 'expert'] as const

/** `package create|open|return|inspect|merge|contested|rule`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runPackage(args: Args, resourcesRoot: string, appVersion: string): Promise<Answer> {
  switch (args.words[0]) {
    case 'create':
      return withWorkspace(args, resourcesRoot, CHIEF, (_, ws, actor) => create(args, ws, actor, appVersion))
    case 'open':
      return open(args)
    case 'return':
      return withWorkspace(args, resourcesRoot, WORKERS, (_, ws, actor) => giveBack(args, ws, actor, appVersion))
    case 'inspect':
      return withWorkspace(args, resourcesRoot, CHIEF, (_, ws) => inspect(args, ws))
    case 'merge':
      return withWorkspace(args, resourcesRoot, CHIEF, (_, ws, actor) => merge(args, ws, actor, appVersion))
    case 'contested':
      return withWorkspace(args, resourcesRoot, OFFICE, (_, ws) => contested(ws, findRound(args, ws)))
    case 'rule':
      return withWorkspace(args, resourcesRoot, CHIEF, rule)
    default:
      throw new UsageError('“package”后面应是 create、open、return、inspect、merge、contested 或 rule')
  }
}

async function create(args: Args, ws: Workspace, actor: Actor, appVersion: string): Promise<Answer> {
  const roundId = findRound(args, ws)
  const plan = planDispatch(ws, { ...choiceOf(args), roundId })
  const numbers = listed(args.optional('application'))
  const cases = numbers.length === 0 ? plan.cases : plan.cases.filter((one) => numbers.includes(one.applicationNo))
  const missing = numbers.find((no) => !cases.some((one) => one.applicationNo === no))
  if (missing !== undefined) throw new AppError('NOT_FOUND', `所选范围里没有申报“${missing}”，没有生成派发包`)
  if (cases.length === 0) throw new AppError('NOT_FOUND', '所选范围里没有申报，没有生成派发包')
  const names = listed(args.required('person'))
  const people = names.map((name) => {
    const person = plan.people.find((one) => one.name === name)
    if (person === undefined) throw new AppError('NOT_FOUND', `没有名为“${name}”、可以办件的启用账号，没有生成派发包`)
    return person.accountId
  })
  const due = args.optional('due')
  if (due !== null && !isIsoDate(due)) throw new UsageError('--due 应写成 2026-03-05')
  const path = resolve(args.required('out'))
  const input = { roundId, applicationIds: cases.map((one) => one.applicationId), accountIds: people, dueOn: due }
  const made = await makeDispatch(ws, actor, { ...input, passphrase: passphrase() }, { path, appVersion })
  return {
    json: { out: path, ...made },
    lines: [
      `已生成派发包 ${made.number}：${made.cases} 件申报、${made.attachments} 个附件，给${names.join('、')}，共 ${made.bytes} 字节`,
      `校验短码 ${made.code}（请电话核对）；口令请另行告知`,
    ],
  }
}

function choiceOf(args: Args): Omit<DispatchChoice, 'roundId'> {
  const article = args.optional('article')
  const key = ARTICLE_KEYS.find((one) => one === article)
  if (article !== null && key === undefined)
    throw new UsageError(`没有条款“${article}”，可用：${ARTICLE_KEYS.join('、')}`)
  const industry = args.optional('industry')
  return {
    articles: key === undefined ? [] : [key],
    industries: industry === null ? [] : [industry],
    assigneeId: null,
    applicationIds: null,
  }
}

async function open(args: Args): Promise<Answer> {
  const folder = resolve(args.required('out'))
  mkdirSync(folder, { recursive: true })
  const request = {
    path: resolve(args.required('from')),
    passphrase: passphrase(),
    name: args.required('user'),
    password: await readPassword(),
  }
  const opened = await openDispatch(folder, request, Date.now)
  const db = workspaceDb(folder, opened.workspace.workspaceId)
  return {
    json: { db, ...opened },
    lines: [
      `已打开${opened.workspace.roundName}的派发包 ${opened.workspace.dispatchNumber}：${opened.cases} 件，工作区 ${db}`,
      `恢复码（只显示这一次，请抄下）：${opened.recoveryCode}`,
    ],
  }
}

function giveBack(args: Args, ws: Workspace, actor: Actor, appVersion: string): Answer {
  const path = resolve(args.required('out'))
  const made = makeReturn(ws, actor, { path, appVersion })
  const kinds = made.counts.map(({ kind, records }) => `${kind} ${records}`).join('，')
  return {
    json: { out: path, ...made },
    lines: [
      `已生成回收包：${made.cases} 件，${kinds}；共 ${made.bytes} 字节`,
      `校验短码 ${made.code}（请电话核对）`,
      ...(made.drafts > 0 ? [`还有 ${made.drafts} 件有未拟定的草稿，不随回收包送回`] : []),
    ],
  }
}

function inspect(args: Args, ws: Workspace): Answer {
  const plan = inspectReturn(ws, resolve(args.required('from')))
  const { planId: _, ...json } = inspectionOf(ws, '', plan)
  return {
    json,
    lines: [
      `${json.person}交回的${json.roundName}派发包 ${json.dispatchNumber}，校验短码 ${json.code}，${json.sameRules ? '规则版本相同' : '规则版本不同'}`,
      ...countLines(json.counts),
      ...json.contested.map(contestLine),
      ...json.remarks.map((remark) => `注意：${remark}`),
      '只是核对，没有写入',
    ],
  }
}

async function merge(args: Args, ws: Workspace, actor: Actor, appVersion: string): Promise<Answer> {
  const plan = inspectReturn(ws, resolve(args.required('from')))
  const keeper = new BackupKeeper({ ws, appVersion, log: () => undefined })
  const backup = plan.nothingNew ? null : await keeper.make('合并回收包之前')
  const done = await mergeReturn(ws, actor, plan.read)
  return {
    json: { ...done, backup: backup?.path ?? null },
    lines: [
      plan.nothingNew ? '包里的记录本库都已有，没有改动' : `已合并：加入 ${done.added} 条，已有 ${done.identical} 条`,
      ...(backup === null ? [] : [`合并前的备份：${backup.path}`]),
      ...done.contested.map(contestLine),
    ],
  }
}

function contested(ws: Workspace, roundId: string): Answer {
  const cases = contestedCases(ws, roundId)
  return {
    json: cases,
    lines: cases.flatMap((one) => [
      `${contestLine(one)}${one.ruling === null ? '' : `；已裁定：${one.ruling.reason}`}`,
      ...one.sides.flatMap(({ sideId, who, lines }) => [
        `  ${who}（--as ${sideId}）`,
        ...lines.map(({ what, text, by }) => `    ${what} ${text} ${by}`),
      ]),
    ]),
  }
}

function rule(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  const no = args.required('case')
  const found = contestedCases(ws, roundId).find((one) => one.applicationNo === no)
  if (found === undefined) throw new AppError('NOT_FOUND', `申报“${no}”没有争议，没有裁定`)
  const input = { applicationId: found.applicationId, chosen: args.required('as'), reason: args.required('reason') }
  return contested(ws, ruleContest(ws, actor, input))
}

function contestLine({
  applicationNo,
  applicant,
  causes,
}: {
  applicationNo: string
  applicant: string
  causes: { sentence: string }[]
}): string {
  return `争议 ${applicationNo} ${applicant}：${causes.map(({ sentence }) => sentence).join('；')}`
}

function countLines(counts: KindCounts): string[] {
  return counts.map(
    ({ kind, added, identical, contested }) => `${kind}：新增 ${added}，已有 ${identical}，争议 ${contested}`,
  )
}

function listed(text: string | null): string[] {
  return (text ?? '')
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** Of the package, apart from the person's password. */
function passphrase(): string {
  const given = process.env.LG_PASSPHRASE ?? ''
  if (given.trim().length < 10) throw new UsageError('请把派发包的口令（至少 10 位）放在环境变量 LG_PASSPHRASE 中')
  return given
}
