import { create } from 'zustand'
import { CASE_STATUSES, type CaseRow, type CaseStatus } from '../shared/views.ts'
import { call, sentence } from './client.ts'
import { useLater, walk } from './later.ts'
import { inOrder, type Narrowing, narrow, type Order } from './queueView.ts'
import type { SearchIndex } from './search.ts'

export type Pill = CaseStatus | 'all'

interface Board {
  state: 'idle' | 'loading' | 'ready' | 'failed'
  message: string
  roundId: string | null
  rows: CaseRow[]
  /** Counts the readings of the list. */
  generation: number
  pill: Pill
  query: string
  narrowing: Narrowing
  order: Order
  /** Rows passing pill, words and narrowing, in the chosen order. */
  visible: CaseRow[]
  caseId: string | null
}

const empty: Board = {
  state: 'idle',
  message: '',
  roundId: null,
  rows: [],
  generation: 0,
  pill: 'all',
  query: '',
  narrowing: { article: null, industry: null },
  order: 'no',
  visible: [],
  caseId: null,
}

/** The round's cases as the queue lists them, and which one is open. */
export const useBoard = create<Board>()(() => empty)

let index: { rows: CaseRow[]; entries: SearchIndex } | null = null

/** Reads the round's list ahead of the screen that shows it; does nothing when it was read. */
export async function prefetchBoard(roundId: string): Promise<void> {
  if (useBoard.getState().roundId !== roundId) await loadBoard(roundId)
}

export async function loadBoard(roundId: string): Promise<void> {
  const before = useBoard.getState()
  const same = before.roundId === roundId
  useBoard.setState(
    same
      ? { state: before.state === 'ready' ? 'ready' : 'loading' }
      : { ...empty, generation: before.generation, state: 'loading', roundId },
  )
  try {
    const rows = await call('case.list', { roundId })
    if (useBoard.getState().roundId === roundId) await take(rows)
  } catch (error) {
    if (useBoard.getState().roundId === roundId) useBoard.setState({ state: 'failed', message: sentence(error) })
  }
}

export async function setPill(pill: Pill): Promise<void> {
  useBoard.setState({ pill })
  await refilter(true)
}

export async function setQuery(query: string): Promise<void> {
  useBoard.setState({ query })
  await refilter(true)
}

export async function setNarrowing(narrowing: Narrowing): Promise<void> {
  useBoard.setState({ narrowing })
  await refilter(true)
}

export async function setOrder(order: Order): Promise<void> {
  useBoard.setState({ order })
  await refilter(false)
}

/** Shows every case again, in the order chosen. */
export async function clearFilter(): Promise<void> {
  useBoard.setState({ pill: empty.pill, query: empty.query, narrowing: empty.narrowing })
  await refilter(true)
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
  const renamed =
    old?.applicant !== row.applicant || old.projectName !== row.projectName || old.industry !== row.industry
  index = index?.rows === rows && !renamed ? { rows: next, entries: index.entries } : null
  useBoard.setState({ rows: next, visible: swap(visible) })
}

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

async function take(rows: CaseRow[]): Promise<void> {
  index = null
  useBoard.setState(({ generation }) => ({ rows, state: 'ready', generation: generation + 1 }))
  await refilter(false)
}

async function refilter(moveInside: boolean): Promise<void> {
  const { rows, pill, query, narrowing, order } = useBoard.getState()
  const found = query.trim() === '' ? null : await search(rows, query)
  const now = useBoard.getState()
  // A slow search for words that have changed since is dropped.
  if (now.rows !== rows || now.pill !== pill || now.query !== query) return
  if (now.narrowing !== narrowing || now.order !== order) return
  const passing = narrow(rows, narrowing).filter(
    (row) => (pill === 'all' || row.status === pill) && (found === null || found.has(row.id)),
  )
  const visible = inOrder(passing, order, amountOf)
  const stays =
    visible.some((row) => row.id === now.caseId) || (!moveInside && rows.some((row) => row.id === now.caseId))
  useBoard.setState({ visible, caseId: stays ? now.caseId : (visible[0]?.id ?? null) })
}

async function search(rows: CaseRow[], query: string): Promise<Set<string>> {
  const { buildIndex, searchIndex } = await import('./search.ts')
  if (index?.rows !== rows) index = { rows, entries: buildIndex(rows) }
  return searchIndex(index.entries, query)
}
