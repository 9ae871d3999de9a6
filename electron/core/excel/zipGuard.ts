import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import yauzl from 'yauzl'
import { AppError } from '../../../shared/errors.ts'

/** What a workbook may weigh (quality S4). Everything above is refused before a byte of it is parsed. */
export const LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  entries: 200,
  inflatedBytes: 200 * 1024 * 1024,
  /** Parts that are parsed: 100 MB of XML is what this reader gets through in the three seconds it has. */
  parsedBytes: 100 * 1024 * 1024,
}

/** A workbook's zip whose directory has been looked at. Parts are inflated one at a time, counting every byte. */
export interface WorkbookPackage {
  fileName: string
  sha256: string
  has(part: string): boolean
  /** The text of a part, piece by piece. Errors: BAD_WORKBOOK when it is damaged or larger than its limit. */
  text(part: string): AsyncIterable<string>
}

const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** A workbook whose bytes are here already: a path would mean writing them down readable first. */
export interface HeldBook {
  fileName: string
  bytes: Uint8Array
}

/** Where a workbook is read from: the path of its file, or the bytes themselves. */
export type BookSource = string | HeldBook

/** Opens a workbook. Errors: NOT_FOUND, or BAD_WORKBOOK with what is wrong and what to do. */
export async function openPackage(source: BookSource): Promise<WorkbookPackage> {
  const fileName = bookName(source)
  const bytes = typeof source === 'string' ? await readBytes(source, fileName) : heldBytes(source)
  refuseOtherFormats(bytes, fileName)
  const zip = await yauzl.fromBufferPromise(bytes).catch((error: unknown) => {
    throw damaged(fileName, error)
  })
  const entries = await readDirectory(zip, fileName)
  refuseOtherPackages(entries, fileName)
  let parsed = 0

  async function* text(part: string): AsyncGenerator<string> {
    const entry = entries.get(part)
    if (entry === undefined) throw damaged(fileName, new Error(`missing ${part}`))
    const stream = await zip.openReadStreamPromise(entry)
    let decoder: InstanceType<typeof TextDecoder> | null = null
    for await (const chunk of stream) {
      const piece = Buffer.from(chunk)
      parsed += piece.length
      if (parsed > LIMITS.parsedBytes)
        throw refuse(fileName, '解压后的内容过大', '请删去无关的工作表、格式和图片，或拆成几个文件')
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true })
      yield decoder.decode(piece, { stream: true })
    }
    if (decoder !== null) yield decoder.decode()
  }

  return {
    fileName,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    has: (part) => entries.has(part),
    text: (part) => guarded(text(part), fileName),
  }
}

/** The refusal of a file that breaks off or contradicts itself. */
export function damaged(fileName: string, cause?: unknown): AppError {
  const sentence = `“${fileName}”已损坏或不完整，读不出来。请用 Excel 或 WPS 打开后另存为新的 .xlsx 再导入`
  return new AppError('BAD_WORKBOOK', sentence, { cause })
}

/** A refusal: what is wrong with the file, and what to do. */
export function refuse(fileName: string, what: string, remedy: string): AppError {
  return new AppError('BAD_WORKBOOK', `“${fileName}”${what}，已拒绝读取。${remedy}`)
}

/** The sentence for a file the system would not open. */
export function openFailure(code: string, fileName: string): AppError {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('NOT_FOUND', `找不到文件“${fileName}”，可能已被移动、改名或删除。请重新选择文件`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('BAD_WORKBOOK', `没有权限读取“${fileName}”。请把文件复制到自己的文件夹后再导入`)
  }
  if (code === 'EBUSY') {
    return new AppError('BAD_WORKBOOK', `“${fileName}”正被其他程序占用。请先在 Excel 或 WPS 中关闭它再导入`)
  }
  return new AppError('BAD_WORKBOOK', `“${fileName}”读取失败（${code}）。请把文件复制到本机磁盘后再导入`)
}

/** What refusals call the workbook. */
export function bookName(source: BookSource): string {
  return typeof source === 'string' ? basename(source) : source.fileName
}

function heldBytes({ fileName, bytes }: HeldBook): Buffer {
  refuseSize(bytes.length, fileName)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function refuseSize(size: number, fileName: string): void {
  if (size === 0) throw refuse(fileName, '是空文件（0 字节）', '请确认文件已保存或下载完整')
  if (size > LIMITS.fileBytes) throw refuse(fileName, '超过 20 MB', '请删去图片和无关的工作表，或拆成几个文件后再导入')
}

async function readBytes(path: string, fileName: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw refuse(fileName, '是文件夹，不是工作簿', '请选择其中的 .xlsx 文件')
    if (!found.isFile()) throw refuse(fileName, '不是普通文件', '请选择 .xlsx 文件')
    refuseSize(found.size, fileName)
    return await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw openFailure(error instanceof Error && 'code' in error ? String(error.code) : '未知原因', fileName)
  }
}

function refuseOtherFormats(bytes: Buffer, fileName: string): void {
  if (bytes.subarray(0, 8).equals(OLE2)) {
    if (bytes.includes(utf16('EncryptedPackage'))) {
      throw refuse(fileName, '设有打开密码（已加密）', '请在 Excel 或 WPS 中取消密码、另存为 .xlsx 后再导入')
    }
    throw refuse(fileName, '是旧版 Excel 97-2003（.xls）或 WPS（.et）格式', '请打开后另存为 .xlsx 再导入')
  }
  const start = bytes.subarray(0, 2).toString('latin1')
  if (start !== 'PK') throw refuse(fileName, '不是 .xlsx 工作簿', '请用 Excel 或 WPS 另存为 .xlsx 后再导入')
}

/** Looks at every directory record without inflating anything; stops at the first one too many. */
async function readDirectory(zip: yauzl.ZipFile, fileName: string): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  let inflated = 0
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= LIMITS.entries) {
        throw refuse(fileName, `内含的部件超过 ${LIMITS.entries} 个`, '请新建工作簿，只复制申报表后再导入')
      }
      if (entry.isEncrypted()) throw refuse(fileName, '内容已加密', '请取消密码、另存为 .xlsx 后再导入')
      inflated += entry.uncompressedSize
      if (inflated > LIMITS.inflatedBytes) {
        throw refuse(fileName, '解压后超过 200 MB', '请删去图片、格式和无关的工作表，或拆成几个文件后再导入')
      }
      // Two records of one name could show one content to the check and another to the reader.
      if (entries.has(entry.fileName)) throw damaged(fileName, new Error(`twice: ${entry.fileName}`))
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(fileName, error)
  }
  return entries
}

function refuseOtherPackages(entries: Map<string, yauzl.Entry>, fileName: string): void {
  const names = [...entries.keys()].map((name) => name.toLowerCase())
  if (names.some((name) => name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/'))) {
    throw refuse(fileName, '含有宏', '请另存为不带宏的 .xlsx 后再导入')
  }
  if (names.includes('xl/workbook.bin')) throw refuse(fileName, '是 .xlsb 格式', '请另存为 .xlsx 后再导入')
  if (names.some((name) => name.startsWith('word/') || name.startsWith('ppt/')) || !names.includes('_rels/.rels')) {
    throw refuse(fileName, '是压缩包，但不是 Excel 工作簿', '请选择 .xlsx 文件')
  }
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Turns the zip library's errors (wrong size, bad data) into the one sentence for damaged files. */
async function* guarded(pieces: AsyncIterable<string>, fileName: string): AsyncGenerator<string> {
  try {
    yield* pieces
  } catch (error) {
    throw error instanceof AppError ? error : damaged(fileName, error)
  }
}
