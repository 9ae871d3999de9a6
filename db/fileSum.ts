import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { one, prepared } from './query.ts'

/**
 * Row digests do not cover the unused bytes of a database file, nor its header. So a file that was closed in order
 * carries a SHA-256 over all its bytes but those of the sum itself, in the one row of `file_sum`. The first write marks
 * the sum as open in its own transaction, so a file can never carry a sum of an older content; after a crash it is open
 * and the records alone answer for themselves.
 */
const MARKER = 'file-sum-sha256:'
const SUM_LENGTH = 64
/** Byte of the database header that tells how much of each page is reserved. */
const RESERVED_AT = 20
const OPEN = 'open'.padEnd(SUM_LENGTH, '-')

/** The row the first migration puts in. */
export const OPEN_VALUE = MARKER + OPEN

/** Part of every writing transaction. */
export function markOpen(db: Database.Database): void {
  prepared(db, 'UPDATE file_sum SET value = ? WHERE only = 1 AND value <> ?').run(OPEN_VALUE, OPEN_VALUE)
}

/** Writes the sum when something was written since the last one. Call it last before closing. */
export function writeSum(db: Database.Database): void {
  if (statedSum(db) !== 'open') return
  db.transaction(() => {
    prepared(db, 'UPDATE file_sum SET value = ? WHERE only = 1').run(MARKER + imageSum(db, db.serialize()))
  }).immediate()
}

/**
 * Whether the bytes of the whole file are those of its last orderly close. `image` are the bytes when the connection
 * does not have them as they are on disk.
 */
export function checkSum(db: Database.Database, image: Buffer | null): 'fits' | 'open' | 'broken' {
  const stated = statedSum(db)
  if (stated === 'open' || stated === 'broken') return stated
  return imageSum(db, image ?? db.serialize()) === stated ? 'fits' : 'broken'
}

function statedSum(db: Database.Database): string {
  const value = one<{ value: string }>(db, 'SELECT value FROM file_sum WHERE only = 1')?.value ?? ''
  if (value === OPEN_VALUE) return 'open'
  return value.startsWith(MARKER) && /^[0-9a-f]{64}$/.test(value.slice(MARKER.length))
    ? value.slice(MARKER.length)
    : 'broken'
}

/**
 * SHA-256 of the image with the digits of the sum left out, and without the reserved end of each page, where encryption
 * keeps what it makes anew whenever it writes the page.
 */
function imageSum(db: Database.Database, image: Buffer): string {
  const root =
    one<{ page: number }>(db, "SELECT rootpage AS page FROM sqlite_schema WHERE name = 'file_sum'")?.page ?? 1
  const pageSize = Number(db.pragma('page_size', { simple: true }))
  const at = image.indexOf(MARKER, (root - 1) * pageSize, 'latin1') + MARKER.length
  const reserved = image.readUInt8(RESERVED_AT)
  const sum = createHash('sha256')
  // Hashed around what is left out rather than masked in a copy: images are large.
  const add = (from: number, to: number): void => {
    if (reserved === 0) return void sum.update(image.subarray(from, to))
    for (let page = from - (from % pageSize); page < to; page += pageSize) {
      sum.update(image.subarray(Math.max(from, page), Math.min(to, page + pageSize - reserved)))
    }
  }
  add(0, at)
  add(at + SUM_LENGTH, image.length)
  return sum.digest('hex')
}
