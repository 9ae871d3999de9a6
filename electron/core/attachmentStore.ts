import { hash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { ownStore, placeBytes, readBytes } from '../../db/attachmentFiles.ts'
import type { StoredAttachment } from '../../db/attachments.ts'
import { keyOf } from '../../db/connection.ts'
import { speaking } from '../../db/refusals.ts'
import { AppError } from '../../shared/errors.ts'
import { MAX_ATTACHMENT_BYTES, type Media, SHOWN_COLUMNS, SHOWN_ROWS, type SheetView } from '../../shared/evidence.ts'
import type { RawCell, RawRow, RawSheet } from '../../shared/intake/sheet.ts'
import { evidenceKind } from './evidenceKind.ts'
import type { Workspace } from './workspace.ts'

/** A file that was looked at and may be taken. */
export interface CheckedFile {
  fileName: string
  media: Media
  sha256: string
  bytes: Buffer
}

const MOST_NAME = 200

/** The name as it is shown: without control marks, which could turn its letters round (U+202E) or hide its ending. */
export function shownName(fileName: string): string {
  return fileName.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim() || '未命名'
}

/**
 * Reads a file a person chose and checks that it is what can be shown: a whole PDF, PNG or JPEG, or a workbook that
 * passes the guard. Errors: BAD_INPUT, BAD_WORKBOOK, NOT_FOUND, STORAGE, each with what to do.
 */
export async function checkFile(path: string): Promise<CheckedFile> {
  const fileName = shownName(basename(path))
  return checkBytes(fileName, await readChosen(path, fileName))
}

/** The same for bytes that are here already, as those of a file dropped on the window. */
export async function checkBytes(fileName: string, bytes: Buffer): Promise<CheckedFile> {
  if (fileName.length > MOST_NAME) {
    throw new AppError('BAD_INPUT', `文件名超过 ${MOST_NAME} 个字，没有添加。请改短文件名后再添加`)
  }
  if (bytes.length > MAX_ATTACHMENT_BYTES) throw tooLarge(fileName)
  const media = evidenceKind(fileName, bytes)
  if (media === 'xlsx') await sheetsOf(bytes, fileName)
  return { fileName, media, sha256: hash('sha256', bytes, 'hex'), bytes }
}

async function readChosen(path: string, fileName: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new AppError('BAD_INPUT', `“${fileName}”不是文件，没有添加。请选择一个文件`)
    if (found.size > MAX_ATTACHMENT_BYTES) throw tooLarge(fileName)
    return await readFile(path)
  } catch (error) {
    if (error instanceof AppError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('NOT_FOUND', `找不到文件“${fileName}”，可能已被移动、改名或删除。请重新选择文件`)
    }
    throw new AppError('STORAGE', `“${fileName}”读不出来，没有添加。请确认有权限、未被其他程序占用，再重新选择`, {
      cause: error,
    })
  }
}

function tooLarge(fileName: string): AppError {
  return new AppError('BAD_INPUT', `“${fileName}”超过 50 MB，没有添加。请压缩扫描件或拆成几个文件后再添加`)
}

/** Puts the bytes beside the database. Done before the record is written, so that no record ever names bytes that are not there. */
export function keepFile(ws: Workspace, { sha256, bytes }: CheckedFile): void {
  speaking(() => placeBytes(ownStore(ws.db.name), sha256, bytes, keyOf(ws.db)))
}

/** True when the bytes are there as they came in. */
export function isKept(ws: Workspace, sha256: string): boolean {
  return speaking(() => readBytes([ownStore(ws.db.name)], sha256, keyOf(ws.db))).why === null
}

/** The bytes as they came in, checked. Errors: DAMAGED when they are gone or were changed. */
export function keptBytes(ws: Workspace, { sha256, fileName }: Pick<StoredAttachment, 'sha256' | 'fileName'>): Buffer {
  const { bytes, why } = speaking(() => readBytes([ownStore(ws.db.name)], sha256, keyOf(ws.db)))
  if (bytes !== null) return bytes
  const what = why === 'missing' ? '的文件不见了' : '的文件内容与加入时不同（文件在程序之外被改动或磁盘出错）'
  throw new AppError('DAMAGED', `附件“${fileName}”${what}，不能显示。请把原文件重新添加到该件，或从备份恢复`)
}

/** The sheets of a kept workbook. Errors: as keptBytes. */
export async function keptSheets(ws: Workspace, attachment: StoredAttachment): Promise<SheetView[]> {
  return (await sheetsOf(keptBytes(ws, attachment), attachment.fileName)).map(sheetView)
}

/** The guard reads the bytes where they are: what is sealed beside the database never lies readable on the disk. */
async function sheetsOf(bytes: Buffer, fileName: string): Promise<RawSheet[]> {
  const { readWorkbook } = await import('./excel/readWorkbook.ts')
  return (await readWorkbook({ fileName, bytes })).sheets
}

function sheetView({ name, hidden, rows }: RawSheet): SheetView {
  const filled = rows.filter(({ cells }) => cells.size > 0)
  const last = filled.reduce((most, { cells }) => Math.max(most, ...cells.keys()), 0)
  const columns = Math.min(last, SHOWN_COLUMNS)
  return {
    name,
    hidden,
    columns,
    rows: filled.slice(0, SHOWN_ROWS).map((row) => ({ row: row.row, cells: rowTexts(row, columns) })),
    moreRows: Math.max(0, filled.length - SHOWN_ROWS),
    moreColumns: last - columns,
  }
}

/** The echo of a merged area is left blank: it is written once, where it stands. */
function rowTexts({ cells, echoed }: RawRow, columns: number): string[] {
  return Array.from({ length: columns }, (_, at) => {
    const cell = echoed?.has(at + 1) === true ? undefined : cells.get(at + 1)
    return cell === undefined ? '' : shownCell(cell)
  })
}

function shownCell(cell: RawCell): string {
  switch (cell.kind) {
    case 'text':
    case 'error':
      return cell.text
    case 'date':
      return cell.date
    case 'flag':
      return cell.value ? '是' : '否'
    case 'uncalculated':
      return '（公式未算出）'
    case 'number':
      // Fifteen digits are what a sheet itself shows; the rest is the noise of binary fractions.
      return String(Number(cell.value.toPrecision(15)))
  }
}
