import { z } from 'zod'
import { FILED_KINDS, type Filing } from '../filings/filing.ts'
import type { FilingDifference } from '../filings/matching.ts'
import type { ApplyWindow } from '../filings/progress.ts'
import { type Call, core, EXPORT, id, isoDay, OFFICE, REVIEW, text, token, typed } from './call.ts'

/** A case an entry belongs to or may belong to. */
export interface FilingCase {
  applicationId: string
  applicationNo: string
  applicant: string
  eventName: string
}

/** An entry as screens show it: `contact` is masked, here and inside the steps. */
export interface FilingView extends Filing {
  linked: FilingCase | null
  /** Cases of the open round it may belong to, while it is linked to none. */
  suggested: FilingCase[]
  /** Linked to a case, or a case of the open round looks like it. */
  applied: boolean
}

export interface FilingBook {
  /** Newest number first. */
  filings: FilingView[]
  window: ApplyWindow | null
}

/** The register beside one case. */
export interface FilingOfCase {
  /** False for articles that need no 报备. */
  asked: boolean
  linked: FilingView | null
  differences: FilingDifference[]
  suggested: FilingView[]
}

const line = (most: number) => typed(most).trim()
const facts = z.strictObject({
  organiser: line(200).min(1, '请填写主办单位'),
  creditCode: line(30),
  eventName: line(200).min(1, '请填写活动名称'),
  eventKind: z.enum(FILED_KINDS),
  industry: line(50),
  place: line(200),
  startsOn: isoDay,
  endsOn: isoDay,
  filedOn: isoDay,
  contact: line(200),
  note: text,
})
const reason = text.refine((words) => words.trim() !== '', '请写明理由')
const filingId = id

/** 报备登记: 事前报备—事中跟踪—事后审核. */
export const filingCalls = {
  /** roundId null: no round is open, so nothing is matched. */
  'filing.list': core<FilingBook>()(OFFICE, z.strictObject({ roundId: id.nullable() })),
  'filing.add': core<FilingView>()(REVIEW, facts),
  /** A 事中跟踪 on a day to come is a plan; 事后审核 never is. */
  'filing.step': core<FilingView>()(
    REVIEW,
    z.strictObject({ filingId, kind: z.enum(['follow-up', 'audit']), happenedOn: isoDay, words: text }),
  ),
  'filing.correct': core<FilingView>()(REVIEW, z.strictObject({ filingId, changes: facts.partial(), reason })),
  'filing.cancel': core<FilingView>()(REVIEW, z.strictObject({ filingId, reason })),
  'filing.link': core<FilingView>()(REVIEW, z.strictObject({ filingId, applicationId: id, words: text })),
  'filing.unlink': core<FilingView>()(REVIEW, z.strictObject({ filingId, reason })),
  /** The contact in full; each look is logged. */
  'filing.contact': core<{ contact: string }>()(REVIEW, z.strictObject({ filingId })),
  'filing.ofCase': core<FilingOfCase>()(OFFICE, z.strictObject({ applicationId: id })),
  /** Without contacts. */
  'filing.export': core<{ filings: number }>()(
    EXPORT,
    z.strictObject({ year: z.number().int().nullable(), saveToken: token }),
  ),
} satisfies Record<string, Call<z.ZodType, unknown>>
