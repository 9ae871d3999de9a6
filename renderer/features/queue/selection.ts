import { useMemo } from 'react'
import { create } from 'zustand'
import type { CaseRow } from '../../../shared/views.ts'
import { useBoard } from '../../board.ts'

interface Selection {
  ids: ReadonlySet<string>
  /** Where a range by Shift begins. */
  anchor: string | null
}

/** The rows chosen for an act. Only those the view shows count: nobody acts on what cannot be seen. */
export const useSelection = create<Selection>()(() => ({ ids: new Set(), anchor: null }))

// What was chosen in one round, or by one person, is nothing to the next.
useBoard.subscribe((now, before) => {
  if (now.roundId !== before.roundId) clearSelection()
})

export function clearSelection(): void {
  useSelection.setState({ ids: new Set(), anchor: null })
}

export function selectVisible(): void {
  useSelection.setState({ ids: new Set(useBoard.getState().visible.map(({ id }) => id)) })
}

/** Takes a row in or out; with `range` everything from the last one touched to this one is taken in. */
export function toggle(id: string, range: boolean): void {
  const { ids, anchor } = useSelection.getState()
  const next = new Set(ids)
  const { visible } = useBoard.getState()
  const [from, to] = [visible.findIndex((row) => row.id === anchor), visible.findIndex((row) => row.id === id)]
  if (range && from >= 0 && to >= 0) {
    for (const row of visible.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id)
  } else if (!next.delete(id)) next.add(id)
  useSelection.setState({ ids: next, anchor: id })
}

/** Takes these rows in besides those chosen. */
export function include(rows: readonly CaseRow[]): void {
  const { ids, anchor } = useSelection.getState()
  useSelection.setState({ ids: new Set([...ids, ...rows.map(({ id }) => id)]), anchor: anchor ?? rows[0]?.id ?? null })
}

export function chosenOf(visible: readonly CaseRow[], ids: ReadonlySet<string>): CaseRow[] {
  return ids.size === 0 ? [] : visible.filter((row) => ids.has(row.id))
}

export function useChosen(): CaseRow[] {
  const visible = useBoard((state) => state.visible)
  const ids = useSelection((state) => state.ids)
  return useMemo(() => chosenOf(visible, ids), [visible, ids])
}
