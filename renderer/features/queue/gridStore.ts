import { z } from 'zod'
import { create } from 'zustand'
import { COLUMN_KEYS, type ColumnKey, QUEUE_COLUMNS } from '../../../shared/queue/columns.ts'
import { call } from '../../client.ts'

export interface GridColumn {
  key: ColumnKey
  width: number
  hidden: boolean
}

interface Grid {
  /** The whole-width table instead of the list beside the evidence. */
  table: boolean
  columns: GridColumn[]
}

const KEY = 'queue.grid'
export const LEAST_WIDTH = 48
const MOST_WIDTH = 600
/** The first visible columns stay in sight when the table is moved sideways. */
export const FROZEN = 2

const kept = z.object({
  table: z.boolean(),
  columns: z.array(
    z.object({ key: z.enum(COLUMN_KEYS), width: z.number().min(LEAST_WIDTH).max(MOST_WIDTH), hidden: z.boolean() }),
  ),
})

const FIRST: GridColumn[] = COLUMN_KEYS.map((key) => ({ key, width: QUEUE_COLUMNS[key].width, hidden: false }))

const BEGINNING: Grid = { table: false, columns: FIRST }

/** How the person at the desk has laid out the queue. */
export const useGrid = create<Grid>()(() => BEGINNING)

/** Reads the person's layout, or begins with the first one; columns that came later stand at the end. */
export async function loadGrid(): Promise<void> {
  const { value } = await call('personal.get', { key: KEY }).catch(() => ({ value: null }))
  const known = kept.safeParse(value).data
  // What lies here may be the layout of the person before.
  if (known === undefined) return useGrid.setState(BEGINNING)
  const stated = known.columns.map(({ key }) => key)
  useGrid.setState({
    table: known.table,
    columns: [...known.columns, ...FIRST.filter(({ key }) => !stated.includes(key))],
  })
}

function keep(change: Partial<Grid>): void {
  useGrid.setState(change)
  const { table, columns } = useGrid.getState()
  const value = { table, columns: columns.map(({ key, width, hidden }) => ({ key, width, hidden })) }
  // A layout that could not be kept lasts until the window closes; nothing of the work depends on it.
  void call('personal.save', { key: KEY, value }).catch(() => undefined)
}

export function toggleTable(): void {
  keep({ table: !useGrid.getState().table })
}

export function resizeColumn(key: ColumnKey, width: number): void {
  keep({ columns: withWidth(key, width) })
}

/** A width while the edge is still being drawn: shown, not kept. */
export function drawColumn(key: ColumnKey, width: number): void {
  useGrid.setState({ columns: withWidth(key, width) })
}

function withWidth(key: ColumnKey, width: number): GridColumn[] {
  const fitting = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)))
  return useGrid.getState().columns.map((one) => (one.key === key ? { ...one, width: fitting } : one))
}

export function hideColumn(key: ColumnKey, hidden: boolean): void {
  const columns = useGrid.getState().columns.map((one) => (one.key === key ? { ...one, hidden } : one))
  if (columns.some((one) => !one.hidden)) keep({ columns })
}

/** Puts a column in the place of another. */
export function moveColumn(key: ColumnKey, before: ColumnKey): void {
  const { columns } = useGrid.getState()
  const moved = columns.find((one) => one.key === key)
  const from = columns.findIndex((one) => one.key === key)
  const to = columns.findIndex((one) => one.key === before)
  if (moved === undefined || to < 0 || from === to) return
  const rest = columns.filter((one) => one !== moved)
  keep({ columns: [...rest.slice(0, to), moved, ...rest.slice(to)] })
}

/** One place to the left or right among those shown. */
export function shiftColumn(key: ColumnKey, by: 1 | -1): void {
  const shown = shownColumns(useGrid.getState().columns)
  const next = shown[shown.findIndex((one) => one.key === key) + by]
  if (next !== undefined) moveColumn(key, next.key)
}

export function resetColumns(): void {
  keep({ columns: FIRST })
}

export function shownColumns(columns: readonly GridColumn[]): GridColumn[] {
  return columns.filter(({ hidden }) => !hidden)
}
