import { roundByYearBatch } from '../../db/rounds.ts'
import { AppError } from '../../shared/errors.ts'
import { type Fen, wanGrouped } from '../../shared/money.ts'
import { closeRound } from '../core/jobs/closeRound.ts'
import { copyPlan, copyRound } from '../core/jobs/copyRound.ts'
import { createRound } from '../core/jobs/createRound.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import { type Args, parseRoundName } from './args.ts'
import { UsageError } from './usage.ts'
import { CHIEF, findRound, withWorkspace } from './workspace.ts'
import { readYuan } from './yuan.ts'

/** `round create|close`. Errors: AppError for a refusal, UsageError for wrong usage. */
export function runRound(args: Args, resourcesRoot: string): Promise<Answer> {
  const [word] = args.words
  if (word === 'create') return withWorkspace(args, resourcesRoot, CHIEF, roundCreate)
  if (word === 'close') return withWorkspace(args, resourcesRoot, CHIEF, roundClose)
  throw new UsageError('“round”后面应是 create 或 close')
}

/** 本批次不再定稿. */
function roundClose(args: Args, ws: Workspace, actor: Actor): Answer {
  const reason = args.required('reason')
  const { name } = closeRound(ws, actor, findRound(args, ws), reason)
  return { json: { name, reason }, lines: [`${name}已结束，不再定稿；以后的批次不再等它，资料仍可查看、导出和归档`] }
}

/** `round create`, empty, with 演示参数 or after an earlier round. */
function roundCreate(args: Args, ws: Workspace, actor: Actor): Answer {
  if (args.optional('reason') !== null) throw new UsageError('只有 round close 有选项 --reason')
  const { year, batch } = parseRoundName(args.required('round'))
  const budgetFen = readYuan('预算', args.required('budget'))
  const params = args.optional('params')
  const copyFrom = args.optional('copy-from')
  if (params !== null && params !== 'demo') throw new UsageError('--params 只能是 demo')
  if (params !== null && copyFrom !== null) throw new UsageError('--params demo 和 --copy-from 只能用一个')
  if (copyFrom !== null) return roundCopy(ws, actor, { year, batch, budgetFen }, copyFrom)
  const demoParameters = params === 'demo'
  const open = { windowFrom: null, windowTo: null, sample: false }
  const id = createRound(ws, actor, { year, batch, budgetFen, demoParameters, ...open })
  const note = demoParameters ? `；使用${ws.policy.demoNotice}` : '；未设定的参数会在核对时指出'
  return {
    json: { id, round: `${year}-${batch}`, budgetFen, demo: demoParameters },
    lines: [`已新建${year}年第${batch}批，预算 ${wanGrouped(budgetFen)} 万元${note}`],
  }
}

/** Takes the rules and every parameter of the bureau that can be taken; the window stays unset. */
function roundCopy(
  ws: Workspace,
  actor: Actor,
  round: { year: number; batch: number; budgetFen: Fen },
  copyFrom: string,
): Answer {
  const named = parseRoundName(copyFrom)
  const from = roundByYearBatch(ws.db, named.year, named.batch)
  if (from === null) throw new AppError('NOT_FOUND', `没有${named.year}年第${named.batch}批，不能照它新建`)
  const target = { ...round, fromRoundId: from.id }
  const { parameters, demoParameters } = copyPlan(ws, target)
  const taken = parameters.filter(({ after }) => after !== '')
  const nothing = { windowFrom: null, windowTo: null, schemes: [], panels: [], clearNoticeDates: false }
  const id = copyRound(ws, actor, { ...target, ...nothing, rules: true, parameters: taken.map(({ key }) => key) })
  const { year, batch, budgetFen } = round
  return {
    json: {
      id,
      round: `${year}-${batch}`,
      budgetFen,
      demo: false,
      copiedFrom: copyFrom,
      parameters: taken.map(jsonOf),
    },
    lines: [
      `已照${named.year}年第${named.batch}批新建${year}年第${batch}批，预算 ${wanGrouped(budgetFen)} 万元；沿用计算规则和 ${taken.length} 项参数，受理期未设`,
      ...parameters.map(({ articleNo, label, after, basis, note }) => {
        const value = after === '' ? '不沿用' : `${after.replaceAll('\n', '；')}（${basis}）`
        return `${articleNo}${label}：${value}${note === '' ? '' : `——${note}`}`
      }),
      ...(demoParameters === 0 ? [] : [`上一批的 ${demoParameters} 项演示参数没有沿用`]),
    ],
  }
}

function jsonOf({ key, after, basis, effectiveFrom, note }: ReturnType<typeof copyPlan>['parameters'][number]) {
  return { key, value: after, basis, effectiveFrom, note }
}
