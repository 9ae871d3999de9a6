import { PAPER_NAMES, type PaperKind } from '../contract/papers.ts'
import type { IsoDate, IsoInstant } from '../date.ts'

/** An official paper as it left the program. */
export interface IssuedPaper {
  id: string
  kind: PaperKind
  /** Running number by round and kind, from 1. */
  number: number
  listNo: string
  /** SHA-256 of the file's bytes. */
  sha256: string
  fileName: string
  signedOn: IsoDate | null
  startOn: IsoDate | null
  endOn: IsoDate | null
  issuerName: string
  issuedAt: IsoInstant
  /** Why the paper's list is no longer valid; null while it is. */
  invalidReason: string | null
}

/** `replaced`: a newer paper of the same kind was issued of the same list, which is still valid. */
export type PaperState = 'valid' | 'replaced' | 'invalid'
export const PAPER_STATE_NAMES: Record<PaperState, string> = { valid: '有效', replaced: '已重出', invalid: '已失效' }

type Dated = Pick<IssuedPaper, 'kind' | 'number' | 'listNo' | 'invalidReason'>

export function paperState(paper: Dated, papers: readonly Dated[]): PaperState {
  if (paper.invalidReason !== null) return 'invalid'
  const newer = papers.some((other) => {
    return other.kind === paper.kind && other.listNo === paper.listNo && other.number > paper.number
  })
  return newer ? 'replaced' : 'valid'
}

/** 「公示2026-1-01」. */
export function paperNo(
  { kind, number }: Pick<IssuedPaper, 'kind' | 'number'>,
  round: { year: number; batch: number },
): string {
  return `${PAPER_NAMES[kind]}${round.year}-${round.batch}-${String(number).padStart(2, '0')}`
}
