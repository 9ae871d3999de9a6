/**
 * The rows of the case database, one type per table, columns as in db/schema.sql. Money is integer 分, flags are 0/1,
 * days are "YYYY-MM-DD", moments UTC ISO. `…_json` columns hold JSON text.
 */
import type { ArticleKey } from '../shared/application.ts'
import type { IssuedKind } from '../shared/contract/papers.ts'
import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { Decimal } from '../shared/decimal.ts'
import type { Fen } from '../shared/money.ts'
import type { Effect, ObjectionKind, ObjectionOutcome, Signed } from '../shared/objections/objection.ts'
import type { ReferenceKind } from '../shared/reference/reference.ts'
import type { Outcome } from '../shared/review/assessment.ts'
import type { DecisionKind } from '../shared/views.ts'
import type { CaseWorkTables } from './caseWorkTables.ts'
import type { ExchangeTables } from './exchangeTables.ts'

export type SqlValue = string | number | null
export type Flag = 0 | 1

type WorkTables = CaseWorkTables & ExchangeTables

export type Tables = WorkTables & {
  meta: { key: string; value: string }
  setting: { key: string; value_json: string }
  account: {
    name: string
    roles_json: string
    password_hash: string
    active: Flag
    failed_tries: number
    locked_until: IsoInstant | null
    /** 1: to be changed at the next sign-in; null in a row older than format 5. */
    must_change: Flag | null
    created_at: IsoInstant
    created_by: string
  }
  round: {
    year: number
    batch: number
    budget_fen: Fen
    policy_on: IsoDate
    window_from: IsoDate | null
    window_to: IsoDate | null
    rules_json: string
    demo: Flag
    sample: Flag
    /** When a sample round was thrown away. */
    discarded_at: IsoInstant | null
    created_at: IsoInstant
    created_by: string
  }
  applicant: { credit_code: string; name: string; name_key: string; natural_person: Flag }
  source_file: { sha256: string; file_name: string; imported_at: IsoInstant; imported_by: string }
  application: {
    round_id: string
    applicant_id: string
    application_no: string
    /** As this application writes it; `applicant` only groups spellings. */
    applicant_name: string
    article: ArticleKey | null
    article_text: string
    industry: string
    project_name: string
    requested_fen: Fen | null
    /** Copied from the facts so that lists need not open them. */
    score: Decimal | null
    facts_json: string
    source_file_id: string
    sheet: string
    row: number
    revision: number
    updated_at: IsoInstant
  }
  /** `provided` null: stated once, no longer stated. */
  material: { application_id: string; name: string; provided: Flag | null }
  application_change: {
    application_id: string
    revision: number
    changes_json: string
    reason: string
    changed_by: string
    changed_at: IsoInstant
  }
  /** `key`: the article, or the instrument whose common conditions and industries every article shares. */
  article_text: { hash: string; key: ArticleKey | 'instrument'; text_json: string }
  parameter_version: {
    key: string
    value_json: string
    basis: string
    effective_from: IsoDate
    origin: 'bureau' | 'demo'
    entered_by: string
    entered_at: IsoInstant
  }
  round_parameter: { round_id: string; key: string; parameter_version_id: string; used_from: IsoInstant }
  assessment: {
    application_id: string
    revision: number
    article_hash: string
    outcome: Outcome
    amount_fen: Fen | null
    result_json: string
    inputs_json: string
    assessed_at: IsoInstant
    /** SHA-256 of essenceOf; null in a row older than format 2. */
    essence: string | null
  }
  decision: {
    application_id: string
    assessment_id: string
    kind: DecisionKind
    amount_fen: Fen | null
    computed_fen: Fen | null
    overridden: Flag
    opinion: string
    /** Account id, or 命令行. */
    decided_by: string
    decider_name: string
    decided_at: IsoInstant
  }
  stage_move: {
    application_id: string
    from_stage: string
    to_stage: string
    moved_by: string
    mover_name: string
    moved_at: IsoInstant
    reason: string
  }
  tie_ruling: {
    round_id: string
    article: ArticleKey
    industry: string
    application_nos_json: string
    reason: string
    /** Null in a row older than the step that added it. */
    tied_nos_json: string | null
    ruled_by: string
    ruled_at: IsoInstant
  }
  frozen_list: {
    round_id: string
    list_no: string
    hash: string
    content_json: string
    frozen_at: IsoInstant
    frozen_by: string
  }
  allocation: {
    frozen_list_id: string
    application_id: string
    quota: 'in' | 'waiting' | 'tied' | null
    entitled_fen: Fen
    allocated_fen: Fen
  }
  list_invalidation: { frozen_list_id: string; reason: string; invalidated_at: IsoInstant; invalidated_by: string }
  round_parameter_end: { round_parameter_id: string; reason: string; ended_by: string; ended_at: IsoInstant }
  reference_list: {
    kind: ReferenceKind
    source: string
    /** The list's own date, when it has one. */
    as_of: IsoDate | null
    sha256: string
    file_name: string
    imported_by: string
    imported_at: IsoInstant
  }
  reference_entry: {
    list_id: string
    sheet: string
    row: number
    name: string
    name_key: string
    credit_code: string
    facts_json: string
  }
  reference_withdrawal: { list_id: string; reason: string; withdrawn_by: string; withdrawn_at: IsoInstant }
  matter_ruling: {
    application_id: string
    /** "application:<id>" or "entry:<id>". */
    other_key: string
    ruling: 'same' | 'different'
    reason: string
    ruled_by: string
    ruler_name: string
    /** SHA-256 over both sides as they stood; null in a row older than format 4. */
    seen: string | null
    ruled_at: IsoInstant
  }
  restriction_lift: {
    application_id: string
    entry_ids_json: string
    reason: string
    lifted_by: string
    lifter_name: string
    lifted_at: IsoInstant
  }
  scoring_scheme: {
    round_id: string
    article: ArticleKey
    scheme_json: string
    basis: string
    set_by: string
    set_at: IsoInstant
  }
  scoring_panel: { round_id: string; article: ArticleKey; experts_json: string; set_by: string; set_at: IsoInstant }
  expert_score: {
    application_id: string
    scheme_id: string
    expert_id: string
    expert_name: string
    kind: 'score' | 'abstain'
    scores_json: string
    comment: string
    reason: string
    entered_by: string
    entered_at: IsoInstant
  }
  issued_paper: {
    round_id: string
    /** Null for a paper of single cases, which `cases_json` names. */
    frozen_list_id: string | null
    kind: IssuedKind
    number: number
    sha256: string
    file_name: string
    signed_on: IsoDate | null
    start_on: IsoDate | null
    end_on: IsoDate | null
    cases_json: string | null
    /** Head of the audit chain printed on the paper; null in a row older than format 5. */
    audit_head: string | null
    issued_by: string
    issuer_name: string
    issued_at: IsoInstant
  }
  objection: {
    round_id: string
    number: number
    application_id: string | null
    kind: ObjectionKind
    person: string
    signed: Signed
    received_on: IsoDate
    received_how: string
    subject: string
    due_days: number | null
    due_on: IsoDate | null
    entered_by: string
    enterer_name: string
    entered_at: IsoInstant
  }
  objection_step: {
    objection_id: string
    outcome: ObjectionOutcome | null
    effect: Effect
    happened_on: IsoDate
    words: string
    done_by: string
    doer_name: string
    done_at: IsoInstant
  }
  round_closing: { round_id: string; reason: string; closed_by: string; closer_name: string; closed_at: IsoInstant }
}
export type TableName = keyof Tables

