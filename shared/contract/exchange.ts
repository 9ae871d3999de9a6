import { z } from 'zod'
import type {
  ContestedCase,
  DispatchLine,
  DispatchMade,
  DispatchPlan,
  MergeDone,
  MergeLine,
  PackageHead,
  ReturnInspection,
  ReturnMade,
  WorkspaceOpened,
  Workspaces,
  WorkspaceTask,
} from '../exchange/views.ts'
import { articleKey, type Call, CHIEF, core, id, isoDay, nothing, OFFICE, text, token, typed } from './call.ts'

const personName = typed(40, '姓名过长').trim().min(1, '请填写姓名')
/** Opens a package on the other computer; told apart from the file, by telephone or on paper. */
const passphrase = z.string().min(10, '口令至少 10 位').max(200, '口令过长')
const reason = text.trim().min(1, '请写明理由')

/** Which cases of a round go out: every filter that is set must hold; `applicationIds` null is every case. */
const choice = z.strictObject({
  roundId: id,
  articles: z.array(articleKey).max(20),
  industries: z.array(z.string().max(40)).max(20),
  assigneeId: id.nullable(),
  applicationIds: z.array(id).max(100_000).nullable(),
})

const dispatched = z.strictObject({
  roundId: id,
  applicationIds: z.array(id).min(1, '请至少选择一件申报').max(100_000),
  accountIds: z.array(id).min(1, '请至少选择一人').max(50),
  dueOn: isoDay.nullable(),
  passphrase,
})

export type DispatchChoice = z.infer<typeof choice>
export type DispatchInput = z.infer<typeof dispatched>

/** 派发包 and 回收包: cases go to another computer in one file, and what was done there comes back in another. */
export const exchangeCalls = {
  /** What the choice holds, and who could get it; nothing is written. */
  'exchange.dispatchPlan': core<DispatchPlan>()(CHIEF, choice),
  /** Writes a 派发包 to a file chosen in the save dialog (kind lgpkg). */
  'exchange.dispatch': core<DispatchMade>()(CHIEF, dispatched.extend({ file: token })),
  'exchange.dispatches': core<DispatchLine[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** Step 1 and 2 of a merge: what the chosen file is and what it would do. Nothing is written. */
  'exchange.inspect': core<ReturnInspection>()(CHIEF, z.strictObject({ file: token })),
  /** Applies the very package that was shown. A backup is made first. */
  'exchange.merge': core<MergeDone>()(CHIEF, z.strictObject({ planId: id })),
  'exchange.merges': core<MergeLine[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** Takes back what a merge added, as new records; refused when somebody went on from there. */
  'exchange.undoMerge': core<MergeLine[]>()(CHIEF, z.strictObject({ mergeId: id, reason })),
  /** Cases with work of two sides, open and ruled, open ones first. */
  'exchange.contested': core<ContestedCase[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** `chosen`: 'current' keeps what stands, else the `sideId` of a waiting side. Answers the list anew. */
  'exchange.rule': core<ContestedCase[]>()(CHIEF, z.strictObject({ applicationId: id, chosen: id, reason })),

  /** On the other computer. What a chosen file says of itself without its passphrase. */
  'exchange.peek': core<PackageHead>()('anyone', z.strictObject({ file: token })),
  /**
   * Makes a workspace of its own from a 派发包 for one of the people named in it, with the password they have at the
   * office. Nobody is signed in by it; `exchange.enter` goes there.
   */
  'exchange.open': core<WorkspaceOpened>()(
    'anyone',
    z.strictObject({ file: token, passphrase: z.string().max(200), name: personName, password: z.string().max(200) }),
  ),
  /** The workspaces on this computer, and which one the window is in now. */
  'exchange.workspaces': core<Workspaces>()('anyone', nothing),
  /** Signs out and goes to a workspace; null goes back to the office's own database. */
  'exchange.enter': core<Workspaces>()('anyone', z.strictObject({ workspaceId: z.uuid().nullable() })),
  /** What is to be done in this workspace; null in the office's own database. */
  'exchange.task': core<WorkspaceTask | null>()('signed-in', nothing),
  /** Writes a 回收包 to a file chosen in the save dialog; only in a workspace. */
  'exchange.return': core<ReturnMade>()('signed-in', z.strictObject({ file: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
