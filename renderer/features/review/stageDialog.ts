import { create } from 'zustand'
import type { CaseView, RecusalView } from '../../../shared/views.ts'

/** The dialog in front of the open case. */
type StageDialog =
  | { dialog: 'none' | 'supplement' | 'close' | 'letter' | 'recuse' }
  | { dialog: 'lift'; recusal: RecusalView }

export const useStageDialog = create<StageDialog>()(() => ({ dialog: 'none' }))

export function openStageDialog(open: StageDialog): void {
  useStageDialog.setState(open, true)
}

/** Why no 补正 can be told now, as a sentence; empty when it can. */
export function noSupplement({ locked, assessmentId, supplements }: CaseView): string {
  if (locked !== '') return locked
  if (assessmentId === null) return '本件还没有机审结论，请先到“批次”重新测算。'
  return supplements.at(-1)?.closed === null ? '已有未办结的补正，请先“办结补正”。' : ''
}
