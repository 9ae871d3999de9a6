import { listHead } from '../../../db/issuedPapers.ts'
import type { PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { remainingFor } from '../objections.ts'
import { writePaper } from '../papers.ts'
import type { Actor, Workspace } from '../workspace.ts'
import { issuePaper } from './issuePaper.ts'
import { officeSettings } from './settings.ts'

/** Papers that pay out: they wait for everything that remains before 下达. */
const PAYING: ReadonlySet<PaperKind> = new Set<PaperKind>(['disbursement', 'payment'])

/**
 * Writes one paper of a list to `path` and logs it with the dates it carries, which a later 更正公示 names; 拨付明细表 is
 * logged as a reading of personal data. A paper of a frozen list is numbered and registered. Errors: as `writePaper` and
 * `issuePaper`, and CONFLICT for 下达通知 and 拨付明细表 while anything remains before them; nothing is written or logged then.
 */
export async function exportPaper(
  ws: Workspace,
  actor: Actor,
  list: FrozenList,
  kind: PaperKind,
  path: string,
  watch: ExportWatch | null = null,
): Promise<{ warnings: string[] }> {
  const head = list.trial ? null : listHead(ws.db, list.listNo)
  if (head !== null && PAYING.has(kind)) refuseEarly(remainingFor(ws, head))
  const { warnings } = await issuePaper(ws, actor, {
    kind,
    of: head === null ? null : { roundId: head.roundId, listId: head.id },
    path,
    write: (issued) => writePaper(ws, list, kind, officeSettings(ws), path, { watch, issued }),
    note: ({ facts }) => {
      const detail = { kind, hash: list.hash, ...(kind === 'payment' ? { personalData: '银行账号全文' } : {}) }
      if (facts === null) return { subject: list.listNo, detail }
      const { signedOn, period } = facts
      const days = { signedOn, startOn: period?.startOn ?? null, endOn: period?.endOn ?? null }
      return { subject: list.listNo, detail: { ...detail, ...days }, days }
    },
  })
  return { warnings }
}

function refuseEarly(remaining: readonly string[]): void {
  if (remaining.length > 0) throw new AppError('CONFLICT', `还不能下达：${remaining.join('；')}`)
}
