import { normaliseName } from '../shared/applicantName.ts'
import type {
  ReferenceEntry,
  ReferenceFacts,
  ReferenceKind,
  ReferenceList,
  ReferenceRow,
} from '../shared/reference/reference.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface NewReferenceList extends Pick<ReferenceList, 'kind' | 'source' | 'asOf' | 'fileName' | 'sha256'> {
  entries: readonly ReferenceRow[]
}

/** Keeps an imported list with its rows and answers its id. */
export function addReferenceList(tx: Tx, list: NewReferenceList): string {
  const listId = tx.insert('reference_list', {
    kind: list.kind,
    source: list.source,
    as_of: list.asOf,
    sha256: list.sha256,
    file_name: list.fileName,
    imported_by: tx.actor.name,
    imported_at: tx.now,
  })
  for (const { sheet, row, name, creditCode, facts } of list.entries) {
    tx.insert('reference_entry', {
      list_id: listId,
      sheet,
      row,
      name,
      name_key: normaliseName(name),
      credit_code: creditCode,
      facts_json: JSON.stringify(facts),
    })
  }
  return listId
}

/** A withdrawn list no longer counts; it and its rows stay. Errors: CONFLICT when it was withdrawn before. */
export function withdrawReferenceList(tx: Tx, listId: string, reason: string): void {
  tx.insert('reference_withdrawal', { list_id: listId, reason, withdrawn_by: tx.actor.name, withdrawn_at: tx.now })
}

type ListRow = Tables['reference_list'] & { id: string; entries: number; withdrawn: string | null }

/** Every imported list, newest first, withdrawn ones among them. */
export function referenceLists(db: ReadableDb): ReferenceList[] {
  return all<ListRow>(
    db,
    `SELECT l.*, w.reason AS withdrawn, (SELECT count(*) FROM reference_entry WHERE list_id = l.id) AS entries
     FROM reference_list l LEFT JOIN reference_withdrawal w ON w.list_id = l.id ORDER BY l.seq DESC`,
  ).map((row) => ({
    id: row.id,
    kind: row.kind,
    source: row.source,
    asOf: row.as_of,
    fileName: row.file_name,
    sha256: row.sha256,
    importedBy: row.imported_by,
    importedAt: row.imported_at,
    entries: row.entries,
    withdrawnReason: row.withdrawn,
  }))
}

/** Whether a list of the kind counts at present. */
export function hasReferences(db: ReadableDb, kind: ReferenceKind): boolean {
  return (
    one(
      db,
      `SELECT 1 FROM reference_list l WHERE l.kind = ? AND NOT EXISTS (
         SELECT 1 FROM reference_withdrawal w WHERE w.list_id = l.id) LIMIT 1`,
      kind,
    ) !== null
  )
}

/** The rounds, as "2025-1", of which lists of past rounds that count have grants, with the source of the first such list. */
export function listedRounds(db: ReadableDb): Map<string, string> {
  const rows = all<{ round: string; source: string }>(
    db,
    `SELECT json_extract(e.facts_json, '$.year') || '-' || json_extract(e.facts_json, '$.batch') AS round, l.source
     FROM reference_list l CROSS JOIN reference_entry e ON e.list_id = l.id
     WHERE ${COUNTS} GROUP BY round, l.seq ORDER BY l.seq DESC`,
    'own-round' satisfies ReferenceKind,
  )
  return new Map(rows.map(({ round, source }) => [round, source]))
}

type EntryRow = Tables['reference_entry'] & { id: string; kind: ReferenceKind; source: string }

/** The list `l` is of a kind and counts. */
const COUNTS = `l.kind = ? AND NOT EXISTS (SELECT 1 FROM reference_withdrawal w WHERE w.list_id = l.id)`

/** Every row of every list of the kind that counts, oldest list first. */
export function referenceEntries(db: ReadableDb, kind: ReferenceKind): ReferenceEntry[] {
  return all<EntryRow>(
    db,
    `SELECT e.*, l.kind, l.source FROM reference_list l CROSS JOIN reference_entry e ON e.list_id = l.id
     WHERE ${COUNTS} ORDER BY l.seq, e.seq`,
    kind,
  ).map(toEntry)
}

/** The rows of the kind that name this applicant, by credit code or by name whatever its spelling. */
export function referencesOfApplicant(
  db: ReadableDb,
  kind: ReferenceKind,
  applicant: { creditCode: string; applicant: string },
): ReferenceEntry[] {
  return all<EntryRow>(
    db,
    `SELECT e.*, l.kind, l.source FROM reference_entry e CROSS JOIN reference_list l ON l.id = e.list_id
     WHERE ${COUNTS} AND e.id IN (
       SELECT id FROM reference_entry WHERE name_key = ? AND name_key <> ''
       UNION SELECT id FROM reference_entry WHERE credit_code = ? AND credit_code <> '')
     ORDER BY e.seq`,
    kind,
    normaliseName(applicant.applicant),
    applicant.creditCode,
  ).map(toEntry)
}

/** A row of a list that counts, whatever its kind; null when there is none or its list was withdrawn. */
export function referenceEntryById(db: ReadableDb, id: string): ReferenceEntry | null {
  const row = one<EntryRow>(
    db,
    `SELECT e.*, l.kind, l.source FROM reference_entry e CROSS JOIN reference_list l ON l.id = e.list_id
     WHERE e.id = ? AND NOT EXISTS (SELECT 1 FROM reference_withdrawal w WHERE w.list_id = l.id)`,
    id,
  )
  return row === null ? null : toEntry(row)
}

function toEntry(row: EntryRow): ReferenceEntry {
  return {
    id: row.id,
    listId: row.list_id,
    kind: row.kind,
    source: row.source,
    sheet: row.sheet,
    row: row.row,
    name: row.name,
    creditCode: row.credit_code,
    facts: fromJson<ReferenceFacts>(row.facts_json),
  }
}
