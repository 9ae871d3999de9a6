import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'

/** The element that takes files dropped on it: a short cut, a button beside it does the same. */
export function useDrop(take: (files: FileList) => void): RefObject<HTMLDivElement | null> {
  const target = useRef<HTMLDivElement>(null)
  const dropped = useEffectEvent((event: DragEvent) => {
    event.preventDefault()
    if (event.dataTransfer !== null) take(event.dataTransfer.files)
  })
  useEffect(() => {
    const element = target.current
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => dropped(event)
    element?.addEventListener('dragover', over)
    element?.addEventListener('drop', drop)
    return () => {
      element?.removeEventListener('dragover', over)
      element?.removeEventListener('drop', drop)
    }
  }, [])
  return target
}
