import { z } from 'zod'
import type { TravelRow } from '../../../db/exchangeRows.ts'
import { SEALED_TABLES, type TableName } from '../../../db/tables.ts'
import type { Frame } from './container.ts'

/** Rows in one frame: few enough that a frame stays small in memory. */
const ROWS = 500
const PREFIX = 'rows:'

const rowsFrame = z.strictObject({
  columns: z.array(z.string()).max(100),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
})

/** The records of a table as frames, in order. */
export function* rowFrames(table: TableName, rows: readonly TravelRow[]): Generator<Frame> {
  for (let at = 0; at < rows.length; at += ROWS) {
    const some = rows.slice(at, at + ROWS)
    const columns = Object.keys(some[0] ?? {})
    const content = { columns, rows: some.map((row) => columns.map((column) => row[column] ?? null)) }
    yield { name: `${PREFIX}${table}`, bytes: Buffer.from(JSON.stringify(content)) }
  }
}

/** A frame of records, or null when it holds something else. Errors: what a frame of another make throws. */
export function readRows({ name, bytes }: Frame): { table: TableName; rows: TravelRow[] } | null {
  if (!name.startsWith(PREFIX)) return null
  const table = SEALED_TABLES.find((one) => one === name.slice(PREFIX.length))
  if (table === undefined) throw new Error(`no such table: ${name}`)
  const { columns, rows } = rowsFrame.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  return { table, rows: rows.map((values) => travelRow(columns, values)) }
}

function travelRow(columns: readonly string[], values: readonly (string | number | null)[]): TravelRow {
  const row = Object.fromEntries(columns.map((column, at) => [column, values[at] ?? null]))
  const { id, installation } = row
  if (typeof id !== 'string' || typeof installation !== 'string') throw new Error('a record without id')
  return { ...row, id, installation }
}
