import { hash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'

/**
 * Row digests do not cover the unused bytes of a database file. So a file at rest (closed, no -wal beside it) has its
 * SHA-256 beside it, in the form `sha256sum -c` reads, together with the audit head it belongs to. The sum is removed
 * before the first write of a connection and made again at its close; after a crash there is none.
 */
export interface FileSum {
  sha256: string
  head: string
}

export function sumPath(path: string): string {
  return `${path}.sha256`
}

/** The recorded sum, or null when there is none. A garbled sum file reads as a sum that fits nothing. */
export function readSum(path: string): FileSum | null {
  if (!existsSync(sumPath(path))) return null
  const text = readFileSync(sumPath(path), 'utf8')
  const sha256 = /^([0-9a-f]{64}) {2}/m.exec(text)?.[1] ?? ''
  const head = /^# head ([0-9a-f]{64})$/m.exec(text)?.[1] ?? ''
  return { sha256, head }
}

/** Records the sum of a file at rest: written whole, flushed, then renamed into place. */
export function writeSum(path: string, sum: FileSum): void {
  const target = sumPath(path)
  const draft = `${target}.part`
  writeFileSync(draft, `${sum.sha256}  ${basename(path)}\n# head ${sum.head}\n`)
  flush(draft)
  renameSync(draft, target)
  flushFolder(path)
}

/** Removes the sum and makes the removal last, so that a power cut cannot bring back a sum of an older content. */
export function removeSum(path: string): void {
  if (!existsSync(sumPath(path))) return
  rmSync(sumPath(path))
  flushFolder(path)
}

/** SHA-256 of a whole file, lower-case hex. */
export function fileSha256(path: string): string {
  return hash('sha256', readFileSync(path), 'hex')
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
export function flush(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes a created, renamed or removed name last. Windows has no such call and does it by itself. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(dirname(path), 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
