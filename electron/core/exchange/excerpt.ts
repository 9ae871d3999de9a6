import { listAccounts } from '../../../db/accounts.ts'
import { type TravelRow, travelRows } from '../../../db/exchangeRows.ts'
import type { ReadableDb } from '../../../db/handle.ts'
import type { TableName } from '../../../db/tables.ts'
import type { FactName, Facts } from '../../../shared/application.ts'
import type { PanelExpert } from '../../../shared/scoring/panel.ts'
import { ARTICLE_STAGES } from '../articleStages.ts'
import { CALENDARS } from '../calendars.ts'
import { COLUMN_SETS } from '../columnSets.ts'
import { OFFICE_SETTINGS } from '../jobs/settings.ts'
import { HANDLING_DAYS } from '../objections.ts'
import { DEFAULT_RULES } from '../officeDefaults.ts'
import { PAPER_TEXTS } from '../paperTexts.ts'

/** What goes out: these cases of this round, for these people. */
export interface Excerpt {
  roundId: string
  cases: readonly string[]
  people: readonly string[]
  /** True when all of them are experts from outside: they see what they score, not what the office thinks of it. */
  expertsOnly: boolean
}

export type Rows = { table: TableName; rows: TravelRow[] }[]

/** Nobody needs to know where the money goes to review a case. */
const BANK: readonly FactName[] = ['bank', 'bankAccount']
/** Nor how to reach the applicant, nor what somebody else scored, to score it. */
const NOT_FOR_EXPERTS: readonly FactName[] = ['contact', 'phone', 'address', 'idNumber', 'score']

/** Settings the work follows. Column words learned from workbooks and the like stay here. */
const SETTINGS = [
  DEFAULT_RULES,
  OFFICE_SETTINGS,
  HANDLING_DAYS,
  ARTICLE_STAGES,
  CALENDARS,
  COLUMN_SETS,
  PAPER_TEXTS,
] as const

/**
 * The records a 派发包 holds, in an order in which they can be added: what is named comes first, and 回避 last, since it
 * bars what was rightly done before it. No other case, no bank account, no score of anybody, no other person's password.
 */
export function excerptRows(db: ReadableDb, excerpt: Excerpt): Rows {
  const { roundId, expertsOnly } = excerpt
  const cases = JSON.stringify(excerpt.cases)
  const people = JSON.stringify(excerpt.people)
  const withheld = expertsOnly ? [...BANK, ...NOT_FOR_EXPERTS] : BANK
  const ofCases = 'application_id IN (SELECT value FROM json_each(?))'
  const rows = (table: TableName, where: string, ...values: string[]): Rows[number] => {
    return { table, rows: travelRows(db, table, where, ...values) }
  }
  const opinions = (table: TableName, where: string): Rows => (expertsOnly ? [] : [rows(table, where, cases)])
  const byOther = (column: string, table: TableName) =>
    `${column} IN (SELECT id FROM ${table} WHERE application_id IN (SELECT value FROM json_each(?)))`

  return [
    rows('round', 'id = ?', roundId),
    rows('article_text', 'true'),
    rows('parameter_version', 'id IN (SELECT parameter_version_id FROM round_parameter WHERE round_id = ?)', roundId),
    rows('round_parameter', 'round_id = ?', roundId),
    rows('round_parameter_end', 'round_parameter_id IN (SELECT id FROM round_parameter WHERE round_id = ?)', roundId),
    rows('setting', 'key IN (SELECT value FROM json_each(?))', JSON.stringify(SETTINGS)),
    { table: 'account', rows: accountRows(db, excerpt) },
    rows(
      'applicant',
      'id IN (SELECT applicant_id FROM application WHERE id IN (SELECT value FROM json_each(?)))',
      cases,
    ),
    rows(
      'source_file',
      'id IN (SELECT source_file_id FROM application WHERE id IN (SELECT value FROM json_each(?)))',
      cases,
    ),
    changed(rows('application', 'id IN (SELECT value FROM json_each(?))', cases), (row) => {
      return { ...row, ...(expertsOnly ? { score: null } : {}), facts_json: withoutFacts(row.facts_json, withheld) }
    }),
    rows('material', ofCases, cases),
    changed(rows('application_change', ofCases, cases), (row) => {
      return { ...row, changes_json: withoutChanges(row.changes_json, withheld) }
    }),
    // What the machine finds says what the experts' scores come to.
    ...opinions('assessment', `${ofCases} AND ${NEEDED_ASSESSMENT}`).map((found) =>
      changed(found, (row) => ({ ...row, inputs_json: withoutInputs(row.inputs_json, withheld) })),
    ),
    ...opinions('decision', ofCases),
    ...opinions('decision_withdrawal', byOther('decision_id', 'decision')),
    changed(rows('stage_move', ofCases, cases), (row) => (expertsOnly ? { ...row, reason: '' } : row)),
    rows('supplement_request', ofCases, cases),
    rows('supplement_close', byOther('request_id', 'supplement_request'), cases),
    rows('attachment', ofCases, cases),
    rows('attachment_withdrawal', byOther('attachment_id', 'attachment'), cases),
    rows('page_pin', ofCases, cases),
    ...(expertsOnly ? [] : [rows('matter_ruling', `${ofCases} AND ${NAMES_NOTHING_ELSE}`, cases, cases)]),
    ...opinions('restriction_lift', ofCases),
    ...(expertsOnly ? [] : referenceRows(db, cases)),
    rows('scoring_scheme', 'round_id = ?', roundId),
    changed(rows('scoring_panel', 'round_id = ?', roundId), (row) => {
      const experts = JSON.parse(String(row.experts_json)) as PanelExpert[]
      return { ...row, experts_json: JSON.stringify(experts.filter(({ id }) => excerpt.people.includes(id))) }
    }),
    ...filingRows(db, cases),
    rows('assignment', ofCases, cases),
    rows('recusal', `${ofCases} AND account_id IN (SELECT value FROM json_each(?))`, cases, people),
    rows(
      'recusal_lift',
      `recusal_id IN (SELECT id FROM recusal WHERE application_id IN (SELECT value FROM json_each(?))
         AND account_id IN (SELECT value FROM json_each(?)))`,
      cases,
      people,
    ),
  ]
}

