import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { sentence } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'
import type { PDFDocumentProxy, PDFPageProxy } from './pdf.ts'

type Opened =
  | { state: 'opening' }
  | { state: 'failed'; message: string }
  | { state: 'open'; pdf: PDFDocumentProxy; pages: PDFPageProxy[] }

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2]
const CSS_PER_POINT = 96 / 72
/** The list of small pages, the margins and the scroll bar, in CSS pixels. */
const PAGE_LIST = 136 + 24 + 16

/** The real pages of the paper: a list of small ones, and the large ones to read. */
export function PdfPages({ bytes }: { bytes: Uint8Array }) {
  const [opened, setOpened] = useState<Opened>({ state: 'opening' })
  const [chosen, setZoom] = useState<number | null>(null)
  const [frame, size] = useSize<HTMLElement>()
  const [page, setPage] = useState(1)
  const sheet = useRef<HTMLElement>(null)

  useEffect(() => {
    let gone = false
    let pdf: PDFDocumentProxy | null = null
    async function open(): Promise<void> {
      const { openPdf } = await import('./pdf.ts')
      const document = await openPdf(bytes)
      pdf = document
      const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)))
      if (!gone) setOpened({ state: 'open', pdf: document, pages })
    }
    open().catch((error: unknown) => {
      if (!gone) setOpened({ state: 'failed', message: `预览没有打开。${sentence(error)}` })
    })
    return () => {
      gone = true
      void pdf?.loadingTask.destroy()
    }
  }, [bytes])

  if (opened.state === 'opening') return <Working words="正在排出页面…" />
  if (opened.state === 'failed') return <Failure message={opened.message} />
  const { pages } = opened
  const zoom = chosen ?? fitting(pages[0], size.width - PAGE_LIST)
  const next = (by: number) =>
    by > 0 ? ZOOMS.find((each) => each > zoom + 0.001) : ZOOMS.findLast((each) => each < zoom - 0.001)
  // A scrolling area with nothing to focus inside must itself be reachable by keyboard.
  const scrolling = (element: HTMLElement | null) => {
    sheet.current = element
    if (element !== null) element.tabIndex = 0
  }
  const go = (to: number) => {
    setPage(to)
    sheet.current?.querySelector(`[data-page="${to}"]`)?.scrollIntoView({ block: 'start' })
  }
  return (
    <section ref={frame} className="pdf" aria-label="页面预览">
      <div className="pdf-bar">
        <span>
          共 {pages.length} 页，第 {page} 页
        </span>
        <span className="space" />
        <Button
          size="small"
          icon={<MinusOutlined />}
          aria-label="缩小"
          disabled={next(-1) === undefined}
          onClick={() => setZoom(next(-1) ?? zoom)}
        />
        <span className="digits">{Math.round(zoom * 100)}%</span>
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label="放大"
          disabled={next(1) === undefined}
          onClick={() => setZoom(next(1) ?? zoom)}
        />
      </div>
      <div className="pdf-desk">
        <div className="pdf-list">
          {pages.map((each) => (
            <button
              key={each.pageNumber}
              type="button"
              className={each.pageNumber === page ? 'on' : ''}
              aria-label={`第 ${each.pageNumber} 页`}
              aria-current={each.pageNumber === page ? 'page' : undefined}
              onClick={() => go(each.pageNumber)}
            >
              <PdfPage page={each} scale={0.13} />
              <span className="digits">{each.pageNumber}</span>
            </button>
          ))}
        </div>
        <section className="pdf-sheet" ref={scrolling} aria-label="页面">
          {pages.map((each) => (
            <div key={each.pageNumber} data-page={each.pageNumber}>
              <PdfPage page={each} scale={zoom} />
            </div>
          ))}
        </section>
      </div>
    </section>
  )
}

/** One page on a canvas, drawn only once it comes near the visible part. */
function PdfPage({ page, scale }: { page: PDFPageProxy; scale: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewport = page.getViewport({ scale: scale * CSS_PER_POINT })

  useEffect(() => {
    const target = canvas.current
    if (target === null) return
    let drawing: ReturnType<PDFPageProxy['render']> | null = null
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true || drawing !== null) return
        const sharp = page.getViewport({ scale: scale * CSS_PER_POINT * window.devicePixelRatio })
        target.width = Math.floor(sharp.width)
        target.height = Math.floor(sharp.height)
        drawing = page.render({ canvas: target, viewport: sharp })
        // A drawing stopped by leaving the page or zooming is no failure.
        drawing.promise.catch(() => {})
      },
      { rootMargin: '600px' },
    )
    observer.observe(target)
    return () => {
      observer.disconnect()
      drawing?.cancel()
    }
  }, [page, scale])

  return <canvas ref={canvas} style={{ width: Math.floor(viewport.width), height: Math.floor(viewport.height) }} />
}

/** The zoom at which a page fills the width, in whole percent and within the offered range. */
function fitting(page: PDFPageProxy | undefined, width: number): number {
  if (page === undefined || width <= 0) return 1
  const fit = Math.floor((width / (page.getViewport({ scale: CSS_PER_POINT }).width || 1)) * 100) / 100
  return Math.min(1.5, Math.max(0.5, fit))
}
