import { create } from 'zustand'
import { CASE_STATUSES, type CaseRow } from '../shared/views.ts'
import { call, sentence } from './client.ts'
import { useLater, walk } from './later.ts'
import { inOrder, narrow, type Pill, type QueueView, type ViewHelp, WHOLE_QUEUE } from './queueView.ts'
import type { SearchIndex } from './search.ts'
import { useWorkspace } from './workspace.ts'

interface Board {
  state: 'idle' | 'loading' | 'ready' | 'failed'
  message: string
  roundId: string | null
  rows: CaseRow[]
  /** Only the first rows are here; the rest is on its way. */
  partial: boolean
  /** Counts the readings of the list. */
  generation: number
  view: QueueView
  /** Cases with an overdue 补正; read when a view asks for them. */
  overdue: ReadonlySet<string>
  /** Rows of the view, in its order. */
  visible: CaseRow[]
  caseId: string | null
}

const empty: Board = {
  state: 'idle',
  message: '',
  roundId: null,
  rows: [],
  partial: false,
  generation: 0,
  view: WHOLE_QUEUE,
  overdue: new Set(),
  visible: [],
  caseId: null,
}

/** As many rows as any screen shows at once; they are here long before the whole list. */
const FIRST_ROWS = 60

/** The round's cases as the queue lists them, and which one is open. */
export const useBoard = create<Board>()(() => empty)

/** Whose board it is; null before anybody signed in. */
let owner: string | null = null

// The same person goes on where the session ended; another one finds nothing of the last one's case, view or marks.
useWorkspace.subscribe(({ session }) => {
  const id = session.state === 'ready' ? (session.view.user?.id ?? null) : null
  if (id === null || id === owner) return
  owner = id
  index = null
  useBoard.setState(({ generation }) => ({ ...empty, generation: generation + 1 }))
  useLater.setState({ roundId: null, ids: new Set() })
})

let index: { rows: CaseRow[]; entries: SearchIndex } | null = null

/** Reads the round's list ahead of the screen that shows it; does nothing when it was read. */
export async function prefetchBoard(roundId: string): Promise<void> {
  if (useBoard.getState().roundId !== roundId) await loadBoard(roundId)
}

/** Reads the list for the screen that opens; a first reading that is still on its way is not asked for twice. */
export async function openBoard(roundId: string): Promise<void> {
  if (reading !== roundId || useBoard.getState().roundId !== roundId) await loadBoard(roundId)
}

/** The round whose list is on its way. */
let reading: string | null = null

export async function loadBoard(roundId: string): Promise<void> {
  const before = useBoard.getState()
  const same = before.roundId === roundId
  useBoard.setState(
    same
      ? { state: before.state === 'ready' ? 'ready' : 'loading' }
      : { ...empty, generation: before.generation, state: 'loading', roundId },
  )
  const current = () => useBoard.getState().roundId === roundId
  reading = roundId
  try {
    const few = same ? null : await firstRows(roundId)
    if (few !== null && current() && useBoard.getState().state === 'loading') {
      await take(few, true)
      // The core does one thing after the other: a screen that shows the few asks for their first case before the many.
      await new Promise((resolve) => setTimeout(resolve))
    }
    if (!current()) return
    const rows = await call('case.list', { roundId })
    if (current()) await take(rows, false)
  } catch (error) {
    if (current()) useBoard.setState({ state: 'failed', message: sentence(error) })
  } finally {
    if (reading === roundId) reading = null
  }
}

/** Null when the few could not be read: the whole list says why. */
async function firstRows(roundId: string): Promise<CaseRow[] | null> {
  const rows = await call('case.firstRows', { roundId, count: FIRST_ROWS }).catch(() => null)
  return rows === null || rows.length === 0 ? null : rows
}

/** Shows another view, or a part of it changed. */
export async function setView(change: Partial<QueueView>): Promise<void> {
  useBoard.setState(({ view }) => ({ view: { ...view, ...change } }))
  if (change.only === 'overdue') await readOverdue()
  await refilter(!(Object.keys(change).length === 1 && 'sort' in change))
}

export async function setPill(pill: Pill): Promise<void> {
  await setView({ pill })
}

export async function setQuery(query: string): Promise<void> {
  await setView({ query })
}

/** Shows every case again, in the order chosen. */
export async function clearFilter(): Promise<void> {
  await setView({ ...WHOLE_QUEUE, sort: useBoard.getState().view.sort })
}

/** Reads which cases have an overdue 补正. */
export async function readOverdue(): Promise<void> {
  const { roundId } = useBoard.getState()
  if (roundId === null) return
  const lines = await call('supplement.list', { roundId }).catch(() => [])
  const late = lines.filter(({ daysLeft }) => daysLeft !== null && daysLeft < 0)
  if (useBoard.getState().roundId === roundId) useBoard.setState({ overdue: new Set(late.map(({ caseId }) => caseId)) })
}

export function openCase(caseId: string): void {
  useBoard.setState({ caseId })
}

/** Opens a case wherever the filter stands: it is cleared when it would hide the case. */
export function showCase(caseId: string): void {
  const hidden = !useBoard.getState().visible.some((row) => row.id === caseId)
  useBoard.setState({ caseId })
  if (hidden) void clearFilter()
}

/** The cases whose number, names or industry contain the query, in list order. */
export async function findCases(rows: CaseRow[], query: string): Promise<CaseRow[]> {
  const found = await search(rows, query)
  return rows.filter(({ id }) => found.has(id))
}

/** The case `by` places after the open one in the walk through the visible list, or null at the ends. */
export function neighbour(by: number): CaseRow | null {
  const { visible, caseId } = useBoard.getState()
  const rows = walk(visible, useLater.getState().ids)
  return rows[rows.findIndex((row) => row.id === caseId) + by] ?? null
}

