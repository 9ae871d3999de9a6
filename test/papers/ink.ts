import { type Box, boxOf, GB, type Glyph, isBlank, type PaperPage } from './paper.ts'
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

/** A strip of the page where nothing is printed, in millimetres from the upper left corner of A4. */
export type Edge = readonly [name: string, box: Box]

const SLACK = 0.6
const [WIDTH, HEIGHT] = [210, 297]

/** Left and right of the 版心, above the head marks and below the small print. */
export const EDGES: readonly Edge[] = [
  ['订口', { left: 0, top: 0, right: GB.left - SLACK, bottom: HEIGHT }],
  ['切口', { left: GB.right + SLACK, top: 0, right: WIDTH, bottom: HEIGHT }],
  ['天头', { left: 0, top: 0, right: WIDTH, bottom: 18 }],
  ['地脚', { left: 0, top: HEIGHT - 6, right: WIDTH, bottom: HEIGHT }],
]

/** The same where the 核对码 has the upper right corner, 15 mm square and 7 mm from the edge. */
export const WITH_CODE: readonly Edge[] = EDGES.flatMap(([name, box]): Edge[] => {
  if (name === '天头') return [[name, { ...box, right: 187 }]]
  if (name !== '切口') return [[name, box]]
  return [
    [name, { ...box, top: GB.top - GB.tolerance }],
    [name, { ...box, left: 204 }],
  ]
})

/** Ink in one of the strips. */
export function inkOutside(page: PaperPage, picture: Picture, edges: readonly Edge[]): string[] {
  return edges.flatMap(([name, box]) =>
    inkBox(picture, box) === null ? [] : [`page ${page.number}: ink in the ${name}`],
  )
}
