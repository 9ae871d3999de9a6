import { useCallback, useState } from 'react'

interface Size {
  width: number
  height: number
}

/** Width and height of an element in CSS pixels, kept up to date; zero until it is laid out. Give the first part as its ref. */
export function useSize<T extends HTMLElement>(): [(element: T | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const frame = useCallback((element: T | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, size]
}
