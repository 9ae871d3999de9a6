import { z } from 'zod'
import type { ArticleKey } from '../application.ts'
import type { SheetKind } from '../report/sheetCode.ts'
import type { Role } from '../roles.ts'
import type { FrozenListView, PaperPreview } from '../views.ts'
import { type Call, CHIEF, core, EXPORT, id, isoDay, OFFICE, token, typed } from './call.ts'

export const PAPER_KINDS = ['summary', 'approval', 'notice', 'correction', 'disbursement', 'payment'] as const
export const paperKind = z.enum(PAPER_KINDS)
export type PaperKind = z.infer<typeof paperKind>
export const PAPER_NAMES: Record<PaperKind, string> = {
  summary: '资助汇总表',
  approval: '审批表',
  notice: '公示',
  correction: '更正公示',
  disbursement: '下达通知',
  payment: '拨付明细表',
}

/** Who may see 拨付明细表, which names bank accounts. */
export const PAYMENT_ROLES: readonly Role[] = ['chief', 'clerk']

export const CASE_PAPER_KINDS = ['review', 'scoring', 'supplement', 'refusal'] as const
export type CasePaperKind = (typeof CASE_PAPER_KINDS)[number]
export const CASE_PAPER_NAMES: Record<CasePaperKind, string> = {
  review: '个案审核表',
  scoring: '评审打分表',
  supplement: '补正告知书',
  refusal: '不予支持告知书',
}

/** Every kind of paper that leaves the house under a number: of a list, of single cases, or of the whole round. */
export type IssuedKind = PaperKind | CasePaperKind | RoundPaperKind
export const ROUND_PAPER_NAMES = { pack: '审定要点', panel: '评审汇总表', archive: '归档包' } as const
export type RoundPaperKind = keyof typeof ROUND_PAPER_NAMES
export const ISSUED_NAMES: Record<IssuedKind, string> = { ...PAPER_NAMES, ...CASE_PAPER_NAMES, ...ROUND_PAPER_NAMES }

export const casePapers = {
  kind: z.enum(CASE_PAPER_KINDS),
  caseIds: z.array(id).min(1, '请先选择申报').max(500, '一次最多500件，请分几次'),
  /** 补正期限; null leaves a line to fill in by hand. */
  dueOn: isoDay.nullable(),
}

/** The case a sheet on paper belongs to, and whether the sheet still shows what is on file. */
export interface SheetMatch {
  roundId: string
  caseId: string
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  kind: SheetKind
  current: boolean
  /** One sentence on the version, for the person who types the sheet in. */
  sentence: string
}

/** Frozen lists and papers. */
export const paperCalls = {
  'list.freeze': core<FrozenListView>()(CHIEF, z.strictObject({ roundId: id })),
  'list.all': core<FrozenListView[]>()(OFFICE, z.strictObject({ roundId: id })),
  /** `listId` null previews the round as it stands, marked 试算. */
  'paper.preview': core<PaperPreview>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind }),
  ),
  'paper.export': core<{ warnings: string[] }>()(
    EXPORT,
    z.strictObject({ roundId: id, listId: id.nullable(), kind: paperKind, saveToken: token }),
  ),
  /** Papers of single cases, all in one PDF in the order named. */
  'paper.previewCase': core<PaperPreview>()(EXPORT, z.strictObject(casePapers)),
  /** Finds the case of a sheet by its 核对码, scanned or typed. */
  'paper.findSheet': core<SheetMatch>()(OFFICE, z.strictObject({ code: typed(120, '核对码过长') })),
  'paper.exportCase': core<{ warnings: string[] }>()(EXPORT, z.strictObject({ ...casePapers, saveToken: token })),
} satisfies Record<string, Call<z.ZodType, unknown>>
