import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** Where an export went and what it was, for the log: the file's name (never its folder) and its SHA-256. */
export function exportedFile(path: string): { file: string; sha256: string } {
  return { file: basename(path), sha256: createHash('sha256').update(readFileSync(path)).digest('hex') }
}
