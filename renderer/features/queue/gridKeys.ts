import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { openCase, useBoard } from '../../board.ts'
import { composes, covered, isEditable } from '../../ui/keys.ts'
import { toggleTable } from './gridStore.ts'
import { include, toggle } from './selection.ts'

/** The place a key leads to among `count` rows from the row at `at` (-1: none yet), or null when the key is no such key. */
export function placeAfter(key: string, at: number, count: number, page: number): number | null {
  const last = count - 1
  const clamp = (place: number) => Math.min(Math.max(place, 0), last)
  if (count === 0) return null
  if (key === 'ArrowDown') return clamp(at + 1)
  if (key === 'ArrowUp') return clamp(at - 1)
  if (key === 'PageDown') return clamp(at + page)
  if (key === 'PageUp') return clamp(at - page)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

/**
 * The keys of the table: ↑ ↓ PgUp PgDn Home End open another row, with Shift they select on the way; Space selects the
 * open row and Enter shows it beside its evidence. They are the table's while the focus is in its rows, or nowhere.
 */
export function useGridKeys(scroller: RefObject<HTMLDivElement | null>, rowHeight: number): void {
  // The focus follows to the check box of the open row as soon as that row is drawn; at first too, unless one is typing.
  const follows = useRef(!isEditable(document.activeElement))
  // At once when drawn: left for later, it would still see the row before.
  useLayoutEffect(() => {
    const box = scroller.current?.querySelector<HTMLInputElement>('[aria-current="true"] input')
    if (!follows.current || !box) return
    follows.current = false
    box.focus({ preventScroll: true })
  })

  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, shiftKey } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || composes(event)) return
    const rows = scroller.current?.querySelector('tbody')
    const inRows = target instanceof Node && rows?.contains(target) === true
    if (covered() || !(inRows || target === document.body)) return
    const { visible, caseId } = useBoard.getState()
    const at = visible.findIndex(({ id }) => id === caseId)
    const row = visible[at]
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const to = placeAfter(key, at, visible.length, page)
    const next = visible[to ?? -1]
    if (to !== null && next !== undefined) {
      follows.current = true
      openCase(next.id)
      if (shiftKey) include(visible.slice(Math.max(0, Math.min(at, to)), Math.max(at, to) + 1))
    } else if (key === 'Enter' && row !== undefined) toggleTable()
    else if (key === ' ' && row !== undefined && !inRows) toggle(row.id, shiftKey)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
