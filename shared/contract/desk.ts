import { z } from 'zod'
import type { Approval } from '../desk/approval.ts'
import type { AttentionRow } from '../desk/attention.ts'
import type { Figures } from '../desk/figures.ts'
import type { MeetingCase, MeetingPlace } from '../desk/meeting.ts'
import type { YearOverYear } from '../desk/yearOverYear.ts'
import type { PaperPreview } from '../views.ts'
import { type Call, core, EXPORT, id, OFFICE, token } from './call.ts'

/** Figures of the round as it stands. */
export interface DeskFigures {
  figures: Figures
  years: YearOverYear
}

const round = { roundId: id }
/** `listId` null: the round as it stands, marked 试算. */
const pack = { roundId: id, listId: id.nullable() }

/** 统筹 as the chief's desk. */
export const deskCalls = {
  /** Everything to look at before approving, the gravest first. */
  'desk.attention': core<AttentionRow[]>()(OFFICE, z.strictObject(round)),
  'desk.figures': core<DeskFigures>()(OFFICE, z.strictObject(round)),
  /** What a freeze would fix, and what stands in its way for the signed-in person. */
  'desk.approval': core<Approval>()(OFFICE, z.strictObject(round)),
  /** The cases in meeting order, without personal data. */
  'desk.meeting': core<MeetingPlace[]>()(OFFICE, z.strictObject(round)),
  /** One of them as the room sees it, every text without personal data. */
  'desk.meetingCase': core<MeetingCase>()(OFFICE, z.strictObject({ ...round, caseId: id })),
  'desk.previewPack': core<PaperPreview>()(EXPORT, z.strictObject(pack)),
  'desk.exportPack': core<{ warnings: string[] }>()(EXPORT, z.strictObject({ ...pack, saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
