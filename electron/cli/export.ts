import { resolve } from 'node:path'
import { applicationByNo } from '../../db/applications.ts'
import { validList } from '../../db/lists.ts'
import { CASE_PAPER_KINDS, CASE_PAPER_NAMES, PAPER_KINDS, ROUND_PAPER_NAMES } from '../../shared/contract/papers.ts'
import { isIsoDate } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { PACK_NAME } from '../../shared/report/decisionPack.ts'
import { exportCasePapers } from '../core/jobs/exportCasePapers.ts'
import { exportPack } from '../core/jobs/exportPack.ts'
import { exportPanel } from '../core/jobs/exportPanel.ts'
import { exportPaper } from '../core/jobs/exportPaper.ts'
import { requireValidList, trialList } from '../core/jobs/freezeRound.ts'
import type { Actor, Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import type { Args } from './args.ts'
import { UsageError } from './usage.ts'
import { findRound } from './workspace.ts'

/** `export KIND`: a paper of the round's list; `export pack`: 审定要点; `export panel`: 评审汇总表; `export case`: a paper of single cases. */
export async function runExport(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  if (args.words[0] === 'case') return exportCase(args, ws, actor)
  if (args.words[0] === 'panel') return exportPanelPaper(args, ws, actor)
  return args.words[0] === 'pack' ? exportPackPaper(args, ws, actor) : exportListPaper(args, ws, actor)
}

async function exportPanelPaper(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  refuseCaseOptions(args)
  if (args.has('assume-machine')) throw new UsageError('“export panel”没有选项 --assume-machine')
  const out = resolve(args.required('out'))
  const made = await exportPanel(ws, actor, findRound(args, ws), out)
  const paper = ROUND_PAPER_NAMES.panel
  return {
    json: { out, paper, ...made },
    lines: [`已导出“${out}”：${paper}，${made.articles} 个条款、${made.cases} 件（内部资料）`],
  }
}

/** The round's frozen list where there is one, else the round as it stands, marked 试算. */
async function exportPackPaper(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  refuseCaseOptions(args)
  const roundId = findRound(args, ws)
  const out = resolve(args.required('out'))
  const machine = args.has('assume-machine')
  const frozen = !machine && validList(ws.db, roundId) !== null
  const list = frozen ? requireValidList(ws, roundId).list : trialList(ws, actor, roundId, machine)
  const { warnings } = await exportPack(ws, actor, list, out)
  const { listNo, hash } = list
  return {
    json: { out, paper: PACK_NAME, listNo, hash, warnings },
    lines: [`已导出“${out}”：${PACK_NAME}，${listNo}`, ...notes(warnings)],
  }
}

async function exportListPaper(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const kind = PAPER_KINDS.find((one) => one === args.words[0])
  if (kind === undefined) throw new UsageError(`“export”后面应是 ${PAPER_KINDS.join('、')}、pack、panel 或 case`)
  refuseCaseOptions(args)
  const roundId = findRound(args, ws)
  const out = resolve(args.required('out'))
  const list = args.has('assume-machine') ? trialList(ws, actor, roundId, true) : requireValidList(ws, roundId).list
  const { warnings } = await exportPaper(ws, actor, list, kind, out)
  const { listNo, hash } = list
  const granted = list.items.filter(({ status }) => status === 'granted').length
  return {
    json: { out, listNo, hash, granted, warnings },
    lines: [`已导出“${out}”：${listNo}，拟资助 ${granted} 件`, ...notes(warnings)],
  }
}

/** --application takes one number, or several with commas between. */
async function exportCase(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const kind = CASE_PAPER_KINDS.find((one) => one === args.required('kind'))
  if (kind === undefined) throw new UsageError(`--kind 应是 ${CASE_PAPER_KINDS.join('、')}`)
  if (args.has('assume-machine')) throw new UsageError('“export case”没有选项 --assume-machine')
  const dueOn = args.optional('due')
  if (dueOn !== null && !isIsoDate(dueOn)) throw new UsageError(`--due“${dueOn}”应写成 2026-03-05`)
  if (dueOn !== null && kind !== 'supplement')
    throw new UsageError('只有补正告知书有期限：--due 要与 --kind supplement 同用')
  const roundId = findRound(args, ws)
  const out = resolve(args.required('out'))
  const numbers = args
    .required('application')
    .split(/[,，]/)
    .map((no) => no.trim())
  const caseIds = numbers.map((no) => {
    const stored = applicationByNo(ws.db, roundId, no)
    if (stored === null) throw new AppError('NOT_FOUND', `本批次没有申报编号“${no}”，请核对`)
    return stored.id
  })
  const { warnings, pages } = await exportCasePapers(ws, actor, { kind, caseIds, dueOn }, out)
  return {
    json: { out, paper: CASE_PAPER_NAMES[kind], applicationNos: numbers, pages, warnings },
    lines: [`已导出“${out}”：${CASE_PAPER_NAMES[kind]} ${numbers.length} 件，共 ${pages} 页`, ...notes(warnings)],
  }
}

function refuseCaseOptions(args: Args): void {
  for (const option of ['application', 'kind', 'due'] as const) {
    if (args.optional(option) !== null) throw new UsageError(`只有 export case 有选项 --${option}`)
  }
}

function notes(warnings: readonly string[]): string[] {
  return warnings.map((warning) => `注意：${warning}`)
}
