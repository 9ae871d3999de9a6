import { z } from 'zod'
import { PUBLIC_FIELDS, type PublicField } from '../report/noticeTemplate.ts'
import type { PersonalKind } from '../report/privacy.ts'
import { type Call, core, EXPORT, id, text } from './call.ts'
import { paperKind } from './papers.ts'

/** A place at which the privacy gate stops a public paper. What was found is shown masked only. */
export interface PaperLeak {
  place: string
  page: number | null
  found: { kind: PersonalKind; masked: string }[]
  proposal: string
  /** A cell of the 附表, whose masked words can be taken as proposed; running text is rewritten where it was entered. */
  cell: boolean
}

/** A cell of the public papers of a round that prints agreed words; `printedAs`: the newest. */
export interface AgreedMask {
  applicationNo: string
  field: PublicField
  printedAs: string
}

const paper = { roundId: id, listId: id.nullable(), kind: paperKind }

/** What keeps personal data off the public papers, place by place. */
export const maskCalls = {
  /** None for a paper that passes, and for papers that are not public. */
  'paper.leaks': core<PaperLeak[]>()(EXPORT, z.strictObject(paper)),
  /** 采用遮盖文字 at one place, as shown; answers what still stops the paper. */
  'paper.acceptMask': core<PaperLeak[]>()(
    ['chief', 'clerk'],
    z.strictObject({ ...paper, place: text, proposal: text }),
  ),
  /** The cells of the round's public papers that print agreed words. */
  'paper.masks': core<AgreedMask[]>()(EXPORT, z.strictObject({ roundId: id })),
  /** 收回遮盖文字 of one cell; answers what is still agreed. */
  'paper.dropMask': core<AgreedMask[]>()(
    ['chief', 'clerk'],
    z.strictObject({ roundId: id, applicationNo: text, field: z.enum(PUBLIC_FIELDS) }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
