import { create } from 'zustand'
import type { SheetMatch } from '../shared/contract/papers.ts'
import { openBoard, showCase } from './board.ts'
import { call, sentence } from './client.ts'
import { noteTrouble, openPage, openRound } from './workspace.ts'

/** The 打分表 that was scanned and is about to be typed in; taken once, by the screen that opens it. */
export const useSheet = create<{ match: SheetMatch | null }>()(() => ({ match: null }))

/**
 * Goes where the sheet with this 核对码 belongs: a 打分表 opens for typing in, a 审核表 opens its case. A sheet of an older
 * version opens too, and the window says so.
 */
export async function openSheet(code: string): Promise<void> {
  try {
    const match = await call('paper.findSheet', { code })
    openRound(match.roundId)
    if (match.kind === 'scoring' && match.article !== null) {
      useSheet.setState({ match })
      openPage('scoring')
      return
    }
    openPage('review')
    await openBoard(match.roundId)
    showCase(match.caseId)
    noteTrouble(match.current ? '' : `${match.applicationNo}：${match.sentence}`)
  } catch (error) {
    noteTrouble(sentence(error))
  }
}
