import { createHash } from 'node:crypto'
import { readSetting } from '../../db/settings.ts'
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

/** What was agreed for the papers of the list's round. */
export function masksOf(ws: Workspace, { round }: FrozenList): MaskOf {
  const masks = paperMasks(ws).filter(({ round: { year, batch } }) => year === round.year && batch === round.batch)
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
