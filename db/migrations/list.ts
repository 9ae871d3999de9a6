import type { Migration } from '../migrate.ts'
import { caseDatabase } from './0001-case-database.ts'
import { reviewRecords } from './0002-review-records.ts'
import { publicRecord } from './0003-public-record.ts'
import { caseWork } from './0004-case-work.ts'
import { issuedPapers } from './0005-issued-papers.ts'
import { exchange } from './0006-exchange.ts'

/** Every step in order. A released step is never edited, renumbered or removed: a mistake is corrected by the next one. */
export const MIGRATIONS: readonly Migration[] = [
  caseDatabase,
  reviewRecords,
  publicRecord,
  caseWork,
  issuedPapers,
  exchange,
]
