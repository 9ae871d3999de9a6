import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Box, MM } from './paper.ts'

/** A page as printed: one byte a pixel, 0 black. */
export interface Picture {
  dpi: number
  width: number
  height: number
  pixels: Uint8Array
}

/** So many pages are held at once; two lots are drawn side by side. */
const LOT = 24
const LOT_BYTES = 256 * 1024 * 1024
const run = promisify(execFile)

/** Draws every page with poppler and looks at each; a paper of many pages never stands in memory as a whole. */
export async function lookAtPages(
  pdf: Uint8Array,
  pages: number,
  dpi: number,
  look: (picture: Picture, page: number) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  try {
    const path = join(folder, 'a.pdf')
    writeFileSync(path, pdf)
    let next = 1
    const work = async (): Promise<void> => {
      while (next <= pages) {
        const first = next
        const last = Math.min(pages, first + LOT - 1)
        next = last + 1
        const args = ['-gray', '-r', String(dpi), '-f', String(first), '-l', String(last), path]
        const { stdout } = await run('pdftoppm', args, { encoding: 'buffer', maxBuffer: LOT_BYTES })
        const drawn = parsePgms(stdout, dpi)
        if (drawn.length !== last - first + 1)
          throw new Error(`pdftoppm drew ${drawn.length} of pages ${first} to ${last}`)
        drawn.forEach((picture, index) => {
          look(picture, first + index)
        })
      }
    }
    await Promise.all([work(), work()])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every page at once, for papers of a few pages. */
export async function allPictures(pdf: Uint8Array, pages: number, dpi: number): Promise<Picture[]> {
  const pictures: Picture[] = []
  await lookAtPages(pdf, pages, dpi, (picture, page) => {
    pictures[page - 1] = picture
  })
  return pictures
}

/** pdftoppm writes the pictures one after the other. */
function parsePgms(stream: Uint8Array, dpi: number): Picture[] {
  const pictures: Picture[] = []
  for (let at = 0; at < stream.length; ) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(stream.subarray(at, at + 64)))
    if (head === null) throw new Error('not a grey picture')
    const [width, height] = [Number(head[1]), Number(head[2])]
    const start = at + head[0].length
    pictures.push({ dpi, width, height, pixels: stream.subarray(start, start + width * height) })
    at = start + width * height
  }
  return pictures
}

/** The ink in a box: how many pixels' worth of black. */
export function inkIn(picture: Picture, { left, top, right, bottom }: Box): number {
  const scale = picture.dpi / (72 * MM)
  const [x1, x2] = [Math.max(0, Math.round(left * scale)), Math.min(picture.width, Math.round(right * scale))]
  const [y1, y2] = [Math.max(0, Math.round(top * scale)), Math.min(picture.height, Math.round(bottom * scale))]
  let ink = 0
  for (let y = y1; y < y2; y += 1) {
    const row = y * picture.width
    for (let x = x1; x < x2; x += 1) ink += 255 - (picture.pixels[row + x] ?? 255)
  }
  return ink / 255
}

/** The smallest box around the ink inside a box; null when there is none. */
export function inkBox(picture: Picture, within: Box): Box | null {
  const scale = picture.dpi / (72 * MM)
  const [x1, x2] = [Math.round(within.left * scale), Math.min(picture.width, Math.round(within.right * scale))]
  const [y1, y2] = [Math.round(within.top * scale), Math.min(picture.height, Math.round(within.bottom * scale))]
  let [left, top, right, bottom] = [x2, y2, -1, -1]
  for (let y = y1; y < y2; y += 1) {
    const row = y * picture.width
    for (let x = x1; x < x2; x += 1) {
      if ((picture.pixels[row + x] ?? 255) > 160) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = y + 1
    }
  }
  return right < 0 ? null : { left: left / scale, top: top / scale, right: right / scale, bottom: bottom / scale }
}