/** The other side of a ruling is a row of a list, or a case that goes out too. */
const NAMES_NOTHING_ELSE = `(other_key LIKE 'entry:%'
  OR other_key IN (SELECT 'application:' || value FROM json_each(?)))`

/** The newest of each case, and those that decisions stand on. */
const NEEDED_ASSESSMENT = `(
  seq = (SELECT max(n.seq) FROM assessment n WHERE n.application_id = assessment.application_id)
  OR id IN (SELECT d.assessment_id FROM decision d WHERE d.application_id = assessment.application_id))`

function changed({ table, rows }: Rows[number], change: (row: TravelRow) => TravelRow): Rows[number] {
  return { table, rows: rows.map(change) }
}

/** Those named, and of whoever else a record points at the name alone. */
function accountRows(db: ReadableDb, { cases, people }: Excerpt): TravelRow[] {
  const named = travelRows(db, 'account', 'id IN (SELECT value FROM json_each(?))', JSON.stringify(people))
  const others = travelRows(
    db,
    'account',
    `id IN (SELECT account_id FROM assignment WHERE application_id IN (SELECT value FROM json_each(?)))
       AND id NOT IN (SELECT value FROM json_each(?))`,
    JSON.stringify(cases),
    JSON.stringify(people),
  )
  return [...named, ...others.map(nameOnly)]
}

/** An account nobody can sign in with. */
export function nameOnly(row: TravelRow): TravelRow {
  return { ...row, roles_json: '[]', password_hash: '', active: 0, failed_tries: 0, locked_until: null }
}

/** Lines of outside lists about these very applicants; other lines stay here. */
function referenceRows(db: ReadableDb, cases: string): Rows {
  const about = `EXISTS (SELECT 1 FROM application a JOIN applicant p ON p.id = a.applicant_id
    WHERE a.id IN (SELECT value FROM json_each(?))
      AND (p.name_key = reference_entry.name_key OR p.credit_code <> '' AND p.credit_code = reference_entry.credit_code))`
  const entries = travelRows(db, 'reference_entry', about, cases)
  const lists = JSON.stringify([...new Set(entries.map(({ list_id }) => list_id))])
  const within = 'IN (SELECT value FROM json_each(?))'
  return [
    { table: 'reference_list', rows: travelRows(db, 'reference_list', `id ${within}`, lists) },
    { table: 'reference_entry', rows: entries },
    { table: 'reference_withdrawal', rows: travelRows(db, 'reference_withdrawal', `list_id ${within}`, lists) },
  ]
}

/** 报备 linked to these cases, with what was noted about them. */
function filingRows(db: ReadableDb, cases: string): Rows {
  const linked = 'SELECT filing_id FROM event_filing_step WHERE application_id IN (SELECT value FROM json_each(?))'
  const ours = '(application_id IS NULL OR application_id IN (SELECT value FROM json_each(?)))'
  return [
    { table: 'event_filing', rows: travelRows(db, 'event_filing', `id IN (${linked})`, cases) },
    {
      table: 'event_filing_step',
      rows: travelRows(db, 'event_filing_step', `filing_id IN (${linked}) AND ${ours}`, cases, cases),
    },
  ]
}

function withoutFacts(json: TravelRow[string] | undefined, withheld: readonly FactName[]): string {
  return JSON.stringify(fewer(JSON.parse(String(json)) as Facts, withheld))
}

function withoutInputs(json: TravelRow[string] | undefined, withheld: readonly FactName[]): string {
  const inputs = JSON.parse(String(json)) as { application?: { facts?: Facts } }
  const { application } = inputs
  if (application?.facts === undefined) return JSON.stringify(inputs)
  return JSON.stringify({ ...inputs, application: { ...application, facts: fewer(application.facts, withheld) } })
}

function withoutChanges(json: TravelRow[string] | undefined, withheld: readonly string[]): string {
  const changes = JSON.parse(String(json)) as { field: string }[]
  return JSON.stringify(changes.filter(({ field }) => !withheld.includes(field)))
}

function fewer(facts: Facts, withheld: readonly FactName[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !withheld.some((one) => one === name)))
}

/** The people as the package names them. */
export function peopleNamed(db: ReadableDb, people: readonly string[]): { id: string; name: string }[] {
  return listAccounts(db).flatMap(({ id, name }) => (people.includes(id) ? [{ id, name }] : []))
}