/** Puts the changed row in its place. The list keeps showing it until the filter is set again, so that nothing jumps. */
export function replaceRow(row: CaseRow): void {
  const swap = (rows: CaseRow[]) => rows.map((old) => (old.id === row.id ? row : old))
  const { rows, visible } = useBoard.getState()
  const next = swap(rows)
  const old = rows.find((each) => each.id === row.id)
  const searched = old !== undefined && SEARCHED.every((key) => old[key] === row[key])
  index = index?.rows === rows && searched ? { rows: next, entries: index.entries } : null
  useBoard.setState({ rows: next, visible: swap(visible) })
}

const SEARCHED = [
  'applicant',
  'projectName',
  'industry',
  'creditCode',
  'requestedFen',
  'computedFen',
  'proposedFen',
] as const satisfies (keyof CaseRow)[]

export interface Tally {
  count: number
  /** 分: proposed amount where decided, else what was computed. */
  fen: number
}

/** Counts and sums per pill. */
export function tallies(rows: readonly CaseRow[]): Record<Pill, Tally> {
  const result: Record<Pill, Tally> = {
    all: { count: 0, fen: 0 },
    pending: { count: 0, fen: 0 },
    unknown: { count: 0, fen: 0 },
    supplement: { count: 0, fen: 0 },
    agreed: { count: 0, fen: 0 },
    refused: { count: 0, fen: 0 },
    out: { count: 0, fen: 0 },
  }
  for (const row of rows) {
    for (const tally of [result.all, result[row.status]]) {
      tally.count += 1
      tally.fen += amountOf(row)
    }
  }
  return result
}

/** The amount a case stands for: proposed when agreed, nothing when refused, else the machine's. */
export function amountOf(row: CaseRow): number {
  if (row.status === 'agreed') return row.proposedFen ?? 0
  return row.status === 'refused' || row.status === 'out' ? 0 : (row.computedFen ?? 0)
}

export const PILLS: readonly Pill[] = ['all', ...CASE_STATUSES]

async function take(rows: CaseRow[], partial: boolean): Promise<void> {
  index = null
  useBoard.setState(({ generation }) => ({ rows, partial, state: 'ready', generation: generation + Number(!partial) }))
  if (useBoard.getState().view.only === 'overdue') await readOverdue()
  await refilter(false)
  if (!partial) spellWhileIdle(rows)
}

async function refilter(moveInside: boolean): Promise<void> {
  const { rows, view, overdue } = useBoard.getState()
  const passing = await rowsOf(rows, view, overdue)
  const now = useBoard.getState()
  // A slow search for words that have changed since is dropped.
  if (now.rows !== rows || now.view !== view) return
  const visible = inOrder(passing, view.sort)
  const stays =
    visible.some((row) => row.id === now.caseId) || (!moveInside && rows.some((row) => row.id === now.caseId))
  useBoard.setState({ visible, caseId: stays ? now.caseId : (visible[0]?.id ?? null) })
}

/** The rows a view shows, in list order. */
export async function rowsOf(
  rows: CaseRow[],
  { pill, query, ...view }: QueueView,
  overdue: ReadonlySet<string>,
): Promise<CaseRow[]> {
  const found = query.trim() === '' ? null : await search(rows, query)
  const narrowed = narrow(rows, view, await viewHelp(view, overdue))
  if (pill === 'all' && found === null) return narrowed
  return narrowed.filter((row) => (pill === 'all' || row.status === pill) && (found === null || found.has(row.id)))
}

/** What narrowing needs; the search by pinyin is read only where words are looked for. */
export async function viewHelp(
  { filters }: Pick<QueueView, 'filters'>,
  overdue: ReadonlySet<string>,
): Promise<ViewHelp> {
  const { session } = useWorkspace.getState()
  const accountId = session.state === 'ready' ? (session.view.user?.id ?? null) : null
  const spoken = Object.values(filters).some((filter) => filter?.kind === 'text')
  const holds = spoken ? (await import('./search.ts')).holds : () => true
  return { accountId, overdue, holds }
}

async function search(rows: CaseRow[], query: string): Promise<Set<string>> {
  const { buildIndex, searchIndex, spellAhead } = await import('./search.ts')
  if (index?.rows !== rows) {
    // Spelling ten thousand names at once would be felt at the keys; what is spelt already costs next to nothing.
    for (let from = 0; from < rows.length; from += SPELT_AT_ONCE) {
      const began = performance.now()
      spellAhead(rows, from, SPELT_AT_ONCE)
      if (performance.now() - began > FELT) await new Promise((resolve) => setTimeout(resolve))
    }
    // Another search may have come first meanwhile.
    if (index?.rows !== rows) index = { rows, entries: buildIndex(rows) }
  }
  return searchIndex(index.entries, query)
}

/** Names spelt at once; few enough that a key press meanwhile is not kept waiting. */
const SPELT_AT_ONCE = 50
/** Milliseconds after which the keys and the screen have their turn. */
const FELT = 4

/** Spells the names while nobody waits, and then builds the index, so that the first letter typed finds it ready. */
function spellWhileIdle(rows: CaseRow[], from = 0): void {
  if (typeof requestIdleCallback !== 'function') return
  requestIdleCallback(async (idle) => {
    if (useBoard.getState().rows !== rows) return
    const { spellAhead, buildIndex } = await import('./search.ts')
    let next = from
    do {
      spellAhead(rows, next, SPELT_AT_ONCE)
      next += SPELT_AT_ONCE
    } while (next < rows.length && idle.timeRemaining() > FELT)
    if (next < rows.length) spellWhileIdle(rows, next)
    else if (index?.rows !== rows) index = { rows, entries: buildIndex(rows) }
  })
}
