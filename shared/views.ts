/** What the window shows: plain data the core answers with. Personal data is present only where a screen needs it. */
import type { Application, ArticleKey, FactName } from './application.ts'
import type { Allocation, RoundRules } from './cohort/allocation.ts'
import type { IsoDate, IsoInstant } from './date.ts'
import type { Decimal } from './decimal.ts'
import type { AttachmentView, PinView } from './evidence.ts'
import type { ColumnMapping, FieldChange, ImportProblem, PlannedRow, SheetSummary, SheetTop } from './intake/sheet.ts'
import type { Fen } from './money.ts'
import type { ArticleVersion, ParameterInForce } from './policy/article.ts'
import type { FrozenList, NoticeSettings } from './report/frozenList.ts'
import type { Assessment, Outcome } from './review/assessment.ts'
import type { Role } from './roles.ts'
import type { StageAct } from './stages/moves.ts'
import type { Stage } from './stages/stages.ts'
import type { SupplementView } from './stages/supplement.ts'

export interface AccountView {
  id: string
  name: string
  roles: Role[]
  active: boolean
  /** The password was given out by somebody else: nothing but changing it is possible. */
  mustChange: boolean
  createdAt: IsoInstant
}

export interface AccountLine extends AccountView {
  /** False when the person cannot open the encrypted database before the password is given anew. */
  canOpen: boolean
}

export interface SessionView {
  /** False on the first start: the window then asks for the first account. */
  hasAccounts: boolean
  user: AccountView | null
  /** The case database is encrypted; null until it is known. */
  encrypted: boolean | null
  appVersion: string
}

/** A session begun with a new recovery code, shown this once; null where the database is not encrypted. */
export interface FirstSession extends SessionView {
  recoveryCode: string | null
}

/** Who decided what on a case; also the filter pills of the queue. */
export const CASE_STATUSES = ['pending', 'unknown', 'supplement', 'agreed', 'refused', 'out'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]

export const CASE_STATUS_NAMES: Record<CaseStatus, string> = {
  pending: '待审',
  unknown: '待核',
  supplement: '待补正',
  agreed: '拟同意',
  refused: '不予支持',
  out: '退回撤回',
}

export interface RoundView {
  id: string
  year: number
  batch: number
  /** 2026年第1批. */
  name: string
  budgetFen: Fen
  policyOn: IsoDate
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  rules: RoundRules
  demo: boolean
  /** True for the throw-away sample round. */
  sample: boolean
  applications: number
  statusCounts: Record<CaseStatus, number>
  requestedFen: Fen
  /** Sum over 拟同意 cases of the proposed amount. */
  proposedFen: Fen
  /** Valid frozen list, if any. */
  frozenListNo: string | null
  /** A list was frozen, fell, and none is valid now. */
  fallen: boolean
  /** 本批次不再定稿: why, who and when; null while the batch is open. */
  closing: { reason: string; closerName: string; closedAt: IsoInstant } | null
}

/** One line of the queue. */
export interface CaseRow {
  id: string
  applicationNo: string
  applicant: string
  article: ArticleKey | null
  articleNo: string
  industry: string
  projectName: string
  status: CaseStatus
  outcome: Outcome | null
  requestedFen: Fen | null
  /** Machine amount; null when it could not be worked out. */
  computedFen: Fen | null
  /** Proposed amount of an agreed case. */
  proposedFen: Fen | null
  overridden: boolean
  score: Decimal | null
  reviewer: string
  stage: Stage
  /** Who has it; empty and null: nobody. */
  assignee: string
  assigneeId: string | null
  /** 统一社会信用代码 as stated, empty when none. */
  creditCode: string
  /** The facts changed after the last decision. */
  stale: boolean
  /** Sent back after an 异议, 投诉 or 举报 and not decided since; `stale` too. */
  reopened: boolean
}

