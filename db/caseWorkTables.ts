import type { IsoDate, IsoInstant } from '../shared/date.ts'
import type { Media } from '../shared/evidence.ts'
import type { SupplementOutcome } from '../shared/stages/supplement.ts'

/** Rows of the work on a case and around it: evidence, people, 补正, undo, 报备. As db/tables.ts. */
export type CaseWorkTables = {
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
