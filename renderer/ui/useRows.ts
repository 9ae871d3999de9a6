import { useState } from 'react'

/** A row with a name of its own, so that deleting one does not move what is typed in another. */
interface Line<R> {
  id: number
  row: R
}

/** The rows of a table that is edited in place; `onRows` hears of every change. */
export function useRows<R extends object>(initial: () => R[], onRows: (rows: R[]) => void = () => undefined) {
  const [lines, setLines] = useState<Line<R>[]>(() => initial().map((row, id) => ({ id, row })))

  function take(next: Line<R>[]): void {
    setLines(next)
    onRows(next.map(({ row }) => row))
  }
  return {
    lines,
    change: (id: number, cells: Partial<R>) =>
      take(lines.map((line) => (line.id === id ? { id, row: { ...line.row, ...cells } } : line))),
    remove: (id: number) => take(lines.filter((line) => line.id !== id)),
    add: (row: R) => take([...lines, { id: 1 + Math.max(-1, ...lines.map(({ id }) => id)), row }]),
  }
}
