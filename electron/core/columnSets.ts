import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSetting } from '../../db/settings.ts'
import {
  addsUp,
  COLUMN_SET_KEYS,
  type ColumnEntry,
  type ColumnSetName,
  type ColumnSets,
  fieldKinds,
  parseColumnSets,
  readColumnSet,
} from '../../shared/report/columns.ts'
import type { PaperColumn } from '../../shared/report/sheet.ts'
import type { ColumnSetView } from '../../shared/settings/views.ts'
import type { Workspace } from './workspace.ts'

/** The setting's key: tables whose columns the office chose. */
export const COLUMN_SETS = 'columnSets'
export type OwnColumnSets = Partial<Record<ColumnSetName, ColumnEntry[]>>

/** The columns of every table of the Excel papers: as the office chose them, else as shipped. Errors: POLICY_FILE. */
export function columnSetsOf(ws: Workspace): ColumnSets {
  const shipped = shippedColumnSets(ws)
  const own = ownColumnSets(ws)
  const sets = { ...shipped }
  for (const name of COLUMN_SET_KEYS) {
    const entries = own[name]
    if (entries !== undefined) sets[name] = readColumnSet(name, entries, shipped[name])
  }
  return sets
}

/** Errors: POLICY_FILE. */
export function columnSetViews(ws: Workspace): ColumnSetView[] {
  const shipped = shippedColumnSets(ws)
  const own = ownColumnSets(ws)
  const sets = columnSetsOf(ws)
  return COLUMN_SET_KEYS.map((name) => ({
    name,
    columns: sets[name],
    available: available(name, shipped),
    own: own[name] !== undefined,
  }))
}

export function ownColumnSets(ws: Workspace): OwnColumnSets {
  return readSetting<OwnColumnSets>(ws.db, COLUMN_SETS) ?? {}
}

/** Errors: POLICY_FILE. */
export function shippedColumnSets(ws: Workspace): ColumnSets {
  const name = 'columns.yaml'
  return parseColumnSets(readFileSync(join(ws.templatesRoot, 'excel', name), 'utf8'), name)
}

/** A field no shipped table shows has no header there. */
const UNSHIPPED: Record<string, string> = { articleTitle: '条款名称' }
const WIDTH = 14

/** Every field the table may show, headed as there, or as in the first table that has it. */
function available(name: ColumnSetName, shipped: ColumnSets): PaperColumn[] {
  const known = [...shipped[name], ...Object.values(shipped).flat()]
  return Object.entries(fieldKinds(name)).flatMap(([field, kind]): PaperColumn[] => {
    const like = known.find((column) => column.field === field)
    const header = like?.header ?? UNSHIPPED[field]
    if (header === undefined) return []
    return [{ field, header, kind, width: like?.width ?? WIDTH, total: like?.total === true && addsUp(name) }]
  })
}
