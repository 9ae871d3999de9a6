import { type BookParts, bookEntries, GOOD_ROWS, rawBook, sheetXml, type ZipEntry, zipOf } from '../excel/zipOf.ts'

/** A hostile or broken file and what must come of it: read, or refused with these words. */
export interface Hostile {
  name: string
  bytes: Buffer
  refused: RegExp | null
}

export const oneSheet = (xml: string, more: Partial<BookParts> = {}): Buffer =>
  rawBook({ sheets: [{ name: '表', xml }], ...more })
export const good = sheetXml(GOOD_ROWS)
export const entriesWith = (...extra: ZipEntry[]): Buffer =>
  zipOf(bookEntries({ sheets: [{ name: '表', xml: good }], extra }))
