/** Never at the start of a line. */
const CLOSING = '，。、；：？！）》〉」』〕】〗”’％℃·…%,.;:?!)]}'
/** Never at the end of a line. */
const OPENING = '（《〈「『〔【〖“‘([{¥￥'
/** Words, numbers, dates in digits and the double dash stay whole. */
const TOKEN = /[A-Za-z0-9]+(?:[.,:/\-+@#&'][A-Za-z0-9]+)*|——|……|./gsu

export interface TextLine {
  text: string
  /** The paragraph ends here: the line is not stretched. */
  last: boolean
}

/**
 * Breaks a text into lines. `room(i)` is the width of line i, `width` measures a text as it will be set. Punctuation
 * keeps to its side of a break; a word longer than a whole line is broken after its hyphens, and where that is not enough
 * anywhere. An empty text is one empty line.
 */
export function breakLines(text: string, room: (line: number) => number, width: (text: string) => number): TextLine[] {
  if (width(text) <= room(0)) return [{ text: text.trimEnd(), last: true }]
  const lines: string[] = []
  let current = ''
  let used = 0
  for (const cluster of clusters(text)) {
    for (const part of partsOf(cluster, room(lines.length + 1), width)) {
      const wide = width(part)
      if (current !== '' && used + wide > room(lines.length) + 0.01) {
        lines.push(current)
        current = ''
        used = 0
      }
      current += part
      used += wide
    }
  }
  lines.push(current)
  return lines.map((line, index) => ({ text: line.trimEnd(), last: index === lines.length - 1 }))
}

/** A word that fits a line is one part. */
function partsOf(cluster: string, room: number, width: (text: string) => number): string[] {
  if (width(cluster) <= room) return [cluster]
  const parts = cluster.split(/(?<=[-/_])/)
  return parts.flatMap((part) => (width(part) <= room ? [part] : [...part]))
}

/** Width of the widest part that a line break would have to leave whole. */
export function widestPiece(text: string, width: (text: string) => number): number {
  return Math.max(0, ...clusters(text).map(width))
}

/** Pieces between which a line may break. */
function clusters(text: string): string[] {
  return kept(Array.from(text.matchAll(TOKEN), ([token]) => token))
}

/** Punctuation joined to the side it keeps to. */
function kept(tokens: readonly string[]): string[] {
  const made: string[] = []
  let open = false
  for (const token of tokens) {
    const last = made.length - 1
    if (last >= 0 && (open || isOneOf(CLOSING, token))) made[last] += token
    else made.push(token)
    open = isOneOf(OPENING, token)
  }
  return made
}

function isOneOf(set: string, token: string): boolean {
  return [...token].every((character) => set.includes(character))
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * The words of a text that is wider than a line. A single character belongs to the word before it (市, 区, 的), punctuation
 * to its side; a word wider than a line is broken anywhere.
 */
export function wordPieces(text: string, room: number, width: (text: string) => number): string[] {
  const whole: string[] = []
  for (const piece of kept(Array.from(words.segment(text), ({ segment }) => segment))) {
    const last = whole.length - 1
    if (last >= 0 && [...piece].length === 1) whole[last] += piece
    else whole.push(piece)
  }
  return whole.flatMap((piece) => (width(piece) <= room ? [piece] : [...piece]))
}
