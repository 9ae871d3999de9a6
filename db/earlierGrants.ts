import { normaliseName } from '../shared/applicantName.ts'
import type { Application, ArticleKey, Facts } from '../shared/application.ts'
import { compareApplicationNos } from '../shared/cohort/order.ts'
import type { Fen } from '../shared/money.ts'
import type { ReferenceEntry } from '../shared/reference/reference.ts'
import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { all, one } from './query.ts'
import { referenceEntries, referencesOfApplicant } from './references.ts'
import type { SqlValue } from './tables.ts'

/** Money granted in an earlier round of this bureau, with the facts that tell what for. */
export interface EarlierGrant {
  /** "application:<id>" of a round of this database, "entry:<id>" of an imported list. */
  key: string
  year: number
  batch: number
  /** As sentences name it: the application number, or list and row where the list gives none. */
  applicationNo: string
  applicant: string
  creditCode: string
  article: ArticleKey | null
  industry: string
  projectName: string
  facts: Facts
  allocatedFen: Fen
}

type Row = Omit<EarlierGrant, 'facts'> & { factsJson: string }
type Named = Pick<EarlierGrant, 'creditCode' | 'applicant'>

const COLUMNS = `'application:' || a.id AS key, r.year, r.batch, a.application_no AS applicationNo,
  a.applicant_name AS applicant, p.credit_code AS creditCode, a.article, a.industry, a.project_name AS projectName,
  a.facts_json AS factsJson, g.allocated_fen AS allocatedFen`

/** The newest valid list of the round `r`. */
const VALID_LIST = `l.seq = (
  SELECT max(v.seq) FROM frozen_list v
  WHERE v.round_id = r.id AND NOT EXISTS (SELECT 1 FROM list_invalidation x WHERE x.frozen_list_id = v.id))`

const EARLIER = '(r.year, r.batch) < (?, ?) AND r.discarded_at IS NULL AND g.allocated_fen > 0'

/**
 * What earlier years, and earlier batches of this year, granted, oldest first: by valid frozen lists, and by imported
 * lists of rounds this database does not have (a round of the database wins).
 */
export function earlierGrants(db: ReadableDb, year: number, batch: number): EarlierGrant[] {
  const rows = all<Row>(
    db,
    `SELECT ${COLUMNS} FROM round r
     CROSS JOIN frozen_list l ON ${VALID_LIST}
     CROSS JOIN allocation g ON g.frozen_list_id = l.id
     CROSS JOIN application a ON a.id = g.application_id
     CROSS JOIN applicant p ON p.id = a.applicant_id
     WHERE ${EARLIER}`,
    year,
    batch,
  )
  return inOrder([...rows.map(toGrant), ...imported(db, referenceEntries(db, 'own-round'), year, batch)])
}

/**
 * The part of `earlierGrants` that belongs to these applicants, by credit code or by name whatever its spelling, also
 * by the names and codes the grants found bring in. Reads no whole list.
 */
export function earlierGrantsOf(
  db: ReadableDb,
  year: number,
  batch: number,
  applicants: readonly Named[],
): EarlierGrant[] {
  const found = new Map<string, EarlierGrant>()
  const asked = new Set<string>()
  const open = [...applicants]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const key = `${next.creditCode}\n${normaliseName(next.applicant)}`
    if (asked.has(key)) continue
    asked.add(key)
    for (const grant of grantsOfOne(db, year, batch, next)) {
      found.set(grant.key, grant)
      open.push(grant)
    }
  }
  return inOrder([...found.values()])
}

/** Whether `earlierGrants` would answer anything. */
export function hasEarlierGrants(db: ReadableDb, year: number, batch: number): boolean {
  const own = one(
    db,
    `SELECT 1 FROM round r CROSS JOIN frozen_list l ON ${VALID_LIST}
     CROSS JOIN allocation g ON g.frozen_list_id = l.id WHERE ${EARLIER} LIMIT 1`,
    year,
    batch,
  )
  if (own !== null) return true
  const listed = one(
    db,
    `SELECT 1 FROM reference_list l CROSS JOIN reference_entry e ON e.list_id = l.id
     WHERE l.kind = 'own-round' AND NOT EXISTS (SELECT 1 FROM reference_withdrawal w WHERE w.list_id = l.id)
       AND (json_extract(e.facts_json, '$.year'), json_extract(e.facts_json, '$.batch')) < (?, ?)
       AND NOT EXISTS (
         SELECT 1 FROM round r
         WHERE r.year = json_extract(e.facts_json, '$.year') AND r.batch = json_extract(e.facts_json, '$.batch')
           AND r.discarded_at IS NULL)
     LIMIT 1`,
    year,
    batch,
  )
  return listed !== null
}

