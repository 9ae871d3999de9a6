import type { Typesetter } from '../../electron/core/pdf/typesetter.ts'
import { GB_PAGE, type Page, type PlacedText } from '../../shared/report/pages.ts'

/** A rendered page: one byte a pixel, 0 black. */
export interface Picture {
  width: number
  height: number
  pixels: Uint8Array
}

export const DPI = 100

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

/** The black characters of the laid pages that left no ink where they were placed, and how many were looked at. */
export function blankCharacters(
  pages: readonly Page[],
  pictures: readonly Picture[],
  measure: Typesetter['measure'],
): { blank: string[]; checked: number } {
  const blank: string[] = []
  let checked = 0
  const look = (picture: Picture, placed: PlacedText, page: number): void => {
    let x = placed.x
    for (const character of placed.text) {
      const width = measure(character, placed.face, placed.size)
      const box = { x, y: placed.y - 0.12 * placed.size, width, height: placed.size }
      if (character.trim() !== '' && inkIn(picture, box) < 0.01) blank.push(`${page}: ${character} in ${placed.text}`)
      x += width + placed.spacing
      checked += 1
    }
  }
  pages.forEach((page, index) => {
    const picture = pictures[index]
    if (picture === undefined) return
    const texts = [...page.texts, ...(page.common?.texts ?? [])].filter(({ grey }) => grey === 0)
    for (const text of texts) look(picture, text, index + 1)
  })
  return { blank, checked }
}

/** Ink left and right of the type area, as shares of dark pixels: nothing belongs there. */
export function inkInMargins(picture: Picture): number {
  const { left, right, width, height } = GB_PAGE
  return (
    inkIn(picture, { x: 0, y: 0, width: left - 3, height }) +
    inkIn(picture, { x: right + 3, y: 0, width: width - right - 3, height })
  )
}

/** The page without what stands above the type area, where forms carry their 核对码, beside the type area too. */
export function withoutCode(picture: Picture): Picture {
  const above = Math.round(((GB_PAGE.height - GB_PAGE.top) * DPI) / 72)
  return { ...picture, pixels: picture.pixels.map((pixel, at) => (at < above * picture.width ? 255 : pixel)) }
}

/** The numbers of the pages that differ in any pixel, in size or by being there. */
export function differingPages(pictures: readonly Picture[], expected: readonly Picture[]): number[] {
  const numbers = Array.from({ length: Math.max(pictures.length, expected.length) }, (_, index) => index + 1)
  return numbers.filter((number) => {
    const [one, other] = [pictures[number - 1], expected[number - 1]]
    if (one === undefined || other === undefined) return true
    return one.width !== other.width || Buffer.compare(one.pixels, other.pixels) !== 0
  })
}
