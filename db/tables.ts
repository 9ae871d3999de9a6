/**
 * The rows of the case database, one type per table, columns as in db/schema.sql. Money is integer 分, flags are 0/1,
 * days are "YYYY-MM-DD", moments UTC ISO. `…_json` columns hold JSON text.
 */
import type { ArticleKey } from '../shared/application.ts'
import type { PaperKind } from '../shared/contract/papers.ts'
import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { Decimal } from '../shared/decimal.ts'
import type { Media } from '../shared/evidence.ts'
import type { Fen } from '../shared/money.ts'
import type { Effect, ObjectionKind, ObjectionOutcome, Signed } from '../shared/objections/objection.ts'
import type { ReferenceKind } from '../shared/reference/reference.ts'
import type { Outcome } from '../shared/review/assessment.ts'
import type { SupplementOutcome } from '../shared/stages/supplement.ts'
import type { DecisionKind } from '../shared/views.ts'

export type SqlValue = string | number | null
export type Flag = 0 | 1

export type Tables = {
  meta: { key: string; value: string }
  setting: { key: string; value_json: string }
  account: {
    name: string
    roles_json: string
    password_hash: string
    active: Flag
    failed_tries: number
    locked_until: IsoInstant | null
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
    frozen_list_id: string
    kind: PaperKind
    number: number
    sha256: string
    file_name: string
    signed_on: IsoDate | null
    start_on: IsoDate | null
    end_on: IsoDate | null
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
  attachment: {
    application_id: string
    /** Empty for what belongs to no single material. */
    material: string
    file_name: string
    media: Media
    sha256: string
    bytes: number
    added_by: string
    adder_name: string
    added_at: IsoInstant
  }
  attachment_withdrawal: { attachment_id: string; reason: string; withdrawn_by: string; withdrawn_at: IsoInstant }
  page_pin: {
    application_id: string
    /** Key of the condition in the assessment. */
    condition: string
    attachment_id: string | null
    page: number | null
    pinned_by: string
    pinned_at: IsoInstant
  }
  assignment: { application_id: string; account_id: string | null; assigned_by: string; assigned_at: IsoInstant }
  recusal: {
    application_id: string
    account_id: string
    reason: string
    declared_by: string
    declared_at: IsoInstant
  }
  recusal_lift: { recusal_id: string; reason: string; lifted_by: string; lifted_at: IsoInstant }
  supplement_request: {
    application_id: string
    items_json: string
    told_on: IsoDate
    /** Working days. */
    due_days: number
    due_on: IsoDate
    again_reason: string
    requested_by: string
    requester_name: string
    requested_at: IsoInstant
  }
  supplement_close: {
    request_id: string
    outcome: SupplementOutcome
    received_on: IsoDate | null
    words: string
    closed_by: string
    closer_name: string
    closed_at: IsoInstant
  }
  decision_withdrawal: { decision_id: string; reason: string; withdrawn_by: string; withdrawn_at: IsoInstant }
  act: {
    round_id: string | null
    application_id: string | null
    kind: string
    label: string
    payload_json: string
    done_by: string
    done_at: IsoInstant
  }
  act_step: { act_id: string; step: 'undone' | 'redone'; payload_json: string; stepped_at: IsoInstant }
  event_filing: {
    year: number
    number: number
    organiser: string
    organiser_key: string
    credit_code: string
    event_name: string
    event_kind: '大赛' | '展会'
    industry: string
    place: string
    starts_on: IsoDate
    ends_on: IsoDate
    filed_on: IsoDate
    contact: string
    note: string
    entered_by: string
    enterer_name: string
    entered_at: IsoInstant
  }
  event_filing_step: {
    filing_id: string
    kind: 'follow-up' | 'audit' | 'correction' | 'link' | 'cancelled'
    application_id: string | null
    happened_on: IsoDate
    words: string
    changes_json: string
    done_by: string
    doer_name: string
    done_at: IsoInstant
  }
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

/** What a person calls a row of the table. */
export const TABLE_NAMES: Record<TableName, string> = {
  meta: '文件信息',
  setting: '设置',
  account: '账号',
  round: '资助批次',
  applicant: '申报单位',
  source_file: '导入文件',
  application: '申报',
  material: '材料',
  application_change: '更正记录',
  article_text: '条款文本',
  parameter_version: '参数版本',
  round_parameter: '批次参数',
  assessment: '机审结论',
  decision: '拟定意见',
  stage_move: '环节流转',
  tie_ruling: '并列裁定',
  frozen_list: '定稿名单',
  allocation: '资金分配',
  list_invalidation: '名单失效记录',
  round_parameter_end: '批次参数停用',
  reference_list: '外来名单',
  reference_entry: '外来名单条目',
  reference_withdrawal: '外来名单撤回',
  matter_ruling: '同一事项认定',
  restriction_lift: '限制解除',
  scoring_scheme: '评审办法',
  scoring_panel: '评审专家组',
  expert_score: '专家评分',
  issued_paper: '已出文书',
  objection: '异议登记',
  objection_step: '异议办理',
  attachment: '附件',
  attachment_withdrawal: '附件撤下',
  page_pin: '附件页码标注',
  assignment: '派件',
  recusal: '回避',
  recusal_lift: '回避解除',
  supplement_request: '补正告知',
  supplement_close: '补正办结',
  decision_withdrawal: '意见撤回',
  act: '可撤销操作',
  act_step: '撤销与重做',
  event_filing: '活动报备',
  event_filing_step: '报备跟踪',
}
