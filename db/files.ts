import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { AppError } from '../shared/errors.ts'

/** Files SQLite keeps beside a database. */
const SIDE_FILES = ['-wal', '-shm', '-journal']

/**
 * Makes a new file whole or not at all: `make` fills a draft beside it, which gets the name only at the end.
 * Errors: NOT_FOUND no such folder; CONFLICT the name is taken: a file is never replaced; what the file system throws.
 */
export function makeFile<T>(path: string, make: (draft: string) => T): T {
  refuseTaken(path)
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const made = make(draft)
    flush(draft)
    place(draft, path)
    return made
  } finally {
    for (const suffix of ['', ...SIDE_FILES]) rmSync(draft + suffix, { force: true })
  }
}

/** Copies a small file under a new name, whole or not at all. Errors: as makeFile. */
export function copyNew(from: string, to: string): void {
  makeFile(to, (draft) => copyFileSync(from, draft, constants.COPYFILE_EXCL))
}

/** Writes a small text whole or not at all over what is there, and makes it last. Throws what the file system throws. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    writeFileSync(draft, text, { flag: 'wx', flush: true })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  flushFolder(path)
}

/** A leftover log would be played into the new file, so its names must be free as well. Throws what the system throws. */
export function refuseTaken(path: string): void {
  if (statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new AppError('NOT_FOUND', `文件夹“${dirname(path)}”不存在，请先建立或换一个位置`)
  }
  accessSync(dirname(path), constants.W_OK)
  for (const taken of [path, `${path}-wal`, `${path}-journal`]) {
    if (existsSync(taken)) {
      throw new AppError('CONFLICT', `“${basename(taken)}”已经存在，没有覆盖；请换一个文件名或先移走它`)
    }
  }
}

/** A hard link fails when the name was taken meanwhile; a rename would replace what is there. */
function place(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (existsSync(path)) throw new AppError('CONFLICT', `“${basename(path)}”已经存在，没有覆盖；请换一个文件名`)
    // FAT-formatted sticks know no hard links.
    if (!hasCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EMLINK'])) throw error
    renameSync(draft, path)
  }
  flushFolder(path)
}

function hasCode(error: unknown, codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

/**
 * True when no log is beside the file, so that no connection has it open. Only then may its bytes be read directly:
 * closing a file SQLite has open in the same process would drop SQLite's locks on it (POSIX).
 */
export function isAtRest(path: string): boolean {
  return !existsSync(`${path}-wal`) && !existsSync(`${path}-journal`)
}

/** Bytes of a file, 0 when there is none. */
export function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** Makes the bytes of a file last. */
function flush(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The same without keeping this process waiting for the disk. */
export async function flushAway(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  await handle.sync().finally(() => handle.close())
}

/** Makes a created or renamed name last. Windows has no such call and does it by itself. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(dirname(path), 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** The same without keeping this process waiting for the disk. */
export async function flushFolderAway(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dirname(path), 'r')
  await handle.sync().finally(() => handle.close())
}
