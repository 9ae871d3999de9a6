import type { Layer, Page } from '../../../shared/report/pages.ts'
import type { PaperSheet } from '../../../shared/report/sheet.ts'
import type { SheetFormat } from '../excel/sheetPaper.ts'
import { type FontStore, systemFonts } from '../fonts.ts'
import { drawPages, type PdfInfo } from './drawPages.ts'
import { sheetPages } from './sheetPages.ts'
import { createTypesetter, type Typesetter } from './typesetter.ts'

/** The print-out of a workbook: all its sheets one after the other, the pages of each counted by itself. */
export interface SheetsPdf {
  bytes: Uint8Array
  sheets: { name: string; pages: number; format: SheetFormat; cut: boolean }[]
  warnings: string[]
  /** Characters that no font has, as sentences; 〓 stands for each on the pages. */
  missing: string[]
}

/** 〓 stands where a character cannot be set, as printers do. */
const STAND_IN = '〓'

/** The same sheets, fonts and info give the same bytes. */
export async function makeSheets(
  sheets: readonly PaperSheet[],
  info: PdfInfo,
  fonts: FontStore = systemFonts(),
): Promise<SheetsPdf> {
  const typesetter = createTypesetter(fonts)
  const missing = new Set<string>()
  const laid = sheets.map((sheet) => {
    const { pages, format, cut } = sheetPages(sheet, typesetter.measure)
    const common = pages[0]?.common ?? null
    const checked = common === null ? null : printable(common, typesetter, sheet.name, missing)
    return {
      name: sheet.name,
      format,
      cut,
      pages: pages.map((page): Page => ({ ...printable(page, typesetter, sheet.name, missing), common: checked })),
    }
  })
  const pages = laid.flatMap((sheet) => sheet.pages)
  return {
    bytes: await drawPages(pages, typesetter, info),
    sheets: laid.map(({ name, format, cut, pages: { length } }) => ({ name, format, cut, pages: length })),
    warnings: typesetter.warnings(),
    missing: [...missing],
  }
}

/** The workbook may hold any character; the pages can only show those some font has. */
function printable<L extends Layer>(layer: L, typesetter: Typesetter, sheet: string, missing: Set<string>): L {
  const texts = layer.texts.map((placed) => {
    if (typesetter.has(placed.text, placed.face)) return placed
    const shown = [...placed.text].map((character) => {
      if (typesetter.has(character, placed.face)) return character
      missing.add(`“${sheet}”中的“${character}”在已安装的字体中都没有，打印页上以${STAND_IN}代替；Excel 文件不受影响`)
      return STAND_IN
    })
    return { ...placed, text: shown.join('') }
  })
  return { ...layer, texts }
}