/** Rows that are never changed: a correction is a new row. They carry `seq`, their order of writing. */
export const APPEND_ONLY_TABLES = [
  'source_file',
  'application_change',
  'article_text',
  'parameter_version',
  'round_parameter',
  'assessment',
  'decision',
  'stage_move',
  'tie_ruling',
  'frozen_list',
  'allocation',
  'list_invalidation',
  'round_parameter_end',
  'reference_list',
  'reference_entry',
  'reference_withdrawal',
  'matter_ruling',
  'restriction_lift',
  'scoring_scheme',
  'scoring_panel',
  'expert_score',
  'issued_paper',
  'objection',
  'objection_step',
  'attachment',
  'attachment_withdrawal',
  'page_pin',
  'assignment',
  'recusal',
  'recusal_lift',
  'supplement_request',
  'supplement_close',
  'decision_withdrawal',
  'act',
  'act_step',
  'event_filing',
  'event_filing_step',
  'round_closing',
  'dispatch',
  'package_merge',
  'held_record',
  'contest_ruling',
  'merge_undo',
] as const satisfies readonly TableName[]
export type AppendOnlyTable = (typeof APPEND_ONLY_TABLES)[number]

/** Rows that hold the present state; every change is audited and re-sealed. */
export const MUTABLE_TABLES = [
  'meta',
  'setting',
  'account',
  'round',
  'applicant',
  'application',
  'material',
] as const satisfies readonly Exclude<TableName, AppendOnlyTable>[]
export type MutableTable = (typeof MUTABLE_TABLES)[number]

/** Every table whose rows are counted and summed in `seal`, in name order. */
export const SEALED_TABLES: readonly TableName[] = [...APPEND_ONLY_TABLES, ...MUTABLE_TABLES].sort()
