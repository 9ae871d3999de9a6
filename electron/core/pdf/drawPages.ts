import fontkit from '@pdf-lib/fontkit'
import { PDFDict, PDFDocument, type PDFFont, PDFName } from 'pdf-lib'
import subsetFont from 'subset-font'
import type { IsoInstant } from '../../../shared/date.ts'
import { GB_PAGE, type Page, type PlacedLine, type PlacedText } from '../../../shared/report/pages.ts'
import type { Font } from '../fonts.ts'
import type { Typesetter } from './typesetter.ts'

export interface PdfInfo {
  title: string
  author: string
  /** The list's own moment, so that the same list gives the same bytes. */
  createdAt: IsoInstant
}

/** Makes the bytes to embed from a whole font and the characters used. */
export type Embedding = (font: Font, characters: string) => Promise<Uint8Array>

/**
 * HarfBuzz subset. pdf-lib's own subsetting draws most Chinese glyphs blank (Hopding/pdf-lib#1232), so the subset is
 * made before and embedded whole.
 */
export const subsetOf: Embedding = (font, characters) =>
  subsetFont(font.bytes, characters, {
    targetFormat: 'truetype',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    dropTables: ['BASE', 'GDEF', 'GPOS', 'GSUB', 'STAT', 'DSIG', 'kern', 'vhea', 'vmtx', 'VORG'],
  })

/** Draws pages as a PDF. The same pages, fonts and info give the same bytes. */
export async function drawPages(
  pages: readonly Page[],
  typesetter: Typesetter,
  info: PdfInfo,
  embedding: Embedding = subsetOf,
): Promise<Uint8Array> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  doc.registerFontkit(fontkit)
  describe(doc, info)
  const fonts = await embedFonts(doc, pages, typesetter, embedding)
  for (const page of pages) {
    const content = [
      ...page.lines.map(lineOperators),
      ...page.texts.map((text) => textOperators(text, typesetter, fonts)),
    ]
    const stream = doc.context.register(doc.context.flateStream(content.join('')))
    const leaf = doc.addPage([GB_PAGE.width, GB_PAGE.height]).node
    leaf.set(PDFName.of('Contents'), stream)
    const names = PDFDict.withContext(doc.context)
    for (const { key, pdf } of fonts.values()) names.set(PDFName.of(key), pdf.ref)
    leaf.set(PDFName.of('Resources'), doc.context.obj({ Font: names }))
  }
  return doc.save()
}

function describe(doc: PDFDocument, info: PdfInfo): void {
  const at = new Date(info.createdAt)
  doc.setTitle(info.title, { showInWindowTitleBar: true })
  doc.setAuthor(info.author)
  doc.setCreator('时尚资金评审工作台')
  doc.setProducer('pdf-lib')
  doc.setLanguage('zh-CN')
  doc.setCreationDate(at)
  doc.setModificationDate(at)
}

interface EmbeddedFont {
  key: string
  pdf: PDFFont
  /** Hex glyph code by character. */
  codes: Map<string, string>
}

async function embedFonts(
  doc: PDFDocument,
  pages: readonly Page[],
  typesetter: Typesetter,
  embedding: Embedding,
): Promise<Map<Font, EmbeddedFont>> {
  const used = new Map<Font, Set<string>>()
  for (const page of pages) {
    for (const { text, face } of page.texts) {
      for (const run of typesetter.runs(text, face)) {
        const characters = used.get(run.font) ?? new Set()
        for (const character of run.text) characters.add(character)
        used.set(run.font, characters)
      }
    }
  }
  const fonts = new Map<Font, EmbeddedFont>()
  for (const [font, characters] of used) {
    // Sorted, so that the bytes depend on which characters are used and not on where they stand.
    const sorted = [...characters].sort()
    const pdf = await doc.embedFont(await embedding(font, sorted.join('')), { subset: false })
    // One character at a time: pairs are never joined or moved, so widths are exactly those measured.
    const codes = new Map(sorted.map((character) => [character, pdf.encodeText(character).asString()]))
    fonts.set(font, { key: `F${fonts.size + 1}`, pdf, codes })
  }
  return fonts
}

function textOperators(placed: PlacedText, typesetter: Typesetter, fonts: Map<Font, EmbeddedFont>): string {
  const { x, y, size, spacing, grey } = placed
  let operators = `BT ${grey} g ${point(spacing)} Tc 1 0 0 1 ${point(x)} ${point(y)} Tm `
  for (const { font, text } of typesetter.runs(placed.text, placed.face)) {
    const embedded = fonts.get(font)
    if (embedded === undefined) continue
    let hex = ''
    for (const character of text) hex += embedded.codes.get(character) ?? ''
    operators += `/${embedded.key} ${size} Tf <${hex}> Tj `
  }
  return `${operators}ET\n`
}

function lineOperators({ x1, y1, x2, y2, width }: PlacedLine): string {
  return `${width} w ${point(x1)} ${point(y1)} m ${point(x2)} ${point(y2)} l S\n`
}

/** A thousandth of a point is far below what any printer shows. */
function point(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
