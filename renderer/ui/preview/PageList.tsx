import { type KeyboardEvent, useEffect, useRef } from 'react'
import { PdfPage } from '../PdfPage.tsx'
import type { PDFPageProxy } from '../pdf.ts'

interface Props {
  pages: PDFPageProxy[]
  page: number
  go(page: number): void
}

/** About this share of the page in CSS pixels fills the list. */
const LIST_WIDTH = 79
/** PgUp and PgDn pass over so many small pages. */
const LEAP = 5

/** The small pages: one stop for the Tab key, walked by ↑ ↓ PgUp PgDn Home End. The page being read is kept in view. */
export function PageList({ pages, page, go }: Props) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-small="${page}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [page])

  function walk(event: KeyboardEvent): void {
    const to = STEPS[event.key]?.(page, pages.length)
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const there = Math.min(pages.length, Math.max(1, to))
    go(there)
    const button = list.current?.querySelector(`[data-small="${there}"]`)
    if (button instanceof HTMLElement) button.focus()
  }

  return (
    <div ref={list} className="pdf-list" role="toolbar" aria-label="页面列表" onKeyDown={walk}>
      {pages.map((each) => (
        <button
          key={each.pageNumber}
          type="button"
          data-small={each.pageNumber}
          className={each.pageNumber === page ? 'on' : ''}
          aria-label={`第 ${each.pageNumber} 页`}
          aria-current={each.pageNumber === page ? 'page' : undefined}
          tabIndex={each.pageNumber === page ? 0 : -1}
          onClick={() => go(each.pageNumber)}
        >
          <PdfPage page={each} scale={LIST_WIDTH / each.getViewport({ scale: 1 }).width} />
          <span className="digits">{each.pageNumber}</span>
        </button>
      ))}
    </div>
  )
}

const STEPS: Record<string, (page: number, count: number) => number> = {
  ArrowUp: (page) => page - 1,
  ArrowDown: (page) => page + 1,
  PageUp: (page) => page - LEAP,
  PageDown: (page) => page + LEAP,
  Home: () => 1,
  End: (_, count) => count,
}
