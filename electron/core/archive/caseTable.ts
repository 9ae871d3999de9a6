import type { StoredApplication } from '../../../db/applications.ts'
import type { StoredList } from '../../../db/lists.ts'
import type { StoredScheme } from '../../../db/scoring.ts'
import type { ArchiveCell, ArchiveColumn } from '../../../shared/archive/table.ts'
import type { Objection } from '../../../shared/objections/objection.ts'
import type { Workspace } from '../workspace.ts'

/** What of the round the tables of its cases need. */
export interface CaseContext {
  ws: Workspace
  round: { year: number; batch: number }
  articleNo(stored: StoredApplication): string
  /** Newest first. */
  lists: readonly StoredList[]
  schemes: readonly StoredScheme[]
  objections: readonly Objection[]
  attachmentPath(sha256: string, fileName: string): string
  today: string
}

/** A table that every case has, empty or not. */
export interface CaseTable {
  title: string
  columns: ArchiveColumn[]
  rows(stored: StoredApplication, context: CaseContext): ArchiveCell[][]
}
