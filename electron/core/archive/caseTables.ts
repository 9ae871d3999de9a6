import type { StoredApplication } from '../../../db/applications.ts'
import { type ArchiveColumn, type ArchiveTable, words } from '../../../shared/archive/table.ts'
import type { CaseContext, CaseTable } from './caseTable.ts'
import { HANDLING_TABLES } from './handlingTables.ts'
import { OUTCOME_TABLES } from './outcomeTables.ts'
import { REVIEW_TABLES } from './reviewTables.ts'
import { STATED_TABLES } from './statedTables.ts'

/** In the order a case's chain runs. */
const CASE_TABLES: CaseTable[] = [...STATED_TABLES, ...REVIEW_TABLES, ...HANDLING_TABLES, ...OUTCOME_TABLES]

/** One case as a list of tables, in the order its chain runs. */
export function caseTables(stored: StoredApplication, context: CaseContext): ArchiveTable[] {
  return CASE_TABLES.map(({ title, columns, rows }) => ({ title, columns, rows: rows(stored, context) }))
}

const KEY: ArchiveColumn[] = [words('申报编号', 18), words('申报单位', 30)]

/** The same table of every case of the round, one below the other, made while it is walked. */
export function roundTables(cases: readonly StoredApplication[], context: CaseContext): ArchiveTable[] {
  return CASE_TABLES.map(({ title, columns, rows }) => ({
    title,
    columns: [...KEY, ...columns],
    rows: {
      *[Symbol.iterator]() {
        for (const stored of cases) {
          const { applicationNo, applicant } = stored.application
          for (const row of rows(stored, context)) yield [applicationNo, applicant, ...row]
        }
      },
    },
  }))
}
