/** Faces by role (GB/T 9704): 小标宋, 仿宋, 楷体, 黑体, 宋体. Which font stands for a face is decided where fonts are found. */
export type Face = 'title' | 'body' | 'kai' | 'hei' | 'song'

/** Points from the left and bottom edge of the page; `y` is the baseline. */
export interface PlacedText {
  x: number
  y: number
  text: string
  face: Face
  /** Points. */
  size: number
  /** Points added after every character. */
  spacing: number
  grey: number
  /** 红头. */
  red?: true
}

export interface PlacedLine {
  x1: number
  y1: number
  x2: number
  y2: number
  /** Points. */
  width: number
  red?: true
}

/** A coloured area under lines and texts; `x`, `y` is its lower left corner. */
export interface PlacedFill {
  x: number
  y: number
  width: number
  height: number
  /** RRGGBB. */
  colour: string
}

export interface Layer {
  texts: PlacedText[]
  lines: PlacedLine[]
  fills?: PlacedFill[]
}

export interface Page extends Layer {
  /** What the page has in common with others, such as a table's repeated header; the same object on each of them. */
  common: Layer | null
  /** Points; absent: the page of GB/T 9704. */
  size?: { width: number; height: number }
}

export function emptyLayer(): Layer {
  return { texts: [], lines: [] }
}

/** Width in points of a text set without extra spacing. */
export type Measure = (text: string, face: Face, size: number) => number

export const POINTS_PER_MM = 72 / 25.4

/** The page of GB/T 9704: A4, 天头 37 mm, 订口 28 mm, 版心 156×225 mm with 22 lines of 28 characters in 3号. */
export const GB_PAGE = {
  width: 210 * POINTS_PER_MM,
  height: 297 * POINTS_PER_MM,
  left: 28 * POINTS_PER_MM,
  right: (28 + 156) * POINTS_PER_MM,
  top: (297 - 37) * POINTS_PER_MM,
  bottom: (297 - 37 - 225) * POINTS_PER_MM,
  textWidth: 156 * POINTS_PER_MM,
  textHeight: 225 * POINTS_PER_MM,
  linesPerPage: 22,
  charactersPerLine: 28,
} as const

/** 二号, 三号, 四号, 小四 in points. */
export const SIZE = { two: 22, three: 16, four: 14, smallFour: 12 } as const

export const LINE_PITCH = GB_PAGE.textHeight / GB_PAGE.linesPerPage
export const CHARACTER_PITCH = GB_PAGE.textWidth / GB_PAGE.charactersPerLine
/** 3号 is a little wider than a twenty-eighth of the line: every character gives up a fifth of a point. */
export const BODY_SPACING = CHARACTER_PITCH - SIZE.three

/** Part of the size that stands above the baseline of a Chinese character. */
const ASCENT = 0.88

/** Baseline of a text of this size centred in a line whose upper edge is `top`. */
export function baseline(top: number, lineHeight: number, size: number): number {
  return top - (lineHeight - size) / 2 - ASCENT * size
}
