import { GB, type Line, linesOf, type PaperPage } from './paper.ts'

/** Never at the start, and never at the end of a line (GB/T 15834). */
const NOT_FIRST = '，。、；：？！）》」』〕】〉”’％%,.;:?!)]}·…'
const NOT_LAST = '（《「『〔【〈“‘([{￥¥'

/** The lines of a page of text: what is black and stands in the 版心. */
export function textLines(page: PaperPage): Line[] {
  return linesOf(
    page.glyphs.filter(({ black, baseline }) => black && baseline > GB.top - 1 && baseline < GB.bottom + 1),
  )
}

/** The place of a line among the 22 of the page, from 0. */
export function placeOf(line: Line): number {
  return Math.round((line.middle - GB.top) / GB.linePitch - 0.5)
}

/** 天头, 订口, 22 lines at equal pitch, 28 characters, lines filled: of the pages of text of a letter, in order. */
export function gridFaults(pages: readonly PaperPage[]): string[] {
  return pages.flatMap((page, index) => {
    const lines = textLines(page)
    const [first] = lines
    if (first === undefined) return [`page ${page.number} has no text`]
    const at = `page ${page.number}`
    const top = first.middle - GB.linePitch / 2
    const left = Math.min(...lines.map((line) => line.left))
    const places = lines.map(placeOf)
    const last = places.at(-1) ?? 0
    return [
      ...outside(`${at}: 天头`, top, GB.top, GB.tolerance),
      ...outside(`${at}: 订口`, left, GB.left, GB.tolerance),
      ...lines.flatMap((line, number) => {
        const due = GB.top + ((places[number] ?? 0) + 0.5) * GB.linePitch
        return outside(`${at}: line “${line.text}”`, line.middle, due, 0.3)
      }),
      ...(last >= GB.lines ? [`${at} has more than ${GB.lines} lines`] : []),
      // A heading, or the lines that go with the signature, may leave three places free at the foot.
      ...(index < pages.length - 1 && last < GB.lines - 4
        ? [`${at} goes on with ${GB.lines - 1 - last} lines free`]
        : []),
      ...lines.flatMap((line, number) => lineFaults(line, lines[number + 1], at)),
    ]
  })
}

function lineFaults(line: Line, next: Line | undefined, at: string): string[] {
  const faults: string[] = []
  const name = `${at}: line “${line.text}”`
  const units = line.glyphs.reduce((sum, { width, size }) => sum + Math.round((width / size) * 1000), 0) / 1000
  if (line.points === GB.body && units > GB.characters + 0.5) faults.push(`${name} has ${units} characters`)
  if (line.right > GB.right + 0.6) faults.push(`${name} runs out of the 版心`)
  if (next === undefined || !isTurned(line, next)) return faults
  if (NOT_FIRST.includes(next.text.charAt(0)))
    faults.push(`${at}: line “${next.text}” starts with ${next.text.charAt(0)}`)
  if (NOT_LAST.includes(line.text.at(-1) ?? '')) faults.push(`${name} ends with ${line.text.at(-1)}`)
  if (/[0-9A-Za-z]$/.test(line.text) && /^[0-9A-Za-z]/.test(next.text)) faults.push(`${name} breaks a number or word`)
  const slack = GB.right - line.right
  if (slack > 0.6 && slack > firstPiece(next)) faults.push(`${name} ends ${slack.toFixed(1)} mm before the edge`)
  return faults
}

/** The next line goes on with this paragraph: same face, no indent, no line left between. */
function isTurned(line: Line, next: Line): boolean {
  const body = line.points === GB.body && next.points === GB.body
  const near = placeOf(next) === placeOf(line) + 1
  return body && near && next.left < GB.left + 1 && line.text.trim().length > 12
}

/** Width of what had to be moved to the next line as a whole. */
function firstPiece(line: Line): number {
  const whole =
    /^([（《「『〔【〈“‘([{]*(?:[0-9A-Za-z.,:/+@#&'-]+|.)[，。、；：？！）》」』〕】〉”’％%,.;:?!)\]}]*)/u.exec(
      line.text,
    )
  const count = [...(whole?.[0] ?? '')].length
  const last = line.glyphs[count - 1]
  return last === undefined ? 0 : last.x + last.width - line.left
}

function outside(what: string, measured: number, due: number, tolerance: number): string[] {
  return Math.abs(measured - due) <= tolerance ? [] : [`${what} at ${measured.toFixed(2)} mm, not ${due.toFixed(2)}`]
}
