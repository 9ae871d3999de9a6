import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { auditHead } from '../../../db/audit.ts'
import { addIssuedPaper, nextPaperNumber, type PaperSource } from '../../../db/issuedPapers.ts'
import type { IssuedKind } from '../../../shared/contract/papers.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { paperNo } from '../../../shared/objections/issuedPaper.ts'
import type { IssueMark } from '../../../shared/report/issueMark.ts'
import { fileSha256 } from '../fileSha256.ts'
import { EXPORTED } from '../published.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/** One paper to be written to `path`. */
export interface PaperOrder<T> {
  kind: IssuedKind
  /** What it is of; null for a trial, which bears no number and is not registered. */
  of: PaperSource | null
  path: string
  /** Writes the file with what must stand on it. */
  write(issued: IssueMark | null): Promise<T>
  /** What the log says of the written paper beside its number, and the days it carries. */
  note(written: T): { subject: string; detail: Record<string, unknown>; days?: PaperDays }
}

export interface PaperDays {
  signedOn: IsoDate | null
  startOn: IsoDate | null
  endOn: IsoDate | null
}

const NO_DAYS: PaperDays = { signedOn: null, startOn: null, endOn: null }

/**
 * Writes a paper, registers it and logs it. The number is taken before the file is made, so that the paper bears it. Errors:
 * as `write`; CONFLICT when another export took the number meanwhile. A numbered file that could not be registered is removed.
 */
export async function issuePaper<T>(ws: Workspace, actor: Actor, order: PaperOrder<T>): Promise<T> {
  const { kind, of, path } = order
  const number = of === null ? 0 : nextPaperNumber(ws.db, of.roundId, kind)
  const issued =
    of === null
      ? null
      : { paperNo: paperNo({ kind, number }, requireRound(ws, of.roundId)), auditHead: auditHead(ws.db) }
  const written = await order.write(issued)
  const sha256 = await fileSha256(path)
  const { subject, detail, days = NO_DAYS } = order.note(written)
  try {
    record(ws, actor, (tx) => {
      if (of !== null && issued !== null) {
        addIssuedPaper(tx, of, { kind, number, auditHead: issued.auditHead, sha256, fileName: basename(path), ...days })
      }
      tx.log(EXPORTED, subject, { ...(issued === null ? {} : { paperNo: issued.paperNo }), ...detail, sha256 })
    })
  } catch (refused) {
    if (issued !== null) await rm(path, { force: true })
    throw refused
  }
  return written
}
