import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { issuedPapers } from '../../../db/issuedPapers.ts'
import type { StoredList } from '../../../db/lists.ts'
import type { Round } from '../../../db/rounds.ts'
import { fileNamePart } from '../../../shared/archive/manifest.ts'
import { PAPER_KINDS, type PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import { type IssuedPaper, paperNo } from '../../../shared/objections/issuedPaper.ts'
import { officeSettings } from '../jobs/settings.ts'
import { isPublicKind, writePaper } from '../papers.ts'
import type { Workspace } from '../workspace.ts'

/** An issued paper made again from the list it was made of. */
export interface RemadePaper {
  bytes: Buffer | null
  /** Whether it is the issued file byte by byte, and if not, what it is. */
  said: string
}

const SAME = '重做的文件与发出的文件逐字节一致'
const OTHER = '按现在的设置重做，与发出的文件不同（发出后公示信息、栏目或程序有变）；以发出的文件为准'

/**
 * Makes a paper of a frozen list once more, with the number and audit head it bears, and compares it with what was issued:
 * only hashes of issued files are kept. Null for other papers. `folder`: where the draft may lie for a moment.
 */
export async function remakePaper(
  ws: Workspace,
  round: Round,
  paper: IssuedPaper,
  lists: readonly StoredList[],
  folder: string,
): Promise<RemadePaper | null> {
  const kind = PAPER_KINDS.find((one) => one === paper.kind)
  const list = lists.find(({ listNo }) => listNo === paper.listNo)
  if (kind === undefined || list === undefined) return null
  const no = paperNo(paper, round)
  try {
    const bytes = await draft(ws, list, kind, { paperNo: no, auditHead: paper.auditHead }, folder)
    const same = createHash('sha256').update(bytes).digest('hex') === paper.sha256
    return { bytes, said: same ? SAME : OTHER }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CANCELLED') throw error
    return { bytes: null, said: `没有重做：${error.message}` }
  }
}

async function draft(
  ws: Workspace,
  { content }: StoredList,
  kind: PaperKind,
  mark: { paperNo: string; auditHead: string | null },
  folder: string,
): Promise<Buffer> {
  const own = await mkdtemp(join(folder, '.归档-'))
  try {
    const path = join(own, 'paper')
    const issued = mark.auditHead === null ? null : { paperNo: mark.paperNo, auditHead: mark.auditHead }
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
      const kind = PAPER_KINDS.find((one) => one === paper.kind)
      if (kind === undefined || paper.listNo === null) return []
      const ending = isPublicKind(kind) ? 'pdf' : 'xlsx'
      return [{ paper, path: `5文书/${fileNamePart(paperNo(paper, round))}.${ending}` }]
    })
}
