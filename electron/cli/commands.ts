import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { ownStore } from '../../db/attachmentFiles.ts'
import { type BackupResult, backupDatabase, restoreDatabase } from '../../db/backup.ts'
import { closeDatabase } from '../../db/open.ts'
import { PAYMENT_ROLES } from '../../shared/contract/papers.ts'
import { wanGrouped } from '../../shared/money.ts'
import { OUTCOME_NAMES } from '../../shared/review/assessment.ts'
import { allocateRound } from '../core/jobs/allocateRound.ts'
import { assessWholeRound } from '../core/jobs/assessCases.ts'
import { applyImport, previewImport } from '../core/jobs/importBook.ts'
import { refuseNetworkPlace } from '../core/networkPlace.ts'
import { loadRound } from '../core/roundState.ts'
import { type Actor, COMMAND_LINE, createCaseDatabase, record, type Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'
import { runArchive } from './archive.ts'
import type { Args } from './args.ts'
import { runAttachment } from './attachments.ts'
import { runCompare, runReplay } from './compare.ts'
import { runDemo } from './demo.ts'
import { runEncrypt } from './encrypt.ts'
import { explainCommand } from './explain.ts'
import { runExport } from './export.ts'
import { runFiling } from './filings.ts'
import { allocationJson, assessmentJson, importJson } from './json.ts'
import { runMove } from './move.ts'
import { runObjections, runPapers } from './objections.ts'
import { runPackage } from './package.ts'
import { runParams } from './params.ts'
import { runRadar } from './radar.ts'
import { runList } from './references.ts'
import { runRound } from './rounds.ts'
import { runAssign, runDecide, runRecuse, runStage, runSupplement } from './stages.ts'
import { runTexts } from './texts.ts'
import { UsageError } from './usage.ts'
import { runVerify } from './verify.ts'
import { EXPORT, findRound, keyFor, OFFICE, REVIEW, withWorkspace } from './workspace.ts'
import { readYuan } from './yuan.ts'

/** Runs one command. Errors: AppError for a refusal, UsageError for wrong usage. */
export async function runCommand(args: Args, resourcesRoot: string): Promise<Answer> {
  switch (args.command) {
    case 'demo':
      return runDemo(resourcesRoot, args.required('out'))
    case 'init':
      return init(args)
    case 'verify':
      return runVerify(args, resourcesRoot)
    case 'restore':
      return restore(args)
    case 'backup':
      return withWorkspace(args, resourcesRoot, ['admin'], (given, ws, actor) =>
        backup(resourcesRoot, given, ws, actor),
      )
    case 'encrypt':
      return runEncrypt(args, resourcesRoot, programVersion(resourcesRoot))
    case 'move':
      return runMove(args, resourcesRoot)
    case 'round':
      return runRound(args, resourcesRoot)
    case 'import':
      return withWorkspace(args, resourcesRoot, REVIEW, importBook)
    case 'assess':
      return withWorkspace(args, resourcesRoot, REVIEW, assess)
    case 'allocate':
      return withWorkspace(args, resourcesRoot, OFFICE, allocate)
    case 'explain':
      return withWorkspace(args, resourcesRoot, OFFICE, explainCommand)
    case 'list':
      return runList(args, resourcesRoot)
    case 'radar':
      return runRadar(args, resourcesRoot)
    case 'objections':
      return runObjections(args, resourcesRoot)
    case 'archive':
      return runArchive(args, resourcesRoot)
    case 'package':
      return runPackage(args, resourcesRoot, programVersion(resourcesRoot))
    case 'attachment':
      return runAttachment(args, resourcesRoot)
    case 'filing':
      return runFiling(args, resourcesRoot)
    case 'decide':
      return runDecide(args, resourcesRoot)
    case 'stage':
      return runStage(args, resourcesRoot)
    case 'assign':
      return runAssign(args, resourcesRoot)
    case 'recuse':
      return runRecuse(args, resourcesRoot)
    case 'supplement':
      return runSupplement(args, resourcesRoot)
    case 'papers':
      return runPapers(args, resourcesRoot)
    case 'texts':
      return runTexts(args, resourcesRoot)
    case 'compare':
      return runCompare(args, resourcesRoot)
    case 'replay':
      return runReplay(args, resourcesRoot)
    case 'params':
      return runParams(args, resourcesRoot)
    case 'export':
      return withWorkspace(args, resourcesRoot, args.words[0] === 'payment' ? PAYMENT_ROLES : EXPORT, runExport)
    default:
      throw new UsageError(`没有命令“${args.command}”`)
  }
}

function init(args: Args): Answer {
  const path = args.required('db')
  refuseNetworkPlace(path)
  closeDatabase(createCaseDatabase(path, COMMAND_LINE, { cliOperated: true }))
  const note = '它没有账号、没有加密：命令行即为操作人，每一步都以“命令行”留痕；首次在窗口中打开时再建账号。'
  return { json: { db: path }, lines: [`已新建空数据库。${note}`] }
}

async function restore(args: Args): Promise<Answer> {
  const from = args.required('from')
  refuseNetworkPlace(args.required('db'))
  const result = restoreDatabase(from, args.required('db'), await keyFor(args, from))
  const lines = [
    `已恢复并核验：${result.bytes} 字节，校验码 ${result.sha256}`,
    ...filesLine(args.required('db'), result),
  ]
  return { json: result, lines }
}

function backup(resourcesRoot: string, args: Args, ws: Workspace, actor: Actor): Answer {
  const making = { why: '命令行备份', madeAt: ws.now(), appVersion: programVersion(resourcesRoot) }
  const result = backupDatabase(ws.db, args.required('out'), making)
  record(ws, actor, (tx) => tx.log('备份', '', { bytes: result.bytes, sha256: result.sha256 }))
  const lines = [
    `已备份并核验：${result.bytes} 字节，校验码 ${result.sha256}`,
    ...filesLine(args.required('out'), result),
  ]
  return { json: result, lines }
}

/** The command line runs from the project's folder, which states the version. */
function programVersion(resourcesRoot: string): string {
  const { version } = JSON.parse(readFileSync(join(resourcesRoot, 'package.json'), 'utf8')) as { version: string }
  return version
}

function filesLine(path: string, { attachments }: BackupResult): string[] {
  if (attachments === 0) return []
  return [`附件 ${attachments} 个在旁边的文件夹“${basename(ownStore(path))}”里，请与这个文件一起保管`]
}

async function importBook(args: Args, ws: Workspace, actor: Actor): Promise<Answer> {
  const roundId = findRound(args, ws)
  const plan = await previewImport(ws, roundId, resolve(args.words[0] ?? ''))
  if (!args.has('dry-run')) applyImport(ws, actor, roundId, plan)
  const json = importJson(plan)
  const { accepted, unchanged, changed, rejected } = json
  const done = args.has('dry-run') ? '预览（没有写入）' : '已导入'
  const lines = [
    ...json.sheets.map((sheet) => {
      return `${sheet.name}：${sheet.rows} 行，接收 ${sheet.accepted}，退回 ${sheet.rejected}，跳过 ${sheet.skipped}`
    }),
    ...json.problems.map(({ sheet, row, column, value, reason }) => {
      return `问题 ${sheet} 第${row}行 ${column}“${value}”：${reason}`
    }),
    `${done}：接收 ${accepted}（其中变化 ${changed}、未变 ${unchanged}），退回 ${rejected}`,
  ]
  return { json, lines }
}

function assess(args: Args, ws: Workspace, actor: Actor): Answer {
  const roundId = findRound(args, ws)
  assessWholeRound(ws, actor, roundId)
  const json = assessmentJson(loadRound(ws, roundId))
  const lines = json.map(({ applicationNo, applicant, articleNo, outcome, amountFen }) => {
    const amount = amountFen === null ? '—' : `${wanGrouped(amountFen)} 万元`
    return `${applicationNo} ${applicant} ${articleNo} ${OUTCOME_NAMES[outcome]} ${amount}`
  })
  return { json, lines }
}

function allocate(args: Args, ws: Workspace): Answer {
  const budget = args.optional('budget')
  const { allocation } = allocateRound(ws, findRound(args, ws), {
    budgetFen: budget === null ? null : readYuan('预算', budget),
    assumeMachine: args.has('assume-machine'),
  })
  const { budgetFen, entitledFen, allocatedFen, remainderFen, blocked } = allocation
  const lines = [
    ...allocation.rows.map((row) => {
      const place = row.quota === 'waiting' ? ' 候补' : row.quota === 'tied' ? ' 并列待定' : ''
      const amounts = `应资助 ${wanGrouped(row.entitledFen)} 拟资助 ${wanGrouped(row.allocatedFen)} 万元`
      return `${row.applicationNo} ${amounts}${place}`
    }),
    `预算 ${wanGrouped(budgetFen)}，应资助 ${wanGrouped(entitledFen)}，拟资助 ${wanGrouped(allocatedFen)}，剩余 ${wanGrouped(remainderFen)} 万元`,
    ...blocked.map((sentence) => `待处理：${sentence}`),
  ]
  return { json: allocationJson(allocation), lines }
}