function grantsOfOne(db: ReadableDb, year: number, batch: number, applicant: Named): EarlierGrant[] {
  const values: SqlValue[] = [normaliseName(applicant.applicant), applicant.creditCode, year, batch]
  const rows = all<Row>(
    db,
    `SELECT ${COLUMNS} FROM applicant p
     CROSS JOIN application a ON a.applicant_id = p.id
     CROSS JOIN round r ON r.id = a.round_id
     CROSS JOIN frozen_list l ON ${VALID_LIST}
     CROSS JOIN allocation g ON g.frozen_list_id = l.id AND g.application_id = a.id
     WHERE p.id IN (
         SELECT id FROM applicant WHERE name_key = ?
         UNION SELECT id FROM applicant WHERE credit_code = ? AND credit_code <> '')
       AND ${EARLIER}`,
    ...values,
  )
  const entries = referencesOfApplicant(db, 'own-round', applicant)
  return [...rows.map(toGrant), ...imported(db, entries, year, batch)]
}

/** The rows of imported lists that are grants of earlier rounds this database does not have. */
function imported(db: ReadableDb, entries: readonly ReferenceEntry[], year: number, batch: number): EarlierGrant[] {
  if (entries.length === 0) return []
  const rounds = all<{ year: number; batch: number }>(db, 'SELECT year, batch FROM round WHERE discarded_at IS NULL')
  const own = new Set(rounds.map((round) => `${round.year}-${round.batch}`))
  return entries.flatMap((entry): EarlierGrant[] => {
    const { year: grantYear, batch: grantBatch, amountFen = 0 } = entry.facts
    if (grantYear === undefined || grantBatch === undefined || amountFen === 0) return []
    const isEarlier = grantYear < year || (grantYear === year && grantBatch < batch)
    if (!isEarlier || own.has(`${grantYear}-${grantBatch}`)) return []
    return [listedGrant(entry, grantYear, grantBatch, amountFen)]
  })
}

function listedGrant(entry: ReferenceEntry, year: number, batch: number, allocatedFen: Fen): EarlierGrant {
  const { applicationNo, article, industry, ...facts } = entry.facts
  const { phase, eventName, startDate, platformName, investmentYear, invoiceNo, contractNo } = facts
  const { purchaseDate, purchaseFen, membershipClass, honour, honourYear, idNumber } = facts
  return {
    key: `entry:${entry.id}`,
    year,
    batch,
    applicationNo: applicationNo ?? `“${entry.source}”${entry.sheet}第${entry.row}行`,
    applicant: entry.name,
    creditCode: entry.creditCode,
    article: article ?? null,
    industry: industry ?? '',
    projectName: facts.projectName ?? '',
    facts: stated({
      phase,
      eventName,
      startDate,
      platformName,
      investmentYear,
      invoiceNo,
      contractNo,
      purchaseDate,
      purchaseFen,
      membershipClass,
      honour,
      honourYear,
      idNumber,
    }),
    allocatedFen,
  }
}

/** Without the facts the list does not state. */
function stated(facts: { [N in keyof Facts]: Facts[N] | undefined }): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function toGrant({ factsJson, ...row }: Row): EarlierGrant {
  return { ...row, facts: fromJson<Application['facts']>(factsJson) }
}

/** Oldest round first; within a round by application number. The same order however the grants were found. */
function inOrder(grants: EarlierGrant[]): EarlierGrant[] {
  return grants.sort(
    (a, b) =>
      a.year - b.year ||
      a.batch - b.batch ||
      compareApplicationNos(a.applicationNo, b.applicationNo) ||
      (a.key < b.key ? -1 : 1),
  )
}
