import type Database from 'better-sqlite3'
import { AppError } from '../shared/errors.ts'
import { checkChain } from './audit.ts'
import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import { checkSum } from './fileSum.ts'
import type { ReadableDb } from './handle.ts'
import { all, prepared } from './query.ts'
import { storageError } from './refusals.ts'
import { TABLE_NAMES } from './tableNames.ts'
import { SEALED_TABLES, type SqlValue, type TableName } from './tables.ts'

/**
 * A bit that turned over, or a row edited behind the program's back, is found where the row is used: before a case is
 * shown, decided or printed its rows are held against their digests, and that case alone is refused. (The pages of an
 * encrypted file answer for themselves beside this.)
 */
type Row = TableName | 'draft'

export interface AlteredRow {
  table: Row
  id: string
  /** The cases that rest on it; none for a row that everything may rest on. */
  cases: readonly string[]
}

const LABELS: Record<Row, string> = { ...TABLE_NAMES, draft: '意见草稿' }
const MOST_NAMED = 5

/** Errors: DAMAGED naming the record, when a row of this case is not as it was written. */
export function refuseAlteredCase(db: ReadableDb, applicationId: string): void {
  for (const owned of ownedTables(db)) {
    const [altered] = alteredRows(db, owned, owned.ofCase, applicationId)
    if (altered === undefined) continue
    note(db, [altered])
    throw refusal(db, [altered])
  }
}

/** The same for every case of a round and what the round rests on. Errors: DAMAGED naming the records. */
export function refuseAlteredRound(db: ReadableDb, roundId: string): void {
  const altered = [
    ...ownedTables(db).flatMap((owned) => alteredRows(db, owned, owned.ofRound, roundId)),
    ...ROUND_READS.flatMap(({ table, where }) => alteredRows(db, { table, cases: NOBODY }, where, roundId)),
  ]
  if (altered.length === 0) return
  note(db, altered)
  throw refusal(db, altered)
}

/**
 * Looks at every row of the file and remembers the cases that are not as they were written. Errors: DAMAGED naming what
 * no case can be refused for, because everything rests on it.
 */
function sweepAltered(db: Database.Database): void {
  const owned = new Map(ownedTables(db).map((one) => [one.table, one]))
  const altered = ALL_TABLES.flatMap((table) => alteredRows(db, owned.get(table) ?? { table, cases: NOBODY }, ''))
  const common = altered.filter(({ cases }) => cases.length === 0)
  if (common.length > 0) throw refusal(db, common)
  note(db, altered)
}

/**
 * What a file without encryption is held to when it is opened: its own sum; where that does not fit, or was not written
 * because the program was cut off, its structure, its log and every row. Errors: DAMAGED when more than single cases is hurt.
 */
export function refuseUnsound(db: Database.Database): void {
  if (checkSum(db, null) === 'fits') return
  let finding: unknown
  try {
    finding = db.pragma('integrity_check(1)', { simple: true })
  } catch (error) {
    throw storageError(error)
  }
  if (finding !== 'ok') {
    throw new AppError('DAMAGED', '案卷库的结构已损坏（磁盘出错或在程序之外被改动）；请从最近的备份恢复')
  }
  const chain = checkChain(db)
  if (!chain.ok) throw new AppError('DAMAGED', `${chain.place}，不能据以办理；请从最近的备份恢复`)
  sweepAltered(db)
}

/** The cases of which an altered row has been found since the file was opened: no list may show their figures. */
export function alteredCases(db: ReadableDb): ReadonlySet<string> {
  return noted.get(db) ?? new Set()
}

/** Errors: DAMAGED naming those of these cases of which an altered row has been found. */
export function refuseKnownAltered(db: ReadableDb, applicationIds: readonly string[]): void {
  const known = alteredCases(db)
  const altered = applicationIds.filter((id) => known.has(id))
  if (altered.length > 0)
    throw refusal(
      db,
      altered.map((id) => ({ table: 'application', id, cases: [id] })),
    )
}

const noted = new WeakMap<Database.Database, Set<string>>()

function note(db: Database.Database, altered: readonly AlteredRow[]): void {
  noted.set(db, new Set([...(noted.get(db) ?? []), ...altered.flatMap(({ cases }) => cases)]))
}

const ALL_TABLES: readonly Row[] = [...SEALED_TABLES, 'draft']
const OF_ROUND = 'SELECT id FROM application WHERE round_id = ?'

/** What a round rests on beside its cases. */
const ROUND_READS: readonly { table: Row; where: string }[] = [
  { table: 'round', where: 'id = ?' },
  { table: 'round_parameter', where: 'round_id = ?' },
  { table: 'parameter_version', where: 'id IN (SELECT parameter_version_id FROM round_parameter WHERE round_id = ?)' },
  { table: 'tie_ruling', where: 'round_id = ?' },
  { table: 'scoring_scheme', where: 'round_id = ?' },
  { table: 'frozen_list', where: 'round_id = ?' },
]

