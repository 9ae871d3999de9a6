import { normaliseName } from '../shared/applicantName.ts'
import type { IsoInstant } from '../shared/date.ts'
import { type Filing, type FilingFacts, type FilingStep, withCorrections } from '../shared/filings/filing.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { TAKEN_BACK } from './merges.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

const COLUMNS = `f.id, f.year, f.number, f.organiser, f.credit_code AS creditCode, f.event_name AS eventName,
  f.event_kind AS eventKind, f.industry, f.place, f.starts_on AS startsOn, f.ends_on AS endsOn, f.filed_on AS filedOn,
  f.contact, f.note, f.enterer_name AS entererName, f.entered_at AS enteredAt`

type Head = FilingFacts & { id: string; year: number; number: number; entererName: string; enteredAt: IsoInstant }
type StepRow = Omit<FilingStep, 'changes'> & { filingId: string; changes: string }

/** Without those of a merge that was taken back. */
const STEPS = `SELECT filing_id AS filingId, kind, application_id AS applicationId, happened_on AS happenedOn, words,
  changes_json AS changes, doer_name AS doerName, done_at AS doneAt
  FROM event_filing_step WHERE id NOT IN ${TAKEN_BACK('event_filing_step')}`

/** Every entry with its corrections applied, newest number first. */
export function listFilings(db: ReadableDb): Filing[] {
  const steps = Map.groupBy(all<StepRow>(db, `${STEPS} ORDER BY seq`), ({ filingId }) => filingId)
  const heads = all<Head>(db, `SELECT ${COLUMNS} FROM event_filing f ORDER BY f.year DESC, f.number DESC`)
  return heads.map((head) => toFiling(head, steps.get(head.id) ?? []))
}

export function filingById(db: ReadableDb, id: string): Filing | null {
  const head = one<Head>(db, `SELECT ${COLUMNS} FROM event_filing f WHERE f.id = ?`, id)
  return head === null ? null : toFiling(head, all<StepRow>(db, `${STEPS} AND filing_id = ? ORDER BY seq`, id))
}

/** Registers an event under the next number of `year` and answers its id. */
export function addFiling(tx: Tx, year: number, facts: FilingFacts): string {
  const sql = 'SELECT coalesce(max(number), 0) + 1 AS next FROM event_filing WHERE year = ?'
  return tx.insert('event_filing', {
    year,
    number: one<{ next: number }>(tx.db, sql, year)?.next ?? 1,
    organiser: facts.organiser,
    organiser_key: normaliseName(facts.organiser),
    credit_code: facts.creditCode,
    event_name: facts.eventName,
    event_kind: facts.eventKind,
    industry: facts.industry,
    place: facts.place,
    starts_on: facts.startsOn,
    ends_on: facts.endsOn,
    filed_on: facts.filedOn,
    contact: facts.contact,
    note: facts.note,
    entered_by: tx.actor.id,
    enterer_name: tx.actor.name,
    entered_at: tx.now,
  })
}

/** Appends a step in the actor's name. */
export function addFilingStep(tx: Tx, filingId: string, step: Omit<FilingStep, 'doerName' | 'doneAt'>): void {
  tx.insert('event_filing_step', {
    filing_id: filingId,
    kind: step.kind,
    application_id: step.applicationId,
    happened_on: step.happenedOn,
    words: step.words,
    changes_json: JSON.stringify(step.changes),
    done_by: tx.actor.id,
    doer_name: tx.actor.name,
    done_at: tx.now,
  })
}

function toFiling(head: Head, rows: readonly StepRow[]): Filing {
  const steps = rows.map(({ filingId: _, changes, ...step }) => ({
    ...step,
    changes: fromJson<FilingStep['changes']>(changes),
  }))
  return { ...head, ...withCorrections(head, steps), steps }
}
