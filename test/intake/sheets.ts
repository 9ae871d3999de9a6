import { readFileSync } from 'node:fs'
import type { Application } from '../../shared/application.ts'
import { type HeaderTable, parseHeaderTable } from '../../shared/intake/headers.ts'
import type { PlanOptions } from '../../shared/intake/openSheets.ts'
import { planImport } from '../../shared/intake/plan.ts'
import type { ImportPlan, RawCell, RawRow, RawSheet } from '../../shared/intake/sheet.ts'

/** The shipped table. */
export const HEADERS: HeaderTable = parseHeaderTable(
  readFileSync(new URL('../../templates/excel/headers.yaml', import.meta.url), 'utf8'),
)

/** A plain value as a cell; a RawCell stays what it is, null is blank. */
export type Value = string | number | boolean | null | RawCell

/** A sheet from rows of plain values; row numbers start at 1. */
export function sheetOf(name: string, rows: Value[][], more: Partial<RawSheet> = {}): RawSheet {
  return { name, hidden: false, hiddenColumns: [], rows: rows.flatMap((values, at) => rowOf(at + 1, values)), ...more }
}

function rowOf(row: number, values: Value[]): RawRow[] {
  const cells = new Map<number, RawCell>()
  for (const [at, value] of values.entries()) if (value !== null) cells.set(at + 1, cellOf(value))
  return cells.size === 0 ? [] : [{ row, hidden: false, cells }]
}

function cellOf(value: string | number | boolean | RawCell): RawCell {
  if (typeof value === 'string') return { kind: 'text', text: value, formula: false }
  if (typeof value === 'number') return { kind: 'number', value, formula: false }
  return typeof value === 'boolean' ? { kind: 'flag', value, formula: false } : value
}

/** A row whose first cell is merged across all columns. */
export function mergedRow(row: number, text: string, width: number): RawRow {
  const columns = Array.from({ length: width }, (_, at) => at + 1)
  const cell: RawCell = { kind: 'text', text, formula: false }
  return {
    row,
    hidden: false,
    cells: new Map(columns.map((column) => [column, cell])),
    echoed: new Set(columns.slice(1)),
  }
}

export function planOf(sheets: RawSheet[], existing: Application[] = [], options: PlanOptions = {}): ImportPlan {
  const stored = new Map(existing.map((application) => [application.applicationNo, application]))
  return planImport({ fileName: '汇总.xlsx', sha256: 'a'.repeat(64), sheets }, HEADERS, stored, options)
}

/** The plan of one sheet of applications with a header and given rows. */
export function planRows(header: string[], rows: Value[][], name = '申报汇总'): ImportPlan {
  return planOf([sheetOf(name, [header, ...rows])])
}

/** The accepted applications in order. */
export function applications(plan: ImportPlan): Application[] {
  return plan.rows.flatMap((row) => (row.kind === 'rejected' || row.kind === 'skipped' ? [] : [row.application]))
}
