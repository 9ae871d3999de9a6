import { existsSync, rmSync } from 'node:fs'
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
