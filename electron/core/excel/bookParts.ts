import { posix } from 'node:path'
import { parseXml, unescapeText } from './xml.ts'
import { refuse, type WorkbookPackage } from './zipGuard.ts'

/** What the sheets need from the rest of the package. */
export interface BookParts {
  sheets: { name: string; hidden: boolean; part: string }[]
  sharedStrings: string[]
  /** By style index: true when the number format shows a calendar day. */
  dateStyles: boolean[]
  /** The workbook counts days from 1904 (old Mac files). */
  date1904: boolean
}

const MAX_SHEETS = 60
const MAX_STYLES = 70_000
const MAX_SHARED_STRINGS = 600_000
/** A date shown by a built-in format; 27–36 and 50–58 are the Chinese built-ins. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Reads workbook, styles and shared strings. Errors: BAD_WORKBOOK. */
export async function readBookParts(pack: WorkbookPackage): Promise<BookParts> {
  await refuseMacroTypes(pack)
  const root = await readRelations(pack, '_rels/.rels', '')
  const bookPart = [...root.values()].find((relation) => relation.type.endsWith('/officeDocument'))?.part
  if (bookPart === undefined || !pack.has(bookPart))
    throw refuse(pack.fileName, '不是 Excel 工作簿', '请选择 .xlsx 文件')
  const folder = posix.dirname(bookPart)
  const relations = await readRelations(pack, `${folder}/_rels/${posix.basename(bookPart)}.rels`, folder)
  const { named, date1904 } = await readWorkbookPart(pack, bookPart)
  const sheets = named.flatMap(({ name, hidden, id }) => {
    const relation = relations.get(id)
    return relation?.type.endsWith('/worksheet') && pack.has(relation.part)
      ? [{ name, hidden, part: relation.part }]
      : []
  })
  if (sheets.length === 0)
    throw refuse(pack.fileName, '没有可读的工作表', '请确认文件是申报汇总表，另存为 .xlsx 后再导入')
  const partOf = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`) && pack.has(relation.part))?.part
  return {
    sheets,
    date1904,
    sharedStrings: await readSharedStrings(pack, partOf('sharedStrings')),
    dateStyles: await readDateStyles(pack, partOf('styles')),
  }
}

async function refuseMacroTypes(pack: WorkbookPackage): Promise<void> {
  const part = '[Content_Types].xml'
  if (!pack.has(part)) throw refuse(pack.fileName, '是压缩包，但不是 Excel 工作簿', '请选择 .xlsx 文件')
  await parseXml(pack.text(part), pack.fileName, {
    open(name, attributes) {
      // Defaults only say what an extension would mean; some writers list .bin without having such a part.
      if (name !== 'Override') return
      const type = attributes.ContentType ?? ''
      if (/macroEnabled|vbaProject/i.test(type))
        throw refuse(pack.fileName, '含有宏', '请另存为不带宏的 .xlsx 后再导入')
    },
  })
}

async function readRelations(pack: WorkbookPackage, part: string, folder: string) {
  const relations = new Map<string, { type: string; part: string }>()
  if (!pack.has(part)) return relations
  await parseXml(pack.text(part), pack.fileName, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const target = attributes.Target ?? ''
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      relations.set(attributes.Id ?? '', { type: attributes.Type ?? '', part: path })
    },
  })
  return relations
}

async function readWorkbookPart(pack: WorkbookPackage, part: string) {
  const named: { name: string; hidden: boolean; id: string }[] = []
  let date1904 = false
  await parseXml(pack.text(part), pack.fileName, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isOn(attributes.date1904)
      if (name !== 'sheet') return
      if (named.length >= MAX_SHEETS) {
        throw refuse(pack.fileName, `超过 ${MAX_SHEETS} 个工作表`, '请只保留申报表，另存后再导入')
      }
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      named.push({ name: attributes.name ?? '', hidden, id })
    },
  })
  return { named, date1904 }
}

/** Plain text of every shared string; runs of rich text are joined, pinyin guides (rPh) left out. */
async function readSharedStrings(pack: WorkbookPackage, part: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  let inText = false
  let inPhonetic = false
  await parseXml(pack.text(part), pack.fileName, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') inPhonetic = true
      else if (name === 't') inText = !inPhonetic
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si') {
        strings.push(unescapeText(text))
        if (strings.length > MAX_SHARED_STRINGS) throw refuse(pack.fileName, '文字过多', '请拆成几个文件后再导入')
      }
    },
  })
  return strings
}

async function readDateStyles(pack: WorkbookPackage, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = []
  if (part === undefined) return styles
  const custom = new Map<number, boolean>()
  let inCellFormats = false
  await parseXml(pack.text(part), pack.fileName, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) {
        if (styles.length >= MAX_STYLES)
          throw refuse(pack.fileName, '单元格样式过多', '请新建工作簿，只粘贴数值后再导入')
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(custom.get(id) ?? isBuiltInDate(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** True when a number format shows a year or a day; times alone and text in quotes do not count. */
export function isDateFormat(code: string): boolean {
  const first = code.split(';')[0] ?? ''
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
  return /[yd]/i.test(bare)
}

export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
