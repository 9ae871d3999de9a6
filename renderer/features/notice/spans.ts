/**
 * Columns each cell of a previewed row covers. A row of words only, mostly blank (title, heading, opinion box), lets each
 * text run on to the next one; a row with figures or full of data keeps its cells.
 */
export function spansOf(cells: readonly string[], columns: number): number[] {
  const filled = cells.flatMap((text, at) => (text === '' ? [] : [at]))
  const words = filled.every((at) => !/^[\d,.-]+$/.test(cells[at] ?? ''))
  const spans = Array.from({ length: columns }, () => 1)
  if (!words || filled.length === 0 || filled.length * 2 > columns) return spans
  filled.forEach((at, order) => {
    const end = filled[order + 1] ?? columns
    spans[at] = end - at
    spans.fill(0, at + 1, end)
  })
  return spans
}
