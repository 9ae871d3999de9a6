import { z } from 'zod'
import type { ActTrail } from '../undo/trail.ts'
import { type Call, core, id, REVIEW } from './call.ts'

/** What was undone or redone, the cases it touched, and what can follow. */
export interface ActStepView {
  label: string
  caseIds: string[]
  trail: ActTrail
}

/** `actId`: any act of the person's own list; another one is never taken in its place. */
const oneAct = z.strictObject({ roundId: id, actId: id })

/** 撤销 and 重做 of the signed-in person's own acts in a round. */
export const actCalls = {
  'act.list': core<ActTrail>()(REVIEW, z.strictObject({ roundId: id })),
  'act.undo': core<ActStepView>()(REVIEW, oneAct),
  'act.redo': core<ActStepView>()(REVIEW, oneAct),
} satisfies Record<string, Call<z.ZodType, unknown>>
