import { crc32, deflateRawSync } from 'node:zlib'

/** One file in a test zip. What it claims about itself may be made untrue. */
export interface ZipEntry {
  name: string
  data: string | Buffer
  claimedSize?: number
  flags?: number
  method?: 'deflate' | 'store'
}

/** A zip file, written by hand so that tests can make it lie. */
export function zipOf(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const data = Buffer.from(entry.data)
    const stored = entry.method === 'store'
    const packed = stored ? data : deflateRawSync(data)
    const name = Buffer.from(entry.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE((entry.flags ?? 0) | 0x800, 2)
    shared.writeUInt16LE(stored ? 0 : 8, 4)
    shared.writeUInt16LE(0, 6)
    shared.writeUInt16LE(33, 8)
    shared.writeUInt32LE(crc32(data), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(entry.claimedSize ?? data.length, 18)
    shared.writeUInt16LE(name.length, 22)
    locals.push(signature(0x04034b50), shared, name, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(signature(0x02014b50), Buffer.from([20, 0]), shared, tail, name)
    offset += 30 + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, signature(0x06054b50), end])
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Inner XML of a worksheet around its rows. */
export function sheetXml(rows: string, { before = '', after = '' } = {}): string {
  return `${XML}<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`
}

/** Text cells of one row, starting in column A. */
export function textRow(row: number, texts: string[]): string {
  const cells = texts.map((text, at) => `<c r="${letters(at + 1)}${row}" t="str"><v>${escapeXml(text)}</v></c>`)
  return `<row r="${row}">${cells.join('')}</row>`
}

export function letters(column: number): string {
  const rest = column > 26 ? letters(Math.floor((column - 1) / 26)) : ''
  return rest + String.fromCharCode(65 + ((column - 1) % 26))
}

export function escapeXml(text: string): string {
  return text.replace(/[<&>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

export interface BookParts {
  sheets: { name: string; xml: string; state?: string }[]
  sharedStrings?: string
  styles?: string
  workbookPr?: string
  /** Further files, or other content for one of the above. */
  extra?: ZipEntry[]
}

/** The zip entries of a small but complete workbook. */
export function bookEntries(parts: BookParts): ZipEntry[] {
  const numbered = parts.sheets.map((sheet, at) => ({ ...sheet, id: at + 1 }))
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`
  const sheetTags = numbered
    .map(({ name, id, state }) => {
      const hidden = state === undefined ? '' : ` state="${state}"`
      return `<sheet name="${escapeXml(name)}" sheetId="${id}"${hidden} r:id="rId${id}"/>`
    })
    .join('')
  const overrides = numbered.map(
    ({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  )
  const entries: ZipEntry[] = [
    {
      name: '[Content_Types].xml',
      data: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE_REL}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}">${parts.workbookPr ?? ''}<sheets>${sheetTags}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${XML}<Relationships xmlns="${PACKAGE_REL}">${numbered
        .map(({ id }) => relation(`rId${id}`, 'worksheet', `worksheets/sheet${id}.xml`))
        .join(
          '',
        )}${relation('rId901', 'styles', 'styles.xml')}${relation('rId902', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    },
    ...numbered.map(({ id, xml }) => ({ name: `xl/worksheets/sheet${id}.xml`, data: xml })),
  ]
  if (parts.styles !== undefined) entries.push({ name: 'xl/styles.xml', data: parts.styles })
  if (parts.sharedStrings !== undefined) entries.push({ name: 'xl/sharedStrings.xml', data: parts.sharedStrings })
  const replaced = new Set((parts.extra ?? []).map(({ name }) => name))
  return [...entries.filter(({ name }) => !replaced.has(name)), ...(parts.extra ?? [])]
}

/** A small complete workbook as bytes. */
export function rawBook(parts: BookParts): Buffer {
  return zipOf(bookEntries(parts))
}

/** A header and one good row: what a hostile file hides behind. */
export const GOOD_ROWS = [
  textRow(1, ['申报编号', '申报条款', '申报单位', '统一社会信用代码', '申报金额（元）']),
  textRow(2, ['LG2026990001', '第九条', '深圳市示例甲有限公司', '91440300MA00000000', '1000']),
].join('')

export const DATE_STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="&quot;dry&quot;0.00"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="31"/></cellXfs></styleSheet>`
