import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Begins another case at the top; a pane nobody has scrolled is left alone, for asking where it stands lays out the page. */
export function useFromTop(caseId: string): { ref: RefObject<HTMLDivElement | null>; onScroll: () => void } {
  const ref = useRef<HTMLDivElement>(null)
  const scrolled = useRef('')
  useLayoutEffect(() => {
    if (scrolled.current === '' || scrolled.current === caseId) return
    scrolled.current = ''
    if (ref.current !== null) ref.current.scrollTop = 0
  }, [caseId])
  const onScroll = () => {
    scrolled.current = caseId
  }
  return { ref, onScroll }
}
