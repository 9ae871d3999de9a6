import { AppError } from '../../shared/errors.ts'
import type { Media } from '../../shared/evidence.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const PNG_END = Buffer.from('49454e44ae426082', 'hex')
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** A PDF's head may have other bytes before it, its end some after it. */
const PDF_HEAD_WITHIN = 1024
const PDF_END_WITHIN = 2048
/** What a window can still draw. A picture's header costs nothing to write, its pixels do. */
const MOST_PIXELS = 100_000_000
const JPEG_END = Buffer.from('ffd9', 'hex')

/**
 * What a file is by its own bytes, never its name, and that it does not break off. Only a workbook must still go through
 * the guard of its own. Errors: BAD_INPUT with what is wrong and what to do.
 */
export function evidenceKind(fileName: string, bytes: Buffer): Media {
  if (bytes.length === 0) throw refuse(fileName, '是空文件（0 字节）', '请确认文件已保存或下载完整')
  if (bytes.subarray(0, PDF_HEAD_WITHIN).includes('%PDF-')) {
    if (!bytes.subarray(-PDF_END_WITHIN).includes('%%EOF')) throw broken(fileName)
    return 'pdf'
  }
  if (bytes.subarray(0, PNG.length).equals(PNG)) {
    refuseHuge(fileName, pngPixels(bytes))
    if (!bytes.includes(PNG_END)) throw broken(fileName)
    return 'png'
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const { pixels, scan } = jpegHead(fileName, bytes)
    refuseHuge(fileName, pixels)
    if (!bytes.includes(JPEG_END, scan)) throw broken(fileName)
    return 'jpeg'
  }
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'xlsx'
  if (bytes.subarray(0, OLE2.length).equals(OLE2)) {
    throw refuse(fileName, '是旧版 Office 文件（.xls、.doc）或设有打开密码', '请去掉密码，另存为 .xlsx 或 PDF 后再添加')
  }
  throw refuse(fileName, '不是 PDF、PNG、JPEG 或 .xlsx 文件', '文件类型看内容，不看扩展名；请另存为 PDF 后再添加')
}

function pngPixels(bytes: Buffer): number {
  return bytes.length < 24 ? 0 : bytes.readUInt32BE(16) * bytes.readUInt32BE(20)
}

/** Walks the segments up to the picture data: small previews inside them have an end mark of their own. */
function jpegHead(fileName: string, bytes: Buffer): { pixels: number; scan: number } {
  let pixels = 0
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) break
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xff) {
      at += 1
      continue
    }
    if (mark === 0xda) return { pixels, scan: at }
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc
    if (isFrame) pixels = bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7)
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  throw broken(fileName)
}

function refuseHuge(fileName: string, pixels: number): void {
  if (pixels === 0) throw broken(fileName)
  if (pixels > MOST_PIXELS) throw refuse(fileName, '超过一亿像素', '请缩小图片或转成 PDF 后再添加')
}

function broken(fileName: string): AppError {
  return refuse(fileName, '不完整或已损坏，内容在中途断了', '请重新拷贝或下载原文件后再添加')
}

function refuse(fileName: string, what: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', `“${fileName}”${what}，没有添加。${remedy}`)
}
