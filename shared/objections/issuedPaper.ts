import { ISSUED_NAMES, type IssuedKind } from '../contract/papers.ts'
import type { IsoDate, IsoInstant } from '../date.ts'

/** An official paper as it left the program. */
export interface IssuedPaper {
  id: string
  kind: IssuedKind
  /** Running number by year, batch and kind, from 1. */
  number: number
  /** Null for a paper of single cases. */
  listNo: string | null
  /** The cases of a paper of single cases; empty where the list says it. */
  applicationNos: string[]
  /** Head of the audit chain printed on the paper; null on papers of an older program. */
  auditHead: string | null
  /** SHA-256 of the file's bytes. */
  sha256: string
  fileName: string
  signedOn: IsoDate | null
  startOn: IsoDate | null
  /** End of the 公示期; of a 补正告知书 the 补正期限 typed for it alone. */
  endOn: IsoDate | null
  issuerName: string
  issuedAt: IsoInstant
  /** Why what the paper states no longer holds; null while it does. */
  invalidReason: string | null
}

/** `replaced`: a newer paper of the same kind was issued of the same list, which is still valid, or of the same cases. */
export type PaperState = 'valid' | 'replaced' | 'invalid'
export const PAPER_STATE_NAMES: Record<PaperState, string> = { valid: '有效', replaced: '已重出', invalid: '已失效' }

type Dated = Pick<IssuedPaper, 'kind' | 'number' | 'listNo' | 'applicationNos' | 'invalidReason'>

export function paperState(paper: Dated, papers: readonly Dated[]): PaperState {
  if (paper.invalidReason !== null) return 'invalid'
  const newer = papers.some((other) => {
    if (other.kind !== paper.kind || other.number <= paper.number) return false
    return paper.listNo === null
      ? other.listNo === null && paper.applicationNos.every((no) => other.applicationNos.includes(no))
      : other.listNo === paper.listNo
  })
  return newer ? 'replaced' : 'valid'
}

const CASES_SHOWN = 3

/** What a paper is of, short: its list, or its first cases and how many there are. */
export function sourceText({ listNo, applicationNos }: Pick<IssuedPaper, 'listNo' | 'applicationNos'>): string {
  if (listNo !== null) return listNo
  const shown = applicationNos.slice(0, CASES_SHOWN).join('、')
  return applicationNos.length > CASES_SHOWN ? `${shown} 等 ${applicationNos.length} 件` : shown
}

/** 「公示2026-1-01」. */
export function paperNo(
  { kind, number }: Pick<IssuedPaper, 'kind' | 'number'>,
  round: { year: number; batch: number },
): string {
  return `${ISSUED_NAMES[kind]}${round.year}-${round.batch}-${String(number).padStart(2, '0')}`
}

/** 公示期 or typed 补正期限 of a paper as a table shows it; empty when it has none. */
export function paperPeriod({ startOn, endOn }: Pick<IssuedPaper, 'startOn' | 'endOn'>): string {
  if (startOn !== null) return `${startOn} 至 ${endOn ?? '未设定'}`
  return endOn === null ? '' : `补正至 ${endOn}`
}
