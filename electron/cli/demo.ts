import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { closeDatabase } from '../../db/open.ts'
import { AppError } from '../../shared/errors.ts'
import { wanGrouped } from '../../shared/money.ts'
import type { OfficeSettings } from '../../shared/views.ts'
import { allocateRound, ruleTie } from '../core/jobs/allocateRound.ts'
import { proposeByMachine } from '../core/jobs/decide.ts'
import { exportPaper } from '../core/jobs/exportPaper.ts'
import { freezeRound } from '../core/jobs/freezeRound.ts'
import { createSampleRound } from '../core/jobs/sampleRound.ts'
import { officeSettings, saveOfficeSettings } from '../core/jobs/settings.ts'
import { loadRound } from '../core/roundState.ts'
import { type Actor, COMMAND_LINE, createCaseDatabase, createWorkspace, type Workspace } from '../core/workspace.ts'
import type { Answer } from './answer.ts'

const PAPERS = [
  { kind: 'summary', file: '资助汇总表.xlsx' },
  { kind: 'approval', file: '审批表.xlsx' },
  { kind: 'notice', file: '公示.pdf' },
] as const

/** The demo's day: a Friday before its invented 公示期, which the shipped calendar covers, so that its papers agree. */
const DEMO_DAY = '2026-09-25'
const demoClock = (): number => Date.parse(`${DEMO_DAY}T09:00:00+08:00`)

/**
 * The whole main job on the shipped sample: fresh database, import, assess, propose, allocate, freeze, three papers
 * into `out`. Papers of an earlier run are replaced; the database gets a free name.
 */
export async function runDemo(resourcesRoot: string, out: string): Promise<Answer> {
  const lines: string[] = []
  const folder = resolve(out)
  makeFolder(folder)
  const path = freeDatabase(folder)
  const db = createCaseDatabase(path, COMMAND_LINE, { cliOperated: true, clock: demoClock })
  try {
    const ws = createWorkspace(db, resourcesRoot, demoClock)
    lines.push(`演示：使用自带样例和虚构参数（${ws.policy.demoNotice}），记录日期一律作 ${DEMO_DAY}`)
    const roundId = await createSampleRound(ws, COMMAND_LINE)
    const { cases } = loadRound(ws, roundId)
    lines.push(`已导入并机审 ${cases.length} 件申报`)
    const { agreed, refused } = proposeByMachine(ws, COMMAND_LINE, roundId)
    lines.push(
      `批量拟定：拟同意 ${agreed} 件，不予支持 ${refused} 件，其余 ${cases.length - agreed - refused} 件待人工核对`,
    )
    lines.push(...ruleTies(ws, COMMAND_LINE, roundId))
    saveOfficeSettings(ws, COMMAND_LINE, demoSettings(ws))
    const list = freezeRound(ws, COMMAND_LINE, roundId)
    const { budgetFen, allocatedFen } = list.allocation
    lines.push(`${list.listNo}：预算 ${wanGrouped(budgetFen)} 万元，拟资助 ${wanGrouped(allocatedFen)} 万元`)
    for (const { kind, file } of PAPERS) {
      const { warnings } = await exportPaper(ws, COMMAND_LINE, list, kind, join(folder, file))
      lines.push(`已写出 ${join(folder, file)}`)
      for (const warning of warnings) lines.push(`  注意：${warning}`)
    }
    lines.push(`数据库 ${path}`)
    return {
      json: {
        listNo: list.listNo,
        hash: list.hash,
        database: path,
        papers: PAPERS.map(({ file }) => join(folder, file)),
      },
      lines,
    }
  } finally {
    closeDatabase(db)
  }
}

/** The demo has no chief to ask: it takes the smaller application numbers and writes down that it did. */
function ruleTies(ws: Workspace, actor: Actor, roundId: string): string[] {
  const { allocation } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
  return allocation.ties.map(({ article, industry, openPlaces, applicationNos }) => {
    const chosen = applicationNos.slice(0, openPlaces)
    const reason = '演示：没有科长裁定，按申报编号取前'
    ruleTie(ws, actor, roundId, { article, industry, applicationNos: chosen, reason })
    return `并列待定（${industry}）：${applicationNos.join('、')}；${reason}：${chosen.join('、')}`
  })
}

/** Invented contacts, so that the notice shows every line. */
function demoSettings(ws: Workspace): OfficeSettings {
  return {
    ...officeSettings(ws),
    stepsDone: ['初审', '专家评审', '专项审计'],
    publicityDays: 5,
    startOn: '2026-09-28',
    consultContact: '示例科室',
    consultPhone: '0755-00000001',
    objectionContact: '示例受理人',
    objectionPhone: '0755-00000002',
    address: '示例路1号示例大厦',
    postcode: '518000',
    supervisionPhone: '0755-00000003',
  }
}

function makeFolder(folder: string): void {
  try {
    makeFolders(folder)
  } catch (cause) {
    throw new AppError('STORAGE', `不能在“${folder}”建立文件夹，请检查位置和权限`, { cause })
  }
}

/** Step by step: Node's own `recursive` never ends on a file system that refuses new folders, such as /proc. */
function makeFolders(folder: string): void {
  const existing = statSync(folder, { throwIfNoEntry: false })
  if (existing?.isDirectory() === true) return
  if (existing !== undefined) throw new Error(`not a folder: ${folder}`)
  makeFolders(dirname(folder))
  mkdirSync(folder)
}

function freeDatabase(folder: string): string {
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? '演示.db' : `演示-${number}.db`)
    if (!existsSync(path)) return path
  }
}
