import { dirname } from 'node:path'
import { closingOf } from '../../../db/closings.ts'
import { sealsHash } from '../../../db/digest.ts'
import { listsOfRound } from '../../../db/lists.ts'
import type { Round } from '../../../db/rounds.ts'
import { readSeals } from '../../../db/seals.ts'
import { verifyDatabase } from '../../../db/verify.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { IssueMark } from '../../../shared/report/issueMark.ts'
import { listReference } from '../../../shared/report/marks.ts'
import type { ArchiveHead } from '../archive/frontPages.ts'
import { writeRoundArchive } from '../archive/roundArchive.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { refuseDatabase } from '../papers.ts'
import { requireRound } from '../roundState.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { issuePaper } from './issuePaper.ts'

/** What an archive holds. */
export interface ArchiveMade {
  files: number
  bytes: number
  cases: number
  manifestSha256: string
}

/**
 * Writes 归档包 of a round to `path`, whole or not at all, and registers it under a number. It stands on the valid list;
 * that of a closed batch on its last one. Errors: CONFLICT without a list, or when the round was changed meanwhile;
 * DAMAGED when the database does not pass its check; CANCELLED; STORAGE; nothing is written or logged then.
 */
export async function exportArchive(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
  watch: ExportWatch | null = null,
): Promise<ArchiveMade> {
  refuseDatabase(ws, path)
  const round = requireRound(ws, roundId)
  const list = standingList(ws, round)
  const found = verifyDatabase(ws.db)
  if (!found.ok) throw new AppError('DAMAGED', `数据库核验没有通过，不能归档：${found.place}`)
  const { rows, auditEntries, head: auditHead } = found
  const stands = state(ws)
  const at = ws.now()
  const closing = closingOf(ws.db, roundId)
  const headOf = (issued: IssueMark): ArchiveHead => ({
    title: `${nameOf(round)}归档包`,
    paperNo: issued.paperNo,
    at,
    made: `${chinaMinute(at)} ${actor.name}`,
    list: `${listReference(list)}${list.invalidReason === null ? '' : `（已失效：${list.invalidReason}）`}`,
    verification: `核验通过：${rows} 条记录、${auditEntries} 条留痕完整，${chinaMinute(at)}`,
    auditHead,
    auditEntries,
    closing: closing === null ? '' : `${closing.reason}（${closing.closerName} ${chinaMinute(closing.closedAt)}）`,
    reference: `${issued.paperNo}　${chinaMinute(at)}`,
  })
  return issuePaper(ws, actor, {
    kind: 'archive',
    of: { roundId, listId: list.id },
    path,
    async write(issued) {
      if (issued === null) throw new Error('an archive always bears a number')
      let made: ArchiveMade | null = null
      await writeFileAtomic(path, async (file) => {
        const source = { ws, round, head: headOf(issued), folder: dirname(path) }
        const { written, manifestSha256, cases } = await writeRoundArchive(file, source, watch, () =>
          refuseChanged(ws, stands),
        )
        const bytes = written.reduce((sum, one) => sum + one.bytes, 0)
        made = { files: written.length, bytes, cases, manifestSha256 }
      })
      if (made === null) throw new Error('the archive was not written')
      return made
    },
    note: ({ files, cases, manifestSha256 }) => ({
      subject: list.listNo,
      detail: { kind: 'archive', files, items: cases, manifestSha256 },
    }),
  })
}

function standingList(ws: Workspace, round: Round) {
  const [newest] = listsOfRound(ws.db, round.id)
  if (newest === undefined) {
    throw new AppError('CONFLICT', `${nameOf(round)}还没有定稿名单，不能归档；请先由科长在“统筹”定稿`)
  }
  if (newest.invalidReason !== null && closingOf(ws.db, round.id) === null) {
    throw new AppError(
      'CONFLICT',
      `${nameOf(round)}的名单“${newest.listNo}”已失效（${newest.invalidReason}），不能归档；请重新定稿，或由科长结束本批次（不再定稿）`,
    )
  }
  return newest
}

/** One value over everything but accounts, which a mere sign-in changes, and the log. */
function state(ws: Workspace): string {
  const seals = readSeals(ws.db)
  seals.delete('account')
  return sealsHash(seals)
}

function refuseChanged(ws: Workspace, before: string): void {
  if (state(ws) !== before) {
    throw new AppError('CONFLICT', '归档期间数据有改动，前后不一致，已停止；没有留下文件，请在没有人改动时再归档')
  }
}

function nameOf({ year, batch }: Round): string {
  return `${year}年第${batch}批`
}
