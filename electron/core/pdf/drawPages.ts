/// <reference path="./subsetFont.d.ts" />
import fontkit from '@pdf-lib/fontkit'
import { PDFDict, PDFDocument, type PDFFont, type PDFHexString, PDFName, type PDFRef } from 'pdf-lib'
import subsetFont from 'subset-font'
import type { IsoInstant } from '../../../shared/date.ts'
import { GB_PAGE, type Layer, type Page } from '../../../shared/report/pages.ts'
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
  const resources = doc.context.register(doc.context.obj({ Font: fontDictionary(doc, fonts) }))
  const drawn = new Map<Layer, PDFRef>()
  const draw = (layer: Layer): PDFRef => {
    const known = drawn.get(layer)
    if (known !== undefined) return known
    const made = doc.context.register(doc.context.flateStream(layerOperators(layer, typesetter, fonts)))
    drawn.set(layer, made)
    return made
  }
  for (const page of pages) {
    const { width, height } = page.size ?? GB_PAGE
    const leaf = doc.addPage([width, height]).node
    const layers = page.common === null ? [page] : [page.common, page]
    leaf.set(PDFName.of('Contents'), doc.context.obj(layers.map(draw)))
    leaf.set(PDFName.of('Resources'), resources)
  }
  return doc.save()
}

function fontDictionary(doc: PDFDocument, fonts: Map<Font, EmbeddedFont>): PDFDict {
  const names = PDFDict.withContext(doc.context)
  for (const { key, pdf } of fonts.values()) names.set(PDFName.of(key), pdf.ref)
  return names
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
  /** Two-byte glyph code by character, escaped for a PDF string. */
  codes: Map<string, string>
}

async function embedFonts(
  doc: PDFDocument,
  pages: readonly Page[],
  typesetter: Typesetter,
  embedding: Embedding,
): Promise<Map<Font, EmbeddedFont>> {
  const used = new Map<Font, Set<string>>()
  const layers = new Set<Layer>(pages.flatMap((page) => (page.common === null ? [page] : [page.common, page])))
  for (const { text, face } of [...layers].flatMap((layer) => layer.texts)) {
    for (const run of typesetter.runs(text, face)) {
      const characters = used.get(run.font) ?? new Set()
      for (const character of run.text) characters.add(character)
      used.set(run.font, characters)
    }
  }
  const fonts = new Map<Font, EmbeddedFont>()
  for (const [font, characters] of used) {
    // Sorted, so that the bytes depend on which characters are used and not on where they stand.
    const sorted = [...characters].sort()
    const pdf = await doc.embedFont(await embedding(font, sorted.join('')), { subset: false })
    // One character at a time: pairs are never joined or moved, so widths are exactly those measured.
    const codes = new Map(sorted.map((character) => [character, stringBytes(pdf.encodeText(character))]))
    fonts.set(font, { key: `F${fonts.size + 1}`, pdf, codes })
  }
  return fonts
}

/** The red of 红头. */
const RED = '0.843 0 0.059'

/**
 * Draws a layer. Font, spacing and grey are set only where they change and places are given from the one before, so that
 * the rows of a table look alike and pack well: five thousand names stay small enough to send.
 */
function layerOperators(layer: Layer, typesetter: Typesetter, fonts: Map<Font, EmbeddedFont>): string {
  const operators = (layer.fills ?? []).map(
    ({ colour, x, y, width, height }) =>
      `${rgb(colour)} rg ${point(x)} ${point(y)} ${point(width)} ${point(height)} re f\n`,
  )
  let width = -1
  let red = false
  for (const line of layer.lines) {
    if ((line.red ?? false) !== red) {
      red = line.red ?? false
      operators.push(red ? `${RED} RG\n` : '0 G\n')
    }
    if (line.width !== width) operators.push(`${line.width} w\n`)
    width = line.width
    operators.push(`${point(line.x1)} ${point(line.y1)} m ${point(line.x2)} ${point(line.y2)} l S\n`)
  }
  operators.push('BT\n')
  let state = ''
  let setting = ''
  let at = { x: 0, y: 0 }
  for (const { x, y, size, spacing, grey, red, text, face } of layer.texts) {
    const wanted = `${red === true ? `${RED} rg` : `${grey} g`} ${spacing.toFixed(3)} Tc\n`
    if (wanted !== state) operators.push(wanted)
    state = wanted
    const to = { x: point(x), y: point(y) }
    operators.push(`${point(to.x - at.x)} ${point(to.y - at.y)} Td\n`)
    at = to
    for (const run of typesetter.runs(text, face)) {
      const font = fonts.get(run.font)
      if (font === undefined) continue
      const chosen = `/${font.key} ${size} Tf\n`
      if (chosen !== setting) operators.push(chosen)
      setting = chosen
      let codes = ''
      for (const character of run.text) codes += font.codes.get(character) ?? ''
      operators.push(`(${codes})Tj\n`)
    }
  }
  operators.push('ET\n')
  return operators.join('')
}

function rgb(colour: string): string {
  return [0, 2, 4].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')
}

/** The bytes of a hex string as they stand between brackets. */
function stringBytes(hex: PDFHexString): string {
  let out = ''
  for (const byte of hex.asBytes()) {
    const character = String.fromCharCode(byte)
    out += ESCAPED.get(character) ?? character
  }
  return out
}

const ESCAPED = new Map([
  ['(', '\\('],
  [')', '\\)'],
  ['\\', '\\\\'],
  ['\r', '\\r'],
  ['\n', '\\n'],
])

/** A hundredth of a point is below what any printer shows. */
function point(value: number): number {
  return Math.round(value * 100) / 100
}
