import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredApplication } from '../../../db/applications.ts'
import { issuedPapers } from '../../../db/issuedPapers.ts'
import type { StoredList } from '../../../db/lists.ts'
import type { Round } from '../../../db/rounds.ts'
import { fileNamePart } from '../../../shared/archive/manifest.ts'
import { CASE_PAPER_KINDS, PAPER_KINDS, type PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import { type IssuedPaper, paperNo } from '../../../shared/objections/issuedPaper.ts'
import type { IssueMark } from '../../../shared/report/issueMark.ts'
import { casePdf, openOrder } from '../casePapers.ts'
import { officeSettings } from '../jobs/settings.ts'
import { isPublicKind, writePaper } from '../papers.ts'
import type { Workspace } from '../workspace.ts'

/** An issued paper made again from what it was made of. */
export interface RemadePaper {
  bytes: Uint8Array | null
  /** Whether it is the issued file byte by byte, and if not, what it is. */
  said: string
}

const REMAKABLE = [...PAPER_KINDS, ...CASE_PAPER_KINDS] as const
const WORKBOOKS = PAPER_KINDS.filter((kind) => !isPublicKind(kind))

const SAME = '重做的文件与发出的文件逐字节一致'
const OTHER = '按现在的设置重做，与发出的文件不同（发出后公示信息、栏目或程序有变）；以发出的文件为准'

/** What the papers of a round were made of. */
export interface PaperGround {
  lists: readonly StoredList[]
  cases: readonly StoredApplication[]
  /** Where drafts may lie for a moment. */
  folder: string
}

/**
 * Makes a paper of a frozen list or of single cases once more, with the number and audit head it bears, and compares it with
 * what was issued: only hashes of issued files are kept. Null for other papers.
 */
export async function remakePaper(
  ws: Workspace,
  round: Round,
  paper: IssuedPaper,
  ground: PaperGround,
): Promise<RemadePaper | null> {
  const draft = draftOf(ws, round, paper, ground)
  if (draft === null) return null
  try {
    const bytes = await draft()
    const same = createHash('sha256').update(bytes).digest('hex') === paper.sha256
    return { bytes, said: same ? SAME : OTHER }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
    return { bytes: null, said: `没有重做：${error.message}` }
  }
}

function draftOf(
  ws: Workspace,
  round: Round,
  paper: IssuedPaper,
  { lists, cases, folder }: PaperGround,
): (() => Promise<Uint8Array>) | null {
  const { auditHead } = paper
  const issued = auditHead === null ? null : { paperNo: paperNo(paper, round), auditHead }
  const listKind = PAPER_KINDS.find((one) => one === paper.kind)
  const list = lists.find(({ listNo }) => listNo === paper.listNo)
  if (listKind !== undefined && list !== undefined) return () => listPaper(ws, list, listKind, issued, folder)
  const caseKind = CASE_PAPER_KINDS.find((one) => one === paper.kind)
  if (caseKind === undefined) return null
  const ids = new Map(cases.map(({ id, application }) => [application.applicationNo, id]))
  const caseIds = paper.applicationNos.map((no) => ids.get(no) ?? '')
  // A letter bears the day it was made, and the term that was typed for it alone.
  const then = { ...ws, now: () => paper.issuedAt }
  const order = { kind: caseKind, caseIds, dueOn: paper.endOn }
  return async () => (await casePdf(then, openOrder(ws, order), { issued })).bytes
}

async function listPaper(
  ws: Workspace,
  { content }: StoredList,
  kind: PaperKind,
  issued: IssueMark | null,
  folder: string,
): Promise<Uint8Array> {
  const own = await mkdtemp(join(folder, '.归档-'))
  try {
    const path = join(own, 'paper')
    await writePaper(ws, content, kind, officeSettings(ws), path, { issued })
    return await readFile(path)
  } finally {
    await rm(own, { recursive: true, force: true })
  }
}

/** Papers of a round that can be made again, oldest first, each with its place in the archive. */
export function remakable(ws: Workspace, round: Round): { paper: IssuedPaper; path: string }[] {
  return issuedPapers(ws.db, round.id)
    .toReversed()
    .flatMap((paper) => {
      const kind = REMAKABLE.find((one) => one === paper.kind)
      if (kind === undefined) return []
      const ending = WORKBOOKS.some((one) => one === kind) ? 'xlsx' : 'pdf'
      return [{ paper, path: `5文书/${fileNamePart(paperNo(paper, round))}.${ending}` }]
    })
}
