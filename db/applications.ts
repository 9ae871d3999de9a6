import { isNaturalPerson } from '../shared/applicantName.ts'
import type { Application, Facts, Materials } from '../shared/application.ts'
import type { IsoInstant } from '../shared/date.ts'
import type { FieldChange } from '../shared/intake/sheet.ts'
import { type ApplicantFinder, applicantFinder } from './applicants.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import type { Flag, Tables } from './tables.ts'
import type { Tx } from './write.ts'

/** An application as it stands now; `revision` counts from 1 and grows with every change. */
export interface StoredApplication {
  id: string
  roundId: string
  applicantId: string
  revision: number
  updatedAt: IsoInstant
  application: Application
  source: { fileName: string; sheet: string; row: number }
}

/** Where in which workbook an application stands; `fileId` from `addSourceFile`. */
export interface Origin {
  fileId: string
  sheet: string
  row: number
}

type Row = Tables['application'] & { id: string; credit_code: string; file_name: string }

const SELECT = `
  SELECT a.*, p.credit_code, f.file_name
  FROM application a
  JOIN applicant p ON p.id = a.applicant_id
  JOIN source_file f ON f.id = a.source_file_id`
const STATED = 'SELECT name, provided FROM material WHERE application_id = ? AND provided IS NOT NULL ORDER BY name'

/** Every application of a round with its materials, by application number as text. */
export function listApplications(db: ReadableDb, roundId: string): StoredApplication[] {
  const materials = materialsOfRound(db, roundId)
  const rows = all<Row>(db, `${SELECT} WHERE a.round_id = ? ORDER BY a.application_no`, roundId)
  return rows.map((row) => toStored(row, materials.get(row.id) ?? {}))
}

/** The same by application number. */
export function applicationsByNo(db: ReadableDb, roundId: string): Map<string, StoredApplication> {
  return new Map(listApplications(db, roundId).map((stored) => [stored.application.applicationNo, stored]))
}

/** Null too for an application of a round that was thrown away. */
export function applicationById(db: ReadableDb, id: string): StoredApplication | null {
  const sql = `${SELECT} WHERE a.id = ? AND EXISTS (
    SELECT 1 FROM round r WHERE r.id = a.round_id AND r.discarded_at IS NULL)`
  const row = one<Row>(db, sql, id)
  return row === null ? null : toStored(row, materialsOf(db, id))
}

/** The applications of some applicants in a round, by application number as text. */
export function applicationsOfApplicants(
  db: ReadableDb,
  roundId: string,
  applicantIds: readonly string[],
): StoredApplication[] {
  const places = applicantIds.map(() => '?').join(', ')
  // The plus keeps SQLite from walking the whole round, which it would to save a sort of two or three rows.
  return all<Row>(
    db,
    `${SELECT} WHERE +a.round_id = ? AND a.applicant_id IN (${places}) ORDER BY a.application_no`,
    roundId,
    ...applicantIds,
  ).map((row) => toStored(row, materialsOf(db, row.id)))
}

export function applicationByNo(db: ReadableDb, roundId: string, applicationNo: string): StoredApplication | null {
  const row = one<Row>(db, `${SELECT} WHERE a.round_id = ? AND a.application_no = ?`, roundId, applicationNo)
  return row === null ? null : toStored(row, materialsOf(db, row.id))
}

/** Records an imported workbook and answers its id. */
export function addSourceFile(tx: Tx, file: { sha256: string; fileName: string }): string {
  return tx.insert('source_file', {
    sha256: file.sha256,
    file_name: file.fileName,
    imported_at: tx.now,
    imported_by: tx.actor.id,
  })
}

/** Adds an application and answers its id. Errors: CONFLICT when the round has that application number. */
export function addApplication(
  tx: Tx,
  roundId: string,
  application: Application,
  origin: Origin,
  findApplicant: ApplicantFinder = applicantFinder(tx),
): string {
  const id = tx.insert('application', {
    ...contentOf(application, findApplicant),
    ...placeOf(origin),
    round_id: roundId,
    application_no: application.applicationNo,
    revision: 1,
    updated_at: tx.now,
  })
  for (const [name, provided] of Object.entries(application.materials)) addMaterial(tx, id, name, provided)
  return id
}

/**
 * Replaces what an application says and keeps the old and new values with the reason; answers the new revision.
 * `origin` is null for a correction by hand: the application keeps its place in the workbook.
 */
