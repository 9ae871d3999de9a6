import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HeaderTable, parseHeaderTable } from '../../shared/intake/headers.ts'

/** Header synonyms from `templates/excel/headers.yaml`. Errors: POLICY_FILE naming file and line. */
export function openHeaderTable(templatesRoot: string): HeaderTable {
  const name = 'headers.yaml'
  return parseHeaderTable(readFileSync(join(templatesRoot, 'excel', name), 'utf8'), name)
}
