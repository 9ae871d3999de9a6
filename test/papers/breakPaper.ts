import { type Embedding, subsetOf } from '../../electron/core/pdf/drawPages.ts'
import { readFace, tablesAt } from '../../electron/core/pdf/trueType.ts'
import type { Page, PlacedText } from '../../shared/report/pages.ts'

/** Papers broken on purpose: each fault that the checker must be seen to find. */

/** Leaves the glyph of a character in the font, without its outline. */
export function emptied(character: string): Embedding {
  return async (font, characters) => {
    const bytes = Uint8Array.from(await subsetOf(font, characters))
    const glyph = readFace(bytes, 0).glyphOf(character.codePointAt(0) ?? 0)
    if (glyph === 0) return bytes
    const view = new DataView(bytes.buffer)
    const offsetOf = (tag: string) => tablesAt(bytes, 0).find((table) => table.tag === tag)?.offset ?? 0
    const long = view.getInt16(offsetOf('head') + 50) === 1
    const loca = offsetOf('loca')
    const start = long ? view.getUint32(loca + 4 * glyph) : 2 * view.getUint16(loca + 2 * glyph)
    view.setInt16(offsetOf('glyf') + start, 0)
    return bytes
  }
}

/** Leaves a character out of the font, so that the font's sign for a missing one is drawn. */
export function leftOut(character: string): Embedding {
  return (font, characters) => subsetOf(font, characters.replace(character, ''))
}

export type Change = (pages: readonly Page[]) => Page[]

/** Changes every text for which `change` gives another; null takes it away. */
export function eachText(change: (text: PlacedText, page: number) => PlacedText | null): Change {
  return (pages) =>
    pages.map((page, index) => ({ ...page, texts: page.texts.flatMap((text) => change(text, index + 1) ?? []) }))
}

/** Moves everything on a page, its common part too. */
export function moved(page: number, x: number, y: number): Change {
  const shift = (text: PlacedText): PlacedText => ({ ...text, x: text.x + x, y: text.y + y })
  return (pages) => pages.map((one, index) => (index + 1 === page ? { ...one, texts: one.texts.map(shift) } : one))
}

/** Takes the repeated header's words off a page. */
export function withoutHeader(page: number): Change {
  return (pages) =>
    pages.map((one, index) => {
      if (index + 1 !== page || one.common === null) return one
      return { ...one, common: { ...one.common, texts: one.common.texts.filter(({ face }) => face !== 'hei') } }
    })
}

/** Puts the last line of text of a page's table at the head of the next page's first row. */
export function splitRow(page: number): Change {
  return (pages) => {
    const from = pages[page - 1]
    const table = from?.texts.filter(({ size, face }) => size === 12 && face === 'body') ?? []
    const lowest = Math.min(...table.map(({ y }) => y))
    const carried = table.filter(({ y }) => y - lowest < 1)
    const next = pages[page]?.texts.find(({ size }) => size === 12)
    return pages.map((one, index) => {
      if (index === page - 1) return { ...one, texts: one.texts.filter((text) => !carried.includes(text)) }
      if (index !== page) return one
      return { ...one, texts: [...one.texts, ...carried.map((text) => ({ ...text, y: next?.y ?? 0 }))] }
    })
  }
}

/** Leaves nothing but the total on the last page. */
export const totalAlone: Change = (pages) =>
  pages.map((one, index) => {
    if (index < pages.length - 1) return one
    const isTotal = ({ face, size }: PlacedText) => face === 'hei' || size !== 12
    const total = Math.max(...one.texts.filter(({ text }) => text === '合计').map(({ y }) => y))
    const isBelow = (y: number) => y < total + 20
    const head = one.common?.lines ?? []
    const foot = Math.min(...head.map(({ y1 }) => y1))
    return {
      ...one,
      texts: one.texts.filter(isTotal),
      lines: one.lines.filter(({ y1, y2 }) => y1 !== y2 || isBelow(y1) || y1 >= foot),
    }
  })

/** Puts 署名 and 成文日期 of the second page on a page of their own after it. */
export const signatureAlone: Change = (pages) => {
  const [first, second, ...rest] = pages
  if (first === undefined || second === undefined) return [...pages]
  const heights = [...new Set(second.texts.filter(({ size }) => size === 16).map(({ y }) => y))].sort((a, b) => a - b)
  const isSignature = ({ y, size }: PlacedText) => size === 16 && y <= (heights[1] ?? 0)
  const own = { ...second, texts: second.texts.filter(isSignature) }
  return [first, { ...second, texts: second.texts.filter((text) => !isSignature(text)) }, own, ...rest]
}
