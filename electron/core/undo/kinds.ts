import { assignUndo } from './assign.ts'
import { correctUndo } from './correct.ts'
import { decideUndo } from './decide.ts'
import { attachmentUndo, attachmentWithdrawalUndo, pinUndo } from './evidence.ts'
import type { Undoable } from './kind.ts'
import { stageUndo } from './stage.ts'
import { supplementUndo } from './supplement.ts'

/** Every kind of act that can be undone, by the name kept with the act. Never: 定稿, 公示, exports, accounts, parameters. */
export const UNDO_KINDS: Readonly<Record<string, Undoable>> = {
  decide: decideUndo,
  correct: correctUndo,
  assign: assignUndo,
  stage: stageUndo,
  supplement: supplementUndo,
  attachment: attachmentUndo,
  'attachment-withdrawal': attachmentWithdrawalUndo,
  pin: pinUndo,
}
