import { type ColumnKey, choicesOf, compareIn, fenOf, isBlank, wordsOf } from '../shared/queue/columns.ts'
import type { CaseRow, CaseStatus } from '../shared/views.ts'

export type Pill = CaseStatus | 'all'

/** What one column is narrowed to. Amounts are 分, both ends included; null: open on that side. */
export type ColumnFilter =
  | { kind: 'text'; words: string }
  | { kind: 'choice'; values: string[] }
  | { kind: 'money'; fromFen: number | null; toFen: number | null }

export type Filters = Partial<Record<ColumnKey, ColumnFilter>>

export interface Sort {
  key: ColumnKey
  down: boolean
}

/** Rows that no column can tell apart: assigned to the person at the desk, or with an overdue 补正. */
export type Only = 'mine' | 'overdue' | null

/** Everything that says which rows are shown, and in what order. A saved view is this with a name. */
export interface QueueView {
  pill: Pill
  query: string
  filters: Filters
  /** Null: by application number. */
  sort: Sort | null
  only: Only
}

export const WHOLE_QUEUE: QueueView = { pill: 'all', query: '', filters: {}, sort: null, only: null }

/** What a view needs beside the rows. */
export interface ViewHelp {
  accountId: string | null
  overdue: ReadonlySet<string>
  /** True when the text holds the words by characters, initials or pinyin. */
  holds(text: string, words: string): boolean
}

/** The rows that pass `only` and every column filter, in list order. `except` leaves out the filter of one column. */
export function narrow(
  rows: readonly CaseRow[],
  { filters, only }: Pick<QueueView, 'filters' | 'only'>,
  help: ViewHelp,
  except: ColumnKey | null = null,
): CaseRow[] {
  const tests = (Object.keys(filters) as ColumnKey[]).flatMap((key) => {
    const filter = filters[key]
    return filter === undefined || key === except ? [] : [columnTest(key, filter, help)]
  })
  if (only === 'mine') {
    tests.push((row) => row.assigneeId !== null && row.assigneeId === help.accountId && isOpen(row))
  }
  if (only === 'overdue') tests.push((row) => help.overdue.has(row.id))
  return tests.length === 0 ? [...rows] : rows.filter((row) => tests.every((passes) => passes(row)))
}

function isOpen({ status }: CaseRow): boolean {
  return status === 'pending' || status === 'unknown'
}

function columnTest(key: ColumnKey, filter: ColumnFilter, { holds }: ViewHelp): (row: CaseRow) => boolean {
  switch (filter.kind) {
    case 'text':
      return (row) => holds(wordsOf(row, key), filter.words)
    case 'choice': {
      const wanted = new Set(filter.values)
      return (row) => choicesOf(row, key).some((value) => wanted.has(value))
    }
    case 'money':
      return (row) => {
        const fen = fenOf(row, key)
        return fen !== null && fen >= (filter.fromFen ?? fen) && fen <= (filter.toFen ?? fen)
      }
  }
}

/** The rows in the order asked for; equal ones keep list order, and those with nothing in the column stand last. */
export function inOrder(rows: readonly CaseRow[], sort: Sort | null): CaseRow[] {
  if (sort === null) return [...rows]
  const compare = compareIn(sort.key, new Intl.Collator('zh-CN', { numeric: true }))
  const sign = sort.down ? -1 : 1
  const last = (row: CaseRow) => Number(isBlank(row, sort.key))
  return [...rows].sort((a, b) => {
    const order = compare(a, b)
    return order === null ? last(a) - last(b) : sign * order
  })
}

/** The next state of a column header when it is pressed: rising, falling, list order. */
export function nextSort(now: Sort | null, key: ColumnKey): Sort | null {
  if (now?.key !== key) return { key, down: false }
  return now.down ? null : { key, down: true }
}

/** The words a choice column offers for these rows with how many have each, the commonest first. */
export function choiceCounts(rows: readonly CaseRow[], key: ColumnKey): [string, number][] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of choicesOf(row, key)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