export function changeApplication(
  tx: Tx,
  stored: StoredApplication,
  application: Application,
  change: { changes: FieldChange[]; reason: string; origin: Origin | null },
  findApplicant: ApplicantFinder = applicantFinder(tx),
): number {
  const revision = stored.revision + 1
  replaceContent(tx, stored.id, application, { revision, origin: change.origin }, findApplicant)
  tx.insert('application_change', {
    application_id: stored.id,
    revision,
    changes_json: JSON.stringify(change.changes),
    reason: change.reason,
    changed_by: tx.actor.id,
    changed_at: tx.now,
  })
  return revision
}

/** Ids of every change of the applications of a round, oldest first, by application id. */
export function changeIdsOfRound(db: ReadableDb, roundId: string): Map<string, string[]> {
  const rows = all<{ id: string; applicationId: string }>(
    db,
    `SELECT c.id, c.application_id AS applicationId FROM application a
     JOIN application_change c ON c.application_id = a.id WHERE a.round_id = ? ORDER BY c.seq`,
    roundId,
  )
  const byCase = Map.groupBy(rows, ({ applicationId }) => applicationId)
  return new Map([...byCase].map(([id, own]) => [id, own.map((row) => row.id)]))
}

/** Replaces what an application says; whoever calls keeps the old and new values beside it. */
export function replaceContent(
  tx: Tx,
  id: string,
  application: Application,
  { revision, origin }: { revision: number; origin: Origin | null },
  findApplicant: ApplicantFinder = applicantFinder(tx),
): void {
  tx.update('application', id, {
    ...contentOf(application, findApplicant),
    ...(origin === null ? {} : placeOf(origin)),
    revision,
    updated_at: tx.now,
  })
  changeMaterials(tx, id, application.materials)
}

function contentOf(application: Application, findApplicant: ApplicantFinder) {
  return {
    applicant_id: findApplicant({
      name: application.applicant,
      creditCode: application.creditCode,
      naturalPerson: isNaturalPerson(application),
    }),
    applicant_name: application.applicant,
    article: application.article,
    article_text: application.articleText,
    industry: application.industry,
    project_name: application.projectName,
    requested_fen: application.facts.requestedFen ?? null,
    score: application.facts.score ?? null,
    facts_json: JSON.stringify(application.facts),
  } satisfies Partial<Tables['application']>
}

function placeOf(origin: Origin) {
  return { source_file_id: origin.fileId, sheet: origin.sheet, row: origin.row } satisfies Partial<
    Tables['application']
  >
}

function addMaterial(tx: Tx, applicationId: string, name: string, provided: boolean): void {
  tx.insert('material', { application_id: applicationId, name, provided: provided ? 1 : 0 })
}

function changeMaterials(tx: Tx, applicationId: string, materials: Materials): void {
  const rows = all<{ id: string; name: string; provided: Flag | null }>(
    tx.db,
    'SELECT id, name, provided FROM material WHERE application_id = ?',
    applicationId,
  )
  for (const row of rows) {
    const stated = materials[row.name]
    const provided = stated === undefined ? null : stated ? 1 : 0
    if (provided !== row.provided) tx.update('material', row.id, { provided })
  }
  const known = new Set(rows.map((row) => row.name))
  for (const [name, provided] of Object.entries(materials)) {
    if (!known.has(name)) addMaterial(tx, applicationId, name, provided)
  }
}

function materialsOf(db: ReadableDb, applicationId: string): Materials {
  const rows = all<{ name: string; provided: Flag }>(db, STATED, applicationId)
  return Object.fromEntries(rows.map((row) => [row.name, row.provided === 1]))
}

function materialsOfRound(db: ReadableDb, roundId: string): Map<string, Materials> {
  const rows = all<{ application_id: string; name: string; provided: Flag }>(
    db,
    `SELECT m.application_id, m.name, m.provided FROM application a CROSS JOIN material m ON m.application_id = a.id
     WHERE a.round_id = ? AND m.provided IS NOT NULL ORDER BY a.application_no, m.name`,
    roundId,
  )
  const materials = new Map<string, Materials>()
  for (const row of rows) {
    const known = materials.get(row.application_id) ?? {}
    known[row.name] = row.provided === 1
    materials.set(row.application_id, known)
  }
  return materials
}

function toStored(row: Row, materials: Materials): StoredApplication {
  return {
    id: row.id,
    roundId: row.round_id,
    applicantId: row.applicant_id,
    revision: row.revision,
    updatedAt: row.updated_at,
    application: {
      applicationNo: row.application_no,
      article: row.article,
      articleText: row.article_text,
      applicant: row.applicant_name,
      creditCode: row.credit_code,
      industry: row.industry,
      projectName: row.project_name,
      facts: fromJson<Facts>(row.facts_json),
      materials,
    },
    source: { fileName: row.file_name, sheet: row.sheet, row: row.row },
  }
}
