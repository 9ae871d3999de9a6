import { type RefObject, useEffect, useEffectEvent } from 'react'
import { nextZoom } from '../viewing.ts'

/** Ctrl and the wheel over an element: larger and smaller by the offered steps, one step for each turn of the wheel. */
export function useWheelZoom(
  element: RefObject<HTMLElement | null>,
  zoom: number,
  onZoom: (zoom: number) => void,
): void {
  const turned = useEffectEvent((down: boolean) => {
    const next = nextZoom(zoom, down ? -1 : 1)
    if (next !== undefined) onZoom(next)
  })
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      turned(event.deltaY > 0)
    }
    // Not passive: the window's own zoom must not follow.
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  }, [element])
}
