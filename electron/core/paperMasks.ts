import { createHash } from 'node:crypto'
import { readSetting } from '../../db/settings.ts'
import type { AgreedMask } from '../../shared/contract/masks.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import type { MaskOf } from '../../shared/report/maskedCells.ts'
import type { PublicField } from '../../shared/report/noticeTemplate.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key: what was agreed to be printed masked on the public papers. It travels with the backup. */
export const PAPER_MASKS = 'paperMasks'

/** Holds for one wording of a cell: when the application says something else, it is asked for again. */
export interface PaperMask {
  /** Of the round: numbers of applications repeat from one to the next. */
  round: { year: number; batch: number }
  applicationNo: string
  field: PublicField
  textSha256: string
  masked: string
}

export function paperMasks(ws: Workspace): PaperMask[] {
  return readSetting<PaperMask[]>(ws.db, PAPER_MASKS) ?? []
}

/** The cells of a round that print agreed words, each with its newest, in the order they were agreed. */
export function agreedCells(ws: Workspace, round: PaperMask['round']): AgreedMask[] {
  const cells = new Map<string, AgreedMask>()
  for (const mask of paperMasks(ws)) {
    const { applicationNo, field, masked } = mask
    if (ofRound(mask, round)) cells.set(`${applicationNo} ${field}`, { applicationNo, field, printedAs: masked })
  }
  return [...cells.values()]
}

export function ofRound(mask: PaperMask, { year, batch }: PaperMask['round']): boolean {
  return mask.round.year === year && mask.round.batch === batch
}

/** What was agreed for the papers of the list's round. */
export function masksOf(ws: Workspace, { round }: FrozenList): MaskOf {
  const masks = paperMasks(ws).filter((mask) => ofRound(mask, round))
  return (applicationNo, field, text) => {
    const own = masks.filter((mask) => mask.applicationNo === applicationNo && mask.field === field)
    if (own.length === 0) return null
    const sha = maskedTextSha(text)
    return own.find(({ textSha256 }) => textSha256 === sha)?.masked ?? null
  }
}

export function maskedTextSha(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
