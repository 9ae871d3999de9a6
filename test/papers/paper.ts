/**
 * A finished paper as its reader finds it: nothing here or beside it knows how the pages were laid out. Places are
 * millimetres from the upper left corner; a finding is one sentence, and a good paper has none.
 */
export interface Glyph {
  text: string
  /** Code in the font; 0 is the font's sign for a character it does not have. */
  code: number
  x: number
  /** Advance without extra spacing. */
  width: number
  baseline: number
  /** Size in millimetres, and in points as the standard counts it. */
  size: number
  points: number
  black: boolean
}

export interface Rule {
  x1: number
  y1: number
  x2: number
  y2: number
}

export interface PaperPage {
  number: number
  width: number
  height: number
  glyphs: Glyph[]
  rules: Rule[]
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export const MM = 25.4 / 72

/** GB/T 9704-2012: 天头 37, 订口 28, 版心 156×225, 22 lines of 28 characters, each within a millimetre. */
export const GB = {
  left: 28,
  right: 184,
  top: 37,
  bottom: 262,
  tolerance: 1,
  lines: 22,
  characters: 28,
  linePitch: 225 / 22,
  characterPitch: 156 / 28,
  /** 二号, 三号, 四号 in points. */
  title: 22,
  body: 16,
  number: 14,
} as const

/** The square a Chinese character is drawn in. */
export function boxOf({ x, width, baseline, size }: Glyph): Box {
  return { left: x, right: x + width, top: baseline - 0.88 * size, bottom: baseline + 0.12 * size }
}

/** The middle of the line a character stands on, the same for all sizes. */
export function middleOf({ baseline, size }: Glyph): number {
  return baseline - 0.38 * size
}

export function isBlank(text: string): boolean {
  return text.trim() === ''
}

export interface Line {
  glyphs: Glyph[]
  text: string
  middle: number
  left: number
  right: number
  points: number
}

/** Characters that stand on one line, lines from above, characters from the left. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  const groups: Glyph[][] = []
  for (const glyph of [...glyphs].sort((a, b) => middleOf(a) - middleOf(b))) {
    const last = groups.at(-1)
    const first = last?.[0]
    if (last !== undefined && first !== undefined && middleOf(glyph) - middleOf(first) < 0.4) last.push(glyph)
    else groups.push([glyph])
  }
  return groups.map((group) => {
    const inked = group.filter(({ text }) => !isBlank(text)).sort((a, b) => a.x - b.x)
    const sorted = group.sort((a, b) => a.x - b.x)
    return {
      glyphs: sorted,
      text: sorted.map(({ text }) => text).join(''),
      middle: Math.max(...sorted.map(middleOf)),
      left: inked[0]?.x ?? Number.NaN,
      right: Math.max(...inked.map(({ x, width }) => x + width)),
      points: sorted[0]?.points ?? 0,
    }
  })
}

/** What is read, without the spaces between. */
export function squeezed(text: string): string {
  return text.replace(/\s/g, '')
}