type Values = readonly (SqlValue | undefined)[]

/** A table whose rows belong to cases: how to find those of one case or of a round, and whose a row is. */
interface Owned {
  table: Row
  ofCase: string
  ofRound: string
  cases(columns: readonly string[], values: Values): string[]
}

const NOBODY: Owned['cases'] = () => []
const shapes = new WeakMap<Database.Database, Owned[]>()

function ownedTables(db: Database.Database): Owned[] {
  const known = shapes.get(db)
  if (known !== undefined) return known
  const direct = ALL_TABLES.filter((table) => rowShape(db, table).columns.includes('application_id'))
  const owned = [
    linked('application', 'id'),
    applicants(db),
    ...direct.map((table) => linked(table, 'application_id')),
    ...ALL_TABLES.filter((table) => !direct.includes(table)).flatMap((table) => children(db, table, direct)),
  ]
  shapes.set(db, owned)
  return owned
}

function linked(table: Row, column: string): Owned {
  return {
    table,
    ofCase: `${column} = ?`,
    ofRound: `${column} IN (${OF_ROUND})`,
    cases: (columns, values) => [values[columns.indexOf(column)] ?? []].flat().map(String),
  }
}

/** One applicant may have several cases. */
function applicants(db: Database.Database): Owned {
  return {
    table: 'applicant',
    ofCase: 'id = (SELECT applicant_id FROM application WHERE id = ?)',
    ofRound: 'id IN (SELECT applicant_id FROM application WHERE round_id = ?)',
    cases: (columns, values) => idsOf(db, 'SELECT id FROM application WHERE applicant_id = ?', columns, values, 'id'),
  }
}

/** A table that belongs to a case through a record of it, as the withdrawal of a decision does. */
function children(db: Database.Database, table: Row, direct: readonly Row[]): Owned[] {
  const links = all<{ column: string; parent: string }>(
    db,
    'SELECT "from" AS column, "table" AS parent FROM pragma_foreign_key_list(?)',
    table,
  )
  const link = links.find(({ parent }) => direct.some((one) => one === parent))
  if (link === undefined) return []
  const { column, parent } = link
  const own = (which: string) => `${column} IN (SELECT id FROM ${parent} WHERE application_id ${which})`
  const caseOf = `SELECT application_id AS id FROM ${parent} WHERE id = ? AND application_id IS NOT NULL`
  return [
    {
      table,
      ofCase: own('= ?'),
      ofRound: own(`IN (${OF_ROUND})`),
      cases: (columns, values) => idsOf(db, caseOf, columns, values, column),
    },
  ]
}

function idsOf(db: Database.Database, sql: string, columns: readonly string[], values: Values, column: string) {
  return all<{ id: string }>(db, sql, values[columns.indexOf(column)] ?? null).map(({ id }) => id)
}

function alteredRows(
  db: Database.Database,
  { table, cases }: Pick<Owned, 'table' | 'cases'>,
  where: string,
  ...bound: string[]
): AlteredRow[] {
  const { columns, select } = rowShape(db, table)
  const altered: Values[] = []
  try {
    const statement = prepared(db, where === '' ? select : `${select} WHERE ${where}`).raw()
    // raw() makes a row the list of its columns.
    for (const row of statement.iterate(...bound) as Iterable<SqlValue[]>) {
      if (rowDigest(table, columns, row) !== row[columns.length]) altered.push(row)
    }
  } catch (error) {
    throw storageError(error)
  }
  const at = columns.indexOf('id')
  return altered.map((values) => ({ table, id: String(values[at] ?? ''), cases: cases(columns, values) }))
}

function refusal(db: Database.Database, altered: readonly AlteredRow[]): AppError {
  const named = altered.slice(0, MOST_NAMED).map((row) => described(db, row))
  const more = altered.length > MOST_NAMED ? `等 ${altered.length} 条记录` : ''
  const what = altered.every(({ cases }) => cases.length > 0)
    ? '在程序之外被改动或磁盘出错，这件不能显示、拟定或出文书，其他件不受影响'
    : '在程序之外被改动或磁盘出错，不能据以办理'
  return new AppError('DAMAGED', `${named.join('、')}${more}${what}。请由管理员核验，并用最近的备份恢复`)
}

function described(db: Database.Database, { table, id, cases }: AlteredRow): string {
  const nos = cases.flatMap((of) =>
    all<{ no: string }>(db, 'SELECT application_no AS no FROM application WHERE id = ?', of),
  )
  const owner = nos.length === 0 ? '' : `申报 ${nos.map(({ no }) => no).join('、')} 的`
  return `${owner}“${LABELS[table]}”记录${id === '' ? '' : `（编号 ${id}）`}`
}
