import type { Virtualizer } from '@tanstack/react-virtual'

/**
 * Scrolls as little as brings a row of `height` pixels at `top` into sight; `covered` pixels at the top and the foot lie
 * under a header and a sum. Works from what the virtualizer has measured: asking the page would lay it out once more.
 */
export function keepInSight(
  { scrollElement, scrollOffset, scrollRect }: Virtualizer<HTMLDivElement, Element>,
  top: number,
  height: number,
  covered = 0,
): void {
  const [from, tall] = [scrollOffset ?? 0, scrollRect?.height ?? 0]
  if (scrollElement === null || tall === 0) return
  if (top < from + covered) scrollElement.scrollTop = top - covered
  else if (top + height > from + tall - covered) scrollElement.scrollTop = top + height - tall + covered
}
