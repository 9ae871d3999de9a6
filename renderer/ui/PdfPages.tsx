import { UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { AppError } from '../../shared/errors.ts'
import { sentence } from '../client.ts'
import { Failure, Working } from './Notices.tsx'
import { CSS_PER_POINT, PdfPage } from './PdfPage.tsx'
import type { PDFDocumentProxy, PDFPageProxy } from './pdf.ts'
import { PageField } from './preview/PageField.tsx'
import { PageList } from './preview/PageList.tsx'
import { useWheelZoom } from './preview/useWheelZoom.ts'
import { useSize } from './useSize.ts'
import { ViewBar } from './ViewBar.tsx'
import { AS_IT_IS, type Viewing, zoomOf } from './viewing.ts'

type Opened = { state: 'opening' } | { state: 'failed'; message: string } | { state: 'open'; pages: PDFPageProxy[] }

const FIRST = { page: 1 }
/** The list of small pages in CSS pixels, and the margins with the scroll bar. */
const PAGE_LIST = 136
const MARGINS = 24 + 16
/** The bar above the pages. */
const BAR = 32

interface Props {
  bytes: Uint8Array
  /** Written by somebody else: its fonts may not be inside. */
  foreign?: boolean
  /** The list of small pages beside the large ones. */
  list?: boolean
  /** The page to stand at; another object goes there again. */
  at?: { page: number }
  /** Told of the page that is read now. */
  onPage?(page: number): void
  /** Given the pages once they are open. */
  onOpen?(pages: readonly PDFPageProxy[]): void
}

/** The real pages of a PDF: a list of small ones, and the large ones to read. */
export function PdfPages({ bytes, foreign = false, list = true, at = FIRST, onPage, onOpen }: Props) {
  const [opened, setOpened] = useState<Opened>({ state: 'opening' })
  const tell = useEffectEvent((pages: readonly PDFPageProxy[]) => onOpen?.(pages))
  useEffect(() => {
    let gone = false
    let pdf: PDFDocumentProxy | null = null
    const close = (): void => void pdf?.loadingTask.destroy()
    async function open(): Promise<void> {
      const { openPdf } = await import('./pdf.ts')
      const document = await openPdf(bytes, foreign)
      pdf = document
      if (gone) return close()
      const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)))
      if (gone) return
      setOpened({ state: 'open', pages })
      tell(pages)
    }
    open().catch((error: unknown) => {
      if (gone) return
      const message = error instanceof AppError ? error.message : `预览没有打开。${sentence(error)}`
      setOpened({ state: 'failed', message })
    })
    return () => {
      gone = true
      close()
    }
  }, [bytes, foreign])

  if (opened.state === 'opening') return <Working words="正在排出页面…" />
  if (opened.state === 'failed') return <Failure message={opened.message} />
  return <Pages pages={opened.pages} list={list} at={at} onPage={onPage} />
}

interface PagesProps {
  pages: PDFPageProxy[]
  list: boolean
  at: { page: number }
  onPage: ((page: number) => void) | undefined
}

