import type { IsoDate, IsoInstant } from '../shared/date.ts'

/** Rows of the exchange with other computers. As db/tables.ts. */
export type ExchangeTables = {
  dispatch: {
    round_id: string
    number: number
    sha256: string
    cases_json: string
    people_json: string
    heads_json: string
    rules_hash: string
    /** Hex. */
    return_key: string
    due_on: IsoDate | null
    made_by: string
    maker_name: string
    made_at: IsoInstant
  }
  package_merge: {
    dispatch_id: string
    workspace: string
    public_key: string
    sha256: string
    person_id: string
    person_name: string
    returned_at: IsoInstant
    chain_entries: number
    chain_head: string
    added_json: string
    held: number
    merged_by: string
    merger_name: string
    merged_at: IsoInstant
  }
  held_record: {
    merge_id: string
    application_id: string
    workspace: string
    table_name: string
    record_id: string
    row_json: string
    causes_json: string
  }
  contest_ruling: {
    application_id: string
    chosen: string
    held_seq: number
    reason: string
    ruled_by: string
    ruler_name: string
    ruled_at: IsoInstant
  }
  merge_undo: { merge_id: string; reason: string; undone_by: string; undoer_name: string; undone_at: IsoInstant }
}
