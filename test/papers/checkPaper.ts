import { gridFaults, textLines } from './grid.ts'
import { blankGlyphs, EDGES, type Edge, inkOutside, WITH_CODE } from './ink.ts'
import { closingFaults, type ExpectedLetter, titleFaults } from './letterhead.ts'
import { pageNumberFaults } from './pageNumbers.ts'
import { GB, type PaperPage, squeezed } from './paper.ts'
import { lookAtPages } from './pictures.ts'
import { readPages } from './readPages.ts'
import { brokenWords, crossings, type ExpectedTable, tableFaults, tableOf, unfilledPages } from './tables.ts'

export interface ExpectedPaper {
  letter: ExpectedLetter
  /** 附件; null for a letter to one applicant. */
  table: ExpectedTable | null
}

/** Dots per inch at which short papers are looked at, and papers of hundreds of pages. */
const FINE = 150
const COARSE = 80
const MANY = 60

/** Everything wrong with a finished public paper or letter. */
export async function paperFaults(pdf: Uint8Array, expected: ExpectedPaper): Promise<string[]> {
  const pages = await readPages(pdf)
  return [...(await printFaults(pdf, pages, true)), ...layoutFaults(pages, expected)]
}

/** What is wrong with the places of characters and rules, without looking at the print. */
export function layoutFaults(pages: readonly PaperPage[], { letter, table }: ExpectedPaper): string[] {
  const ruled = pages.filter(({ rules }) => rules.length > 0)
  const written = pages.filter(({ rules }) => rules.length === 0)
  const [first] = written
  return [
    ...(first === undefined ? ['no page of text'] : titleFaults(textLines(first), letter.title)),
    ...gridFaults(written),
    ...closingFaults(written, letter),
    ...ruled.flatMap((page) => [...crossings(page), ...brokenWords(page)]),
    ...(table === null ? [] : [...tableFaults(ruled, table), ...unfilledPages(ruled), ...tablePlaces(ruled)]),
    ...(table === null && ruled.length > 0 ? ['a letter with a table'] : []),
  ]
}

/**
 * Everything wrong with finished forms; `cells` are all their cells in reading order, `again` those with which a part that
 * broke begins once more at the top of a page. The 核对码 above them has its own test.
 */
export async function formFaults(
  pdf: Uint8Array,
  cells: readonly string[],
  again: readonly (readonly string[])[] = [],
): Promise<string[]> {
  const pages = (await readPages(pdf)).map(withoutCode)
  return [...(await printFaults(pdf, pages, pages.length > 1, WITH_CODE)), ...formLayoutFaults(pages, cells, again)]
}

/** The dark squares of the 核对码 stand above the 版心 and are no borders of a table. */
function withoutCode(page: PaperPage): PaperPage {
  return { ...page, rules: page.rules.filter(({ y1, y2 }) => Math.max(y1, y2) >= GB.top - GB.tolerance) }
}

export function formLayoutFaults(
  pages: readonly PaperPage[],
  cells: readonly string[],
  again: readonly (readonly string[])[] = [],
): string[] {
  const words = (texts: readonly string[]) => texts.map(squeezed).join('|')
  const read = pages.flatMap((page, index) => {
    const own = tableOf(page)
      .flat()
      .map(({ text }) => text)
    const head = again.find((one) => index > 0 && words(own.slice(0, one.length)) === words(one))
    return own.slice(head?.length ?? 0)
  })
  return [
    ...pages.flatMap((page) => [...crossings(page), ...brokenWords(page)]),
    ...(words(read) === words(cells) ? [] : [`the cells read “${words(read)}”, not “${words(cells)}”`]),
  ]
}

async function printFaults(
  pdf: Uint8Array,
  pages: readonly PaperPage[],
  numbered: boolean,
  edges: readonly Edge[] = EDGES,
): Promise<string[]> {
  const faults: string[][] = []
  await lookAtPages(pdf, pages.length, pages.length > MANY ? COARSE : FINE, (picture, number) => {
    const page = pages[number - 1]
    if (page === undefined) return
    faults[number] = [
      ...(Math.abs(page.width - 210) + Math.abs(page.height - 297) > 0.2 ? [`page ${number} is not A4`] : []),
      ...blankGlyphs(page, picture),
      ...inkOutside(page, picture, edges),
      ...(numbered ? pageNumberFaults(page, picture) : []),
    ]
  })
  return faults.flat()
}

/** 「附件」 on the first line of a new page, its title on the third, tables from the upper edge of the 版心 on the others. */
function tablePlaces(pages: readonly PaperPage[]): string[] {
  const [first, ...rest] = pages
  if (first === undefined) return ['no 附件']
  const [label, title] = textLines(first)
  const faults: string[] = []
  const place = (middle: number | undefined) => ((middle ?? 0) - GB.top) / GB.linePitch
  if (label?.text !== '附件' || label.points !== GB.body || Math.abs(place(label.middle) - 0.5) > 0.05) {
    faults.push('“附件” is not on the first line of its page')
  }
  if (title?.points !== GB.title || Math.abs(place(title.middle) - 2.5) > 0.05)
    faults.push('the title of the 附件 is not on the third line')
  for (const page of rest) {
    const top = tableOf(page)[0]?.[0]?.top ?? 0
    if (Math.abs(top - GB.top) > GB.tolerance) faults.push(`page ${page.number}: 天头 ${top.toFixed(1)} mm`)
  }
  return faults
}
