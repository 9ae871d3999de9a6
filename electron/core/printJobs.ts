import { randomUUID } from 'node:crypto'
import { CASE_PAPER_NAMES, PAPER_NAMES, ROUND_PAPER_NAMES } from '../../shared/contract/papers.ts'
import type { PrintJob, PrintOrder, PrintPages } from '../../shared/contract/printing.ts'
import { AppError } from '../../shared/errors.ts'
import { PACK_NAME } from '../../shared/report/decisionPack.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { requireList, trialList } from './jobs/freezeRound.ts'
import { type PaperPages, refuseStopped, UPRIGHT } from './paperPages.ts'
import { printedCases, printedPack, printedPanel, printedPaper } from './printedNumber.ts'
import { requireRound } from './roundState.ts'
import type { Actor, Workspace } from './workspace.ts'

/** Pages made to be printed, and what the log will say of them. */
export interface PreparedPrint {
  parts: PrintPages[]
  /** A list's number, or what the papers of cases are of. */
  subject: string
  /** For the log, beside names and pages. */
  detail: Record<string, unknown>
  cases: number
  warnings: string[]
}

/**
 * Makes the pages of an order: those of the preview, with the number they were exported under. Errors: CONFLICT for a list
 * that has fallen and for pages that contradict themselves; as the makers of the papers.
 */
export async function preparePrint(ws: Workspace, actor: Actor, order: PrintOrder): Promise<PreparedPrint> {
  if (order.of === 'cases') return preparedCases(ws, order)
  if (order.of === 'panel') return preparedPanel(ws, order.roundId)
  const list = standingList(ws, actor, order.roundId, order.listId)
  const detail = { hash: list.hash, trial: list.trial }
  const base = { subject: list.listNo, detail, cases: 0 }
  if (order.of === 'pack') {
    const { made, warning } = await printedPack(ws, list)
    return { ...base, parts: [whole(PACK_NAME, made.bytes, 1, [0])], warnings: said(warning, made.warnings) }
  }
  const parts: PrintPages[] = []
  const warnings: string[] = []
  for (const kind of order.kinds) {
    const { made: paper, warning } = await printedPaper(ws, list, kind)
    const { sections } = paper
    parts.push(...partsOf(paper, (name) => (sections.length === 1 ? name : `${PAPER_NAMES[kind]}·${name}`), 'first'))
    warnings.push(...said(warning, [...paper.problems, ...paper.warnings]))
  }
  return { ...base, parts, warnings: [...new Set(warnings)] }
}

/** 评审汇总表: a sheet for each article, all of them to be signed. */
async function preparedPanel(ws: Workspace, roundId: string): Promise<PreparedPrint> {
  const { year, batch } = requireRound(ws, roundId)
  const { made, warning } = await printedPanel(ws, roundId)
  return {
    parts: partsOf(made, (name) => `${ROUND_PAPER_NAMES.panel}·${name}`, 'all'),
    subject: `${year}-${batch}`,
    detail: {},
    cases: 0,
    warnings: said(warning, [...made.problems, ...made.warnings]),
  }
}

/** The whole sections of a paper; `main`: which are printed unless left out. Errors: as refuseStopped. */
function partsOf(paper: PaperPages, named: (section: string) => string, main: 'first' | 'all'): PrintPages[] {
  refuseStopped(paper)
  const parts: PrintPages[] = []
  let from = 0
  for (const { name, pages, paper: on, cut } of paper.sections) {
    const own = { name: named(name), pages, paper: on, main: main === 'all' || from === 0 }
    if (!cut) parts.push({ ...own, pdf: paper.bytes, from, starts: [0] })
    from += pages
  }
  return parts
}

async function preparedCases(
  ws: Workspace,
  { of: _, ...order }: Extract<PrintOrder, { of: 'cases' }>,
): Promise<PreparedPrint> {
  const { made, warning } = await printedCases(ws, order)
  const { bytes, pages, starts, applicationNos } = made
  const subject = applicationNos.length === 1 ? applicationNos.join('') : `${applicationNos.length}件`
  return {
    parts: [whole(CASE_PAPER_NAMES[order.kind], bytes, pages, starts)],
    subject,
    detail: { applicationNo: applicationNos },
    cases: applicationNos.length,
    warnings: said(warning, made.warnings),
  }
}

function said(warning: string, others: readonly string[]): string[] {
  return [...(warning === '' ? [] : [warning]), ...others]
}

function whole(name: string, pdf: Uint8Array, pages: number, starts: number[]): PrintPages {
  return { name, pages, paper: UPRIGHT, main: true, pdf, from: 0, starts }
}

/** A list that still holds, or the trial. Errors: CONFLICT; as requireList. */
function standingList(ws: Workspace, actor: Actor, roundId: string, listId: string | null): FrozenList {
  if (listId === null) return trialList(ws, actor, roundId, false)
  const { list, invalidReason } = requireList(ws, listId)
  if (invalidReason === null) return list
  throw new AppError('CONFLICT', `“${list.listNo}”已失效（${invalidReason}），不能打印。请重新定稿，再打印新的名单`)
}

/** The newest prepared print. One is kept: a window prints one thing at a time. */
export class PrintJobs {
  #current: { jobId: string; actor: Actor; print: PreparedPrint } | null = null

  keep(actor: Actor, print: PreparedPrint): PrintJob {
    const jobId = randomUUID()
    this.#current = { jobId, actor, print }
    const { parts, cases, warnings } = print
    return {
      jobId,
      parts: parts.map(({ name, pages, paper, main }) => ({ name, pages, paper, main })),
      cases,
      warnings,
    }
  }

  /** Errors: CONFLICT when another job was prepared meanwhile; BAD_INPUT for a part it does not have. */
  chosen(jobId: string, parts: readonly number[]): { actor: Actor; print: PreparedPrint; chosen: PrintPages[] } {
    const current = this.#current
    if (current === null || current.jobId !== jobId) {
      throw new AppError('CONFLICT', '这次打印的页面已不在，请关闭后重新点“打印”')
    }
    const chosen = parts.map((at) => {
      const part = current.print.parts[at]
      if (part === undefined) throw new AppError('BAD_INPUT', '要打印的部分不存在，请关闭后重新点“打印”')
      return part
    })
    return { actor: current.actor, print: current.print, chosen }
  }
}
