import { boxOf, GB, type Glyph, isBlank, type PaperPage } from './paper.ts'
import { inkBox, inkIn, type Picture } from './pictures.ts'

/** Ink of a neighbour reaching over its edge is no ink of this character: so much of the box is left out at each side. */
const INSET = 0.08
/** Less than this share of a pixel's black in the whole box is no ink; a hair of 一 in 7 point leaves several. */
const LEAST_INK = 0.4

/** Characters that left no ink in their own box, and characters the font draws as 「missing」. */
export function blankGlyphs(page: PaperPage, picture: Picture): string[] {
  return page.glyphs.flatMap((glyph) => {
    if (isBlank(glyph.text)) return []
    if (glyph.code === 0) return [`page ${page.number}: “${glyph.text}” is in no font`]
    return inkIn(picture, insetBox(glyph)) < LEAST_INK ? [`page ${page.number}: “${glyph.text}” left no ink`] : []
  })
}

function insetBox(glyph: Glyph) {
  const box = boxOf(glyph)
  const inset = INSET * glyph.width
  return { ...box, left: box.left + inset, right: box.right - inset }
}

/** Nothing is printed left and right of the 版心, nor above the head marks and below the small print. */
export function inkOutside(page: PaperPage, picture: Picture): string[] {
  const { width, height } = page
  const slack = 0.6
  const edges = [
    ['订口', { left: 0, top: 0, right: GB.left - slack, bottom: height }],
    ['切口', { left: GB.right + slack, top: 0, right: width, bottom: height }],
    ['天头', { left: 0, top: 0, right: width, bottom: 18 }],
    ['地脚', { left: 0, top: height - 6, right: width, bottom: height }],
  ] as const
  return edges.flatMap(([name, box]) =>
    inkBox(picture, box) === null ? [] : [`page ${page.number}: ink in the ${name}`],
  )
}
