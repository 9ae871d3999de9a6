import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A rendered page: one byte a pixel, 0 black. */
export interface Picture {
  width: number
  height: number
  pixels: Uint8Array
}

export const DPI = 100

/** Renders every page of a PDF with poppler. */
export function renderPages(pdf: Uint8Array): Picture[] {
  const dir = mkdtempSync(join(tmpdir(), 'pages-'))
  try {
    writeFileSync(join(dir, 'a.pdf'), pdf)
    execFileSync('pdftoppm', ['-gray', '-r', String(DPI), join(dir, 'a.pdf'), join(dir, 'p')])
    return readdirSync(dir)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
      .map((name) => parsePgm(readFileSync(join(dir, name))))
  } finally {
    rmSync(dir, { recursive: true })
  }
}

function parsePgm(file: Uint8Array): Picture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 64)))
  if (head === null) throw new Error('not a grey picture')
  return { width: Number(head[1]), height: Number(head[2]), pixels: file.subarray(head[0].length) }
}

/** Share of dark pixels in a box given in points from the lower left corner. */
export function inkIn(page: Picture, box: { x: number; y: number; width: number; height: number }): number {
  const scale = DPI / 72
  const left = Math.max(0, Math.round(box.x * scale))
  const right = Math.min(page.width, Math.round((box.x + box.width) * scale))
  const top = Math.max(0, page.height - Math.round((box.y + box.height) * scale))
  const bottom = Math.min(page.height, page.height - Math.round(box.y * scale))
  let dark = 0
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) if ((page.pixels[y * page.width + x] ?? 255) < 160) dark += 1
  }
  return dark / Math.max(1, (right - left) * (bottom - top))
}
