import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { copyNew } from './files.ts'

/**
 * Beside an encrypted database lies its key file: the database's key, wrapped once per person and once for the recovery
 * code. Without it nobody can read the database, so every copy takes it along.
 */

/** The key file of a database file. */
export function keyFileOf(dbPath: string): string {
  return `${dbPath}.key`
}

/** A database with a key file is encrypted. */
export function isEncrypted(dbPath: string): boolean {
  return existsSync(keyFileOf(dbPath))
}

/** An encrypted database whose key file is not beside it. It is whole: only the key file must come back. */
export class MissingKey extends AppError {
  constructor(dbPath: string) {
    const [name, key] = [basename(dbPath), basename(keyFileOf(dbPath))]
    super('DAMAGED', `案卷库“${name}”已加密，旁边的钥匙文件“${key}”不见了，数据没有改动；请把钥匙文件放回原处后重试`)
  }
}

/** SQLite's fixed fractions (file format, 1.3.4), which stay readable in an encrypted file; its name does not. */
const FRACTIONS = Buffer.of(64, 32, 32)
const NAME = 'SQLite format 3\0'

/** What the first bytes of a file say it is. Not for a file that is open: see isAtRest. */
export function looksLike(path: string): 'plain' | 'encrypted' | 'neither' {
  const head = Buffer.alloc(24)
  const handle = openSync(path, 'r')
  try {
    readSync(handle, head, 0, head.length, 0)
  } finally {
    closeSync(handle)
  }
  if (head.toString('latin1', 0, NAME.length) === NAME) return 'plain'
  return head.subarray(21).equals(FRACTIONS) ? 'encrypted' : 'neither'
}

/** Puts a key file beside a copy of its database; gone again when the copy fails. */
export function withKeyFile<T>(from: string, outPath: string, make: () => T): T {
  const to = keyFileOf(outPath)
  copyNew(from, to)
  try {
    return make()
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}
