import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HeaderTable, parseHeaderTable } from '../../shared/intake/headers.ts'
import { type ListHeaders, parseListHeaders } from '../../shared/reference/headerTables.ts'
import type { ReferenceKind } from '../../shared/reference/reference.ts'

/** How the columns of lists from outside are recognised, from `referenceHeaders.yaml` over the applications' words. */
export function openListHeaders(templatesRoot: string): Record<ReferenceKind, ListHeaders> {
  const name = 'referenceHeaders.yaml'
  return parseListHeaders(
    readFileSync(join(templatesRoot, 'excel', name), 'utf8'),
    openHeaderTable(templatesRoot),
    name,
  )
}

/** Header synonyms from `templates/excel/headers.yaml`. Errors: POLICY_FILE naming file and line. */
export function openHeaderTable(templatesRoot: string): HeaderTable {
  const name = 'headers.yaml'
  return parseHeaderTable(readFileSync(join(templatesRoot, 'excel', name), 'utf8'), name)
}
