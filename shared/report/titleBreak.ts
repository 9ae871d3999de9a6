import { wordPieces } from './lineBreak.ts'

/** Weights of what a title should not be, the gravest first; unevenness, in points squared, stays below them. */
const SHORT_LINE = 1e12
const LINE = 1e9
const PLAIN_SHAPE = 1e8

/**
 * A heading in as few lines as fit, broken between its pieces, or between words where a piece is wider than a line
 * (词意完整). Of equals no line of one or two characters, then 梯形 or 菱形 before 长方形 and 沙漏形, then the most even.
 */
export function balanceTitle(pieces: readonly string[], room: number, width: (text: string) => number): string[] {
  const parts = pieces.flatMap((piece) => (width(piece) <= room ? [piece] : wordPieces(piece, room, width)))
  const em = width('国')
  const least = linesNeeded(parts, room, width)
  let best: { lines: string[]; score: number } | null = null
  for (const lines of divisions(parts, room, width, least + 1)) {
    const made = scoreOf(lines, lines.map(width), em)
    if (best === null || made < best.score) best = { lines, score: made }
  }
  return best?.lines ?? [...parts]
}

function scoreOf(lines: readonly string[], widths: readonly number[], em: number): number {
  const mean = widths.reduce((sum, line) => sum + line, 0) / widths.length
  const spread = widths.reduce((sum, line) => sum + (line - mean) ** 2, 0)
  const short = lines.filter((line) => [...line].length <= 2).length
  return short * SHORT_LINE + lines.length * LINE + (isShapely(widths, em) ? 0 : PLAIN_SHAPE) + spread
}

/** 梯形 or 菱形: the lines grow, shrink, or grow and then shrink, and differ by two characters at least. */
function isShapely(widths: readonly number[], em: number): boolean {
  if (widths.length < 2) return true
  const hourglass = widths.some((line, index) => {
    const shorterThanSome = (others: readonly number[]) => others.some((other) => other > line)
    return shorterThanSome(widths.slice(0, index)) && shorterThanSome(widths.slice(index + 1))
  })
  return !hourglass && Math.max(...widths) - Math.min(...widths) >= 2 * em
}

function linesNeeded(parts: readonly string[], room: number, width: (text: string) => number): number {
  let lines = 1
  let line = ''
  for (const part of parts) {
    if (line !== '' && width(line + part) > room) {
      lines += 1
      line = ''
    }
    line += part
  }
  return lines
}

/** Every way to set the parts in at most `most` lines that fit. */
function* divisions(
  parts: readonly string[],
  room: number,
  width: (text: string) => number,
  most: number,
): Generator<string[]> {
  if (parts.length === 0) {
    yield []
    return
  }
  if (most === 0) return
  let line = ''
  for (const [index, part] of parts.entries()) {
    line += part
    if (index > 0 && width(line) > room) return
    for (const rest of divisions(parts.slice(index + 1), room, width, most - 1)) yield [line, ...rest]
  }
}