function Pages({ pages, list, at, onPage }: PagesProps) {
  const [viewing, setViewing] = useState<Viewing>(AS_IT_IS)
  const [frame, size] = useSize<HTMLElement>()
  const [page, setPage] = useState(1)
  const [listed, setListed] = useState(list)
  const sheet = useRef<HTMLElement>(null)
  // A jump says itself which page is meant; where it comes to rest at the end of the sheet, the place alone would not.
  const jumped = useRef(false)
  const place = useRef({ page: 1, part: 0 })
  const room = { width: size.width - MARGINS - (listed ? PAGE_LIST : 0), height: size.height - BAR - MARGINS }
  const zoom = zoomOf(viewing, largest(pages), room)

  function read(now: number): void {
    if (now === page) return
    setPage(now)
    onPage?.(now)
  }
  function scrolled(sheet: HTMLElement): void {
    if (!jumped.current) read(pageAt(sheet))
    jumped.current = false
    place.current = placeIn(sheet)
  }
  function go(to: number): void {
    const there = Math.min(pages.length, Math.max(1, to))
    jumped.current = true
    sheet.current?.querySelector(`[data-page="${there}"]`)?.scrollIntoView({ block: 'start' })
    read(there)
  }
  const goThere = useEffectEvent((there: { page: number }) => go(there.page))
  // Once laid out: before that there is nowhere to scroll to.
  const laidOut = size.width > 0
  useEffect(() => {
    if (laidOut) goThere(at)
  }, [at, laidOut])

  // Larger, smaller or turned, the same place stays in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what moves the pages.
  useLayoutEffect(() => {
    const { page: there, part } = place.current
    const element = sheet.current?.querySelector(`[data-page="${there}"]`)
    if (sheet.current === null || !(element instanceof HTMLElement)) return
    jumped.current = true
    sheet.current.scrollTop = element.offsetTop - sheet.current.offsetTop + part * element.offsetHeight
  }, [zoom, viewing.turn])

  useWheelZoom(sheet, zoom, (next) => setViewing({ ...viewing, zoom: next }))

  // A scrolling area with nothing to focus inside must itself be reachable by keyboard.
  const scrolling = (element: HTMLElement | null) => {
    sheet.current = element
    if (element !== null) element.tabIndex = 0
  }
  return (
    <section ref={frame} className="pdf" aria-label="页面预览">
      <ViewBar viewing={viewing} zoom={zoom} onChange={setViewing}>
        <Button
          size="small"
          icon={<UnorderedListOutlined />}
          aria-label="页面列表"
          title="页面列表"
          aria-pressed={listed}
          type={listed ? 'primary' : 'default'}
          ghost={listed}
          onClick={() => setListed(!listed)}
        />
        <PageField page={page} count={pages.length} go={go} />
      </ViewBar>
      <div className="pdf-desk">
        {listed && <PageList pages={pages} page={page} go={go} />}
        <section
          className="pdf-sheet"
          ref={scrolling}
          aria-label="页面"
          onScroll={(event) => scrolled(event.currentTarget)}
        >
          {pages.map((each) => (
            <div key={each.pageNumber} data-page={each.pageNumber}>
              <PdfPage page={each} scale={zoom} turn={viewing.turn} />
            </div>
          ))}
        </section>
      </div>
    </section>
  )
}

/** The page whose part takes the upper third of what is seen; at the very end the last one. */
function pageAt(sheet: HTMLElement): number {
  const pages = [...sheet.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  if (sheet.scrollTop + sheet.clientHeight >= sheet.scrollHeight - 2 && sheet.scrollTop > 0) return pages.length
  const line = sheet.scrollTop + sheet.clientHeight / 3
  const at = pages.findLastIndex((page) => page.offsetTop - sheet.offsetTop <= line)
  return Math.max(1, at + 1)
}

/** The page at the upper edge, and how much of it is above that edge. */
function placeIn(sheet: HTMLElement): { page: number; part: number } {
  const pages = [...sheet.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
  const top = sheet.scrollTop + sheet.offsetTop
  const at = Math.max(
    0,
    pages.findLastIndex((page) => page.offsetTop <= top),
  )
  const page = pages[at]
  if (page === undefined) return { page: 1, part: 0 }
  return { page: at + 1, part: Math.max(0, (top - page.offsetTop) / (page.offsetHeight || 1)) }
}

/** What every page fits into, in CSS pixels. */
function largest(pages: PDFPageProxy[]): { width: number; height: number } {
  const sizes = pages.slice(0, 50).map((page) => page.getViewport({ scale: CSS_PER_POINT }))
  return {
    width: Math.max(0, ...sizes.map(({ width }) => width)),
    height: Math.max(0, ...sizes.map(({ height }) => height)),
  }
}