export const DECISION_KINDS = ['agree', 'refuse', 'hold', 'supplement'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

export interface DecisionView {
  id: string
  kind: DecisionKind
  /** Null unless the kind is agree. */
  amountFen: Fen | null
  computedFen: Fen | null
  overridden: boolean
  opinion: string
  reviewer: string
  decidedAt: IsoInstant
}

export const HISTORY_KINDS = ['import', 'correction', 'decision', 'stage', 'people', 'supplement', 'evidence'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

export interface HistoryEntry {
  at: IsoInstant
  who: string
  kind: HistoryKind
  /** The whole of it as a sentence. */
  text: string
  /** Of a correction: old → new, and why. */
  changes: FieldChange[]
  reason: string
}

export interface CaseView {
  row: CaseRow
  roundId: string
  application: Application
  source: { fileName: string; sheet: string; row: number }
  /** Newest assessment and its id; null before the first assessment. */
  assessment: Assessment | null
  assessmentId: string | null
  decision: DecisionView | null
  /** The stages of its article in order; 补正, 退回 and the like are side exits. */
  stages: Stage[]
  /** How it came to where it stands, oldest first. */
  moves: StageStep[]
  /** What the signed-in person can do to its stage now. */
  acts: StageAct[]
  /** Why the decision cannot be changed now, as a sentence; empty when it can. */
  locked: string
  recusals: RecusalView[]
  /** Oldest first; the last one is open while `closed` is null. */
  supplements: SupplementView[]
  /** That stand, oldest first. */
  attachments: AttachmentView[]
  pins: PinView[]
  /** What the signed-in person typed last and has not decided; null when nothing. */
  draft: DraftView | null
  history: HistoryEntry[]
  article: ArticleView | null
}

/** What a correction would come to, before it is saved. */
export interface CorrectionPlan {
  /** Old → new as they read. */
  changes: FieldChange[]
  before: CorrectionFinding
  after: CorrectionFinding
  /** Application numbers of other cases whose outcome or amount would change too. */
  others: string[]
  /** It was decided before: the decision would have to be looked at again. */
  decided: boolean
}

export interface CorrectionFinding {
  outcome: Outcome | null
  amountFen: Fen | null
}

/** What a reviewer has put into the form of a case and not yet decided. */
export interface DraftContent {
  opinion: string
  /** The outcome chosen while its reason was still missing. */
  chosen: DecisionKind | null
  /** 人工调整 is open; `amountFen` null: no amount yet. */
  adjusting: boolean
  amountFen: Fen | null
}

export interface DraftView extends DraftContent {
  savedAt: IsoInstant
}

/** One move of a case: who brought it where, and when. */
export interface StageStep {
  from: Stage
  to: Stage
  who: string
  at: IsoInstant
}

/** A 回避 that stands. */
export interface RecusalView {
  accountId: string
  name: string
  reason: string
  declaredAt: IsoInstant
}

/** An article as in force in a round, with its old wording beside it. */
export interface ArticleView {
  key: ArticleKey
  title: string
  change: string
  current: ArticleVersion
  /** The version before, or null for a new article. */
  previous: ArticleVersion | null
  parameters: ParameterInForce[]
  hash: string
}

export interface ImportPlanView {
  planId: string
  fileName: string
  sheets: SheetSummary[]
  rows: PlannedRow[]
  created: number
  changed: number
  unchanged: number
  rejected: number
  skipped: number
  problems: ImportProblem[]
  warnings: ImportProblem[]
  /** Why nothing of the file can be imported as things stand; empty when it can. */
  refusal: string
  mapping: ColumnMapping[]
  tops: SheetTop[]
  /** What a person chose otherwise than was guessed, as sentences. */
  choices: string[]
}

/** Allocation with what the waterfall table needs beside each row. */
export interface CohortView {
  allocation: Allocation
  rows: CohortRowView[]
  /** True when a what-if budget was used. */
  trial: boolean
}

export interface CohortRowView {
  id: string
  applicationNo: string
  applicant: string
  articleNo: string
  article: ArticleKey
  industry: string
  score: Decimal | null
  quota: 'in' | 'waiting' | 'tied' | null
  /** Amount after each step, null where a step does not apply: 认定, ×比例/档次, 单项上限, 年度上限, 不超过申报, 应资助. */
  baseFen: Fen | null
  rateFen: Fen | null
  capFen: Fen | null
  annualCapFen: Fen | null
  requestedCapFen: Fen | null
  entitledFen: Fen
  cutFen: Fen
  allocatedFen: Fen
  overridden: boolean
}

export interface FrozenListView {
  id: string
  listNo: string
  hash: string
  frozenAt: IsoInstant
  frozenBy: string
  /** Null while valid; the reason after a later change (已失效). */
  invalidReason: string | null
  grantedCount: number
  allocatedFen: Fen
  content: FrozenList
}

/** A paper as its pages: the same bytes are shown and printed, and written where the paper is a PDF. */
export interface PaperPreview {
  pdf: Uint8Array
  /** The sheets of a workbook and the page (1: the first) each begins on; empty for a paper of one piece. */
  sections: { name: string; page: number }[]
  /** What keeps the paper from being issued as it is. */
  problems: string[]
  warnings: string[]
}

export interface OfficeSettings extends NoticeSettings {}

export interface FactEdit {
  /** A material by its name, after `material:`; it is 有, 无 or not stated. */
  fact: FactName | 'article' | 'industry' | 'projectName' | 'creditCode' | `material:${string}`
  /** As typed; money facts carry their unit: "48万元" or 元. Empty clears the fact. */
  text: string
}
