import type { PDFPageProxy } from '../pdf.ts'

/** Which page each sentence speaks of; a sentence that speaks of none is left out. */
export type Places = ReadonlyMap<string, number>

/** Reads the pages one after the other until every sentence that names something has its page. */
export async function placesOf(sentences: readonly string[], pages: readonly PDFPageProxy[]): Promise<Places> {
  const wanted = sentences
    .map((sentence) => ({ sentence, words: wordsIn(sentence) }))
    .filter(({ words }) => words.length > 0)
  if (wanted.length === 0) return new Map()
  const texts: string[] = []
  for (const page of pages) {
    const { items } = await page.getTextContent()
    texts.push(squeezed(items.map((item) => ('str' in item ? item.str : '')).join('')))
  }
  const places = new Map<string, number>()
  for (const { sentence, words } of wanted) {
    const page = pageWith(words, texts)
    if (page !== null) places.set(sentence, page)
  }
  return places
}

/** What a sentence quotes, the surest first: 〔…〕, a number of an application, “…”. */
export function wordsIn(sentence: string): string[] {
  return [/〔[^〕]+〕/g, /[A-Z]{2}\d{6,}/g, /“([^”]+)”/g].flatMap((pattern) =>
    [...sentence.matchAll(pattern)].map(([whole, inner]) => squeezed(inner ?? whole)),
  )
}

/** The first page with the first of the words that is found at all. Lines that turn in the middle of a word do not matter. */
export function pageWith(words: readonly string[], texts: readonly string[]): number | null {
  for (const word of words) {
    const at = texts.findIndex((text) => text.includes(word))
    if (at >= 0) return at + 1
  }
  return null
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '')
}
