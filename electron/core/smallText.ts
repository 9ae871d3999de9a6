import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** A file of words is small: a larger one was chosen by mistake. */
const MOST_BYTES = 4_000_000

/** The text of a chosen file; `what` is what it should be. Errors: BAD_INPUT when too large; STORAGE when unreadable. */
export async function readSmallText(path: string, what: string): Promise<string> {
  const name = basename(path)
  try {
    if ((await stat(path)).size > MOST_BYTES) throw new AppError('BAD_INPUT', `“${name}”太大，不是${what}，请重新选择`)
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('STORAGE', `无法读取“${name}”，请确认文件还在、没有被其他程序锁住，再重新选择`, { cause })
  }
}
