import { GB, linesOf, MM, type PaperPage } from './paper.ts'
import { inkBox, type Picture } from './pictures.ts'

/** 「— 1 —」 in 4号, the dashes 7 mm below the 版心, odd right and even left with one character free, counted through. */
export function pageNumberFaults(page: PaperPage, picture: Picture): string[] {
  const at = `page ${page.number}`
  const below = page.glyphs.filter(({ black, baseline }) => black && baseline > GB.bottom + 1)
  const [line] = linesOf(below)
  if (line === undefined) return [`${at} has no page number`]
  const faults: string[] = []
  const spoken = line.text.replace(/\s+/g, ' ').trim()
  if (spoken !== `— ${page.number} —`) faults.push(`${at} is numbered “${spoken}”`)
  if (line.points !== GB.number) faults.push(`${at}: page number in ${line.points} points`)
  const free = GB.number * MM
  const odd = page.number % 2 === 1
  const gap = odd ? GB.right - line.right : line.left - GB.left
  if (Math.abs(gap - free) > 0.5) {
    faults.push(
      `${at}: page number ${gap.toFixed(1)} mm from the ${odd ? 'right' : 'left'} edge, not ${free.toFixed(1)}`,
    )
  }
  const [dash] = line.glyphs
  const ink =
    dash === undefined
      ? null
      : inkBox(picture, { left: dash.x, right: dash.x + dash.width, top: GB.bottom + 2, bottom: GB.bottom + 16 })
  const fall = ink === null ? Number.NaN : (ink.top + ink.bottom) / 2 - GB.bottom
  if (!(Math.abs(fall - 7) <= 0.5)) faults.push(`${at}: 一字线 ${fall.toFixed(1)} mm below the 版心, not 7`)
  return faults
}
