import { createWriteStream } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { AppError } from '../../shared/errors.ts'

/** Either the bytes, or a function that writes and ends the stream it is given. */
export type FileContent = Uint8Array | ((file: Writable) => Promise<void>)

/**
 * Writes a file whole or not at all: beside the target, flushed to disk, then renamed over it. On any failure the old
 * file stays as it was and nothing half-written is left. Errors: STORAGE with a sentence saying what to do.
 */
export async function writeFileAtomic(path: string, content: FileContent): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.${Date.now().toString(36)}.part`)
  try {
    await writeDraft(draft, content)
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw storageError(cause, path)
  }
  await flushFolder(dirname(path))
}

async function writeDraft(draft: string, content: FileContent): Promise<void> {
  if (content instanceof Uint8Array) return writeFile(draft, content, { flag: 'wx', flush: true })
  const stream = createWriteStream(draft, { flags: 'wx', flush: true })
  const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()))
  // `finished` tells of failures; a writer that is behind may still write to the stream that is being given up.
  stream.on('error', () => {})
  try {
    // Awaited together, so that a full disk under the stream also ends a writer that would wait for ever.
    await Promise.all([finished(stream), content(stream)])
  } catch (cause) {
    // A file still open could not be removed on Windows.
    stream.destroy()
    await closed
    throw cause
  }
}

/** The rename itself reaches the disk only with its folder; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file-system failure as a sentence; anything else is passed through unchanged. */
export function storageError(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !('code' in cause) || cause instanceof AppError) return cause
  const reason = REASONS[String(cause.code)]
  return reason === undefined ? cause : new AppError('STORAGE', `无法保存“${basename(path)}”：${reason}`, { cause })
}

const REASONS: Record<string, string> = {
  ENOENT: '目标文件夹不存在，可能已被移走或移动盘已拔出，请重新选择位置',
  ENOTDIR: '目标位置不是文件夹，请重新选择位置',
  EISDIR: '已有同名文件夹，请换一个文件名',
  EACCES: '没有写入权限或文件夹为只读，请换一个位置',
  EROFS: '所在磁盘为只读，请换一个位置',
  EPERM: '没有写入权限，或文件正被其他程序打开，请关闭后再试或换一个位置',
  EBUSY: '文件正被其他程序（如 WPS、Excel）打开，请关闭后再试',
  ENOSPC: '磁盘空间不足，原文件未受影响，请清理磁盘或换一个位置',
  EDQUOT: '磁盘配额已用完，原文件未受影响，请清理磁盘或换一个位置',
  ENAMETOOLONG: '文件名或路径太长，请换一个较短的名称',
}
