import { normaliseName } from '../shared/applicantName.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface Applicant {
  id: string
  creditCode: string
  name: string
  nameKey: string
  naturalPerson: boolean
}

type Row = Tables['applicant'] & { id: string }

/** Finds the applicant with this credit code and name, or adds it; answers its id. */
export type ApplicantFinder = (applicant: { name: string; creditCode: string; naturalPerson: boolean }) => string

/** A finder for one transaction; it asks the database once per applicant. */
export function applicantFinder(tx: Tx): ApplicantFinder {
  const known = new Map<string, string>()
  return ({ name, creditCode, naturalPerson }) => {
    const nameKey = normaliseName(name)
    const key = `${creditCode}\n${nameKey}`
    const id =
      known.get(key) ??
      one<Row>(tx.db, 'SELECT * FROM applicant WHERE credit_code = ? AND name_key = ?', creditCode, nameKey)?.id ??
      tx.insert('applicant', {
        credit_code: creditCode,
        name,
        name_key: nameKey,
        natural_person: naturalPerson ? 1 : 0,
      })
    known.set(key, id)
    return id
  }
}

/** Applicants that are or may be the same: equal credit code (when there is one) or equal normalised name. */
export function sameApplicants(db: ReadableDb, creditCode: string, name: string): Applicant[] {
  return all<Row>(
    db,
    `SELECT * FROM applicant WHERE credit_code = ? AND credit_code <> ''
     UNION SELECT * FROM applicant WHERE name_key = ?`,
    creditCode,
    normaliseName(name),
  ).map(toApplicant)
}

function toApplicant(row: Row): Applicant {
  return {
    id: row.id,
    creditCode: row.credit_code,
    name: row.name,
    nameKey: row.name_key,
    naturalPerson: row.natural_person === 1,
  }
}
