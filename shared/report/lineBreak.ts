/** Never at the start of a line. */
const CLOSING = '，。、；：？！）》」』〕】”’％%,.;:?!)]}'
/** Never at the end of a line. */
const OPENING = '（《「『〔【“‘([{¥￥'
/** Words, numbers, dates in digits and the double dash stay whole. */
const TOKEN = /[A-Za-z0-9]+(?:[.,:/\-+@#&'][A-Za-z0-9]+)*|——|……|./gsu

export interface TextLine {
  text: string
  /** The paragraph ends here: the line is not stretched. */
  last: boolean
}

/**
 * Breaks a text into lines. `room(i)` is the width of line i, `width` measures a text as it will be set. Punctuation
 * keeps to its side of a break; a word longer than a whole line is broken anywhere. An empty text is one empty line.
 */
export function breakLines(text: string, room: (line: number) => number, width: (text: string) => number): TextLine[] {
  if (width(text) <= room(0)) return [{ text: text.trimEnd(), last: true }]
  const lines: string[] = []
  let current = ''
  let used = 0
  for (const cluster of clusters(text)) {
    const parts = width(cluster) > room(lines.length + 1) ? [...cluster] : [cluster]
    for (const part of parts) {
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

/** Pieces between which a line may break. */
function clusters(text: string): string[] {
  const made: string[] = []
  let open = false
  for (const [token] of text.matchAll(TOKEN)) {
    const last = made.length - 1
    if (last >= 0 && (open || isOneOf(CLOSING, token))) made[last] += token
    else made.push(token)
    open = isOneOf(OPENING, token)
  }
  return made
}

function isOneOf(set: string, token: string): boolean {
  return token.length === 1 && set.includes(token)
}

/**
 * A heading of several pieces in as few lines as fit, breaking only between pieces (词意完整), the lines as even as they
 * can be and, of equals, growing or shrinking in one direction or longest in the middle (梯形、菱形).
 */
export function balanceTitle(pieces: readonly string[], room: number, width: (text: string) => number): string[] {
  const whole = pieces.flatMap((piece) => (width(piece) <= room ? [piece] : evenHalves(piece, room, width)))
  let best: { lines: string[]; score: number } | null = null
  for (let mask = 0; mask < 2 ** (whole.length - 1); mask += 1) {
    const lines: string[] = []
    whole.forEach((piece, index) => {
      if (index === 0 || (mask >> (index - 1)) & 1) lines.push(piece)
      else lines[lines.length - 1] += piece
    })
    const widths = lines.map(width)
    if (widths.some((line) => line > room)) continue
    const mean = widths.reduce((sum, line) => sum + line, 0) / widths.length
    const spread = widths.reduce((sum, line) => sum + (line - mean) ** 2, 0)
    const score = lines.length * 1e9 + spread + (isHourglass(widths) ? 1e6 : 0)
    if (best === null || score < best.score) best = { lines, score }
  }
  return best?.lines ?? [...whole]
}

/** 沙漏形: both ends longer than the middle, which the standard does not allow. */
function isHourglass(widths: readonly number[]): boolean {
  return widths.some((line, index) => {
    const before = widths.slice(0, index)
    const after = widths.slice(index + 1)
    return before.some((other) => other > line) && after.some((other) => other > line)
  })
}

function evenHalves(piece: string, room: number, width: (text: string) => number): string[] {
  const count = Math.ceil(width(piece) / room)
  const letters = [...piece]
  const each = Math.ceil(letters.length / count)
  return Array.from({ length: count }, (_, index) => letters.slice(index * each, (index + 1) * each).join(''))
}
