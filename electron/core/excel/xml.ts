import { SaxesParser } from 'saxes'
import { refuse } from './zipGuard.ts'

/** One XML element with its name's prefix cut off: some writers say x:row for row. */
export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

const MAX_DEPTH = 64
/** In one part: six for each of the 600,000 cells a workbook may have. */
const MAX_ELEMENTS = 3_600_000
/**
 * Signs from one element's end to the next's: a cell holds 32,767 at most. Counted here because a saxes handler for
 * each attribute or tag start slows the reading of every file.
 */
const MAX_GAP = 512 * 1024

/**
 * Streams XML into handlers. No external or internal entities exist for it: a DOCTYPE is refused.
 * Errors: BAD_WORKBOOK for a DOCTYPE or absurd nesting, otherwise the parser's own error for malformed XML.
 */
export async function parseXml(pieces: AsyncIterable<string>, fileName: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const absurd = () => refuse(fileName, '内部结构异常', '请用 Excel 或 WPS 打开后另存为新的 .xlsx 再导入')
  let depth = 0
  let elements = 0
  let sinceElement = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw refuse(
      fileName,
      '内含 DOCTYPE 声明，正常的 Excel 文件没有',
      '请用 Excel 或 WPS 打开后另存为新的 .xlsx 再导入',
    )
  })
  parser.on('opentag', (tag) => {
    depth += 1
    elements += 1
    sinceElement = 0
    if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) throw absurd()
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    handlers.close?.(localName(tag.name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  for await (const piece of pieces) {
    parser.write(piece)
    sinceElement += piece.length
    if (sinceElement > MAX_GAP) throw absurd()
  }
  parser.close()
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Undoes the _x000D_ escapes of SpreadsheetML text. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
