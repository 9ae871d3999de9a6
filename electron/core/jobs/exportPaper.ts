import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { addIssuedPaper, listHead, nextPaperNumber } from '../../../db/issuedPapers.ts'
import type { PaperKind } from '../../../shared/contract/papers.ts'
import { AppError } from '../../../shared/errors.ts'
import { paperNo } from '../../../shared/objections/issuedPaper.ts'
import type { FrozenList } from '../../../shared/report/frozenList.ts'
import type { ExportWatch } from '../exportWatch.ts'
import { remainingFor } from '../objections.ts'
import { writePaper } from '../papers.ts'
import { EXPORTED } from '../published.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { officeSettings } from './settings.ts'

/**
 * Writes one paper of a list to `path` and logs it with the dates it carries, which a later 更正公示 names. A paper of a
 * frozen list gets the next number in the register of issued papers. Errors: as `writePaper`, and CONFLICT for a 下达通知
 * while anything remains before it; nothing is written or logged then.
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
  if (head !== null && kind === 'disbursement') refuseEarly(remainingFor(ws, head))
  const { warnings, facts } = await writePaper(ws, list, kind, officeSettings(ws), path, watch)
  const dates =
    facts === null
      ? {}
      : { signedOn: facts.signedOn, startOn: facts.period?.startOn ?? null, endOn: facts.period?.endOn ?? null }
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  record(ws, actor, (tx) => {
    const file = { kind, sha256, fileName: basename(path), signedOn: null, startOn: null, endOn: null, ...dates }
    if (head === null) return tx.log(EXPORTED, list.listNo, { kind, hash: list.hash, ...dates, sha256 })
    const number = nextPaperNumber(tx.db, head.roundId, kind)
    addIssuedPaper(tx, { roundId: head.roundId, listId: head.id }, { ...file, number, auditHead: null })
    const numbered = { paperNo: paperNo({ kind, number }, list.round) }
    tx.log(EXPORTED, list.listNo, { kind, ...numbered, hash: list.hash, ...dates, sha256 })
  })
  return { warnings }
}

function refuseEarly(remaining: readonly string[]): void {
  if (remaining.length > 0) throw new AppError('CONFLICT', `还不能下达：${remaining.join('；')}`)
}
