import { readFileSync } from 'node:fs'
import type { PlanOptions } from '../../shared/intake/openSheets.ts'
import type { RawSheet } from '../../shared/intake/sheet.ts'
import { parseListHeaders } from '../../shared/reference/headerTables.ts'
import { type KnownLists, type ListRequest, planReferences } from '../../shared/reference/planReferences.ts'
import type { ReferenceKind, ReferencePlan, ReferenceRow } from '../../shared/reference/reference.ts'
import { HEADERS, sheetOf, type Value } from '../intake/sheets.ts'

export const LIST_FILE = readFileSync(new URL('../../templates/excel/referenceHeaders.yaml', import.meta.url), 'utf8')

/** The shipped table. */
export const LIST_HEADERS = parseListHeaders(LIST_FILE, HEADERS)

export const NOTHING_KNOWN: KnownLists = { lists: [], rounds: new Set(), listedRounds: new Map() }

export function planList(
  request: Partial<ListRequest> & { kind: ReferenceKind },
  sheets: RawSheet[],
  known: KnownLists = NOTHING_KNOWN,
  options: PlanOptions = {},
): ReferencePlan {
  const book = { fileName: '名单.xlsx', sha256: 'a'.repeat(64), sheets }
  return planReferences(book, { source: '来源', asOf: null, ...request }, LIST_HEADERS[request.kind], known, options)
}

/** The plan of one sheet with a header and rows. */
export function planRowsOf(kind: ReferenceKind, header: string[], rows: Value[][], source = '来源'): ReferencePlan {
  return planList({ kind, source }, [sheetOf('名单', [header, ...rows])])
}

/** The rows a plan takes. */
export function entries(plan: ReferencePlan): ReferenceRow[] {
  return plan.rows.flatMap((row) => (row.kind === 'new' ? [row.entry] : []))
}
