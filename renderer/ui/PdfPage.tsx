import { useEffect, useRef } from 'react'
import type { PDFPageProxy } from './pdf.ts'

export const CSS_PER_POINT = 96 / 72

/**
 * One page on a canvas, drawn only while it is near the visible part: a canvas far away gives its memory back. `data-drawn`
 * stands on it once the whole page does.
 */
export function PdfPage({ page, scale, turn = 0 }: { page: PDFPageProxy; scale: number; turn?: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const rotation = (page.rotate + turn) % 360
  const viewport = page.getViewport({ scale: scale * CSS_PER_POINT, rotation })

  useEffect(() => {
    const target = canvas.current
    if (target === null) return
    let drawing: ReturnType<PDFPageProxy['render']> | null = null
    function draw(onto: HTMLCanvasElement): void {
      const sharp = page.getViewport({ scale: scale * CSS_PER_POINT * window.devicePixelRatio, rotation })
      onto.width = Math.floor(sharp.width)
      onto.height = Math.floor(sharp.height)
      delete onto.dataset.drawn
      drawing = page.render({ canvas: onto, viewport: sharp })
      drawing.promise.then(
        () => {
          onto.dataset.drawn = ''
        },
        // A drawing stopped by leaving the page or zooming is no failure.
        () => {},
      )
    }
    function clear(from: HTMLCanvasElement): void {
      drawing?.cancel()
      delete from.dataset.drawn
      drawing = null
      from.width = 0
      from.height = 0
      page.cleanup()
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const near = entries.at(-1)?.isIntersecting === true
        if (near && drawing === null) draw(target)
        else if (!near && drawing !== null) clear(target)
      },
      { rootMargin: '600px' },
    )
    observer.observe(target)
    return () => {
      observer.disconnect()
      drawing?.cancel()
    }
  }, [page, scale, rotation])

  return <canvas ref={canvas} style={{ width: Math.floor(viewport.width), height: Math.floor(viewport.height) }} />
}
