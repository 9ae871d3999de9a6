import { BODY_FONT, type CellStyle, type Font } from './paperStyles.ts'
import { escaped } from './xmlText.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const BUILT_IN: Record<string, number> = { '0': 1, '0.00': 2, '#,##0.00': 4, '@': 49 }
/** The first number a format of one's own may have. */
const OWN_FORMATS = 164
/** GB2312, and what kind of face stands in for a font that is not there: 1 with serifs, 3 even strokes. */
const CHARSET = 134
const EDGE = '<color rgb="FF7F7F7F"/>'

/** The styles a workbook uses, each numbered when it is first asked for. */
export class StyleSheet {
  readonly #known = new Map<CellStyle, number>()
  readonly #formats: string[] = []
  readonly #fonts = [fontXml(BODY_FONT)]
  readonly #fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]
  readonly #cells = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']

  /** The number cells refer to the style by. */
  id(style: CellStyle): number {
    const known = this.#known.get(style)
    if (known !== undefined) return known
    const id = place(this.#cells, this.#cellXml(style))
    this.#known.set(style, id)
    return id
  }

  xml(): string {
    const formats = this.#formats.map(
      (code, at) => `<numFmt numFmtId="${OWN_FORMATS + at}" formatCode="${escaped(code)}"/>`,
    )
    const sides = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin">${EDGE}</${side}>`).join('')
    const bare = '<border><left/><right/><top/><bottom/><diagonal/></border>'
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}">${[
      ...(formats.length === 0 ? [] : [listXml('numFmts', formats)]),
      listXml('fonts', this.#fonts),
      listXml('fills', this.#fills),
      listXml('borders', [bare, `<border>${sides}<diagonal/></border>`]),
      listXml('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
      listXml('cellXfs', this.#cells),
      listXml('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    ].join('')}</styleSheet>`
  }

  #cellXml({ font, fill, boxed, horizontal, vertical, fit, format }: CellStyle): string {
    const numFmt = BUILT_IN[format] ?? OWN_FORMATS + place(this.#formats, format)
    const color = `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`
    const fillId = fill === null ? 0 : place(this.#fills, color)
    const ids = `numFmtId="${numFmt}" fontId="${place(this.#fonts, fontXml(font))}" fillId="${fillId}" borderId="${boxed ? 1 : 0}" xfId="0"`
    const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    const fitting = fit === 'wrap' ? 'wrapText="1"' : 'shrinkToFit="1"'
    return `<xf ${ids} ${applied}><alignment horizontal="${horizontal}" vertical="${vertical}" ${fitting}/></xf>`
  }
}

function place(list: string[], entry: string): number {
  const at = list.indexOf(entry)
  return at === -1 ? list.push(entry) - 1 : at
}

function listXml(name: string, entries: readonly string[]): string {
  return `<${name} count="${entries.length}">${entries.join('')}</${name}>`
}

function fontXml({ name, size, bold, color }: Font): string {
  const family = name === '方正小标宋简体' ? 1 : 3
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/>${color === null ? '' : `<color rgb="FF${color}"/>`}<name val="${escaped(name)}"/><family val="${family}"/><charset val="${CHARSET}"/></font>`
}
