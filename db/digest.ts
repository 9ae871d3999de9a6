import { hash } from 'node:crypto'
import type { SqlValue } from './tables.ts'

const ZERO = '0'.repeat(64)
const MODULUS_MASK = (1n << 256n) - 1n

/** The value before any entry: `prev_hash` of the first audit entry and the sum over no rows. */
export const NOTHING = ZERO

/** SHA-256 of a text, lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/**
 * Digest of one row: SHA-256 over the canonical JSON `["table",{"column":value,…}]` with the columns in name order and
 * the empty ones left out, so that a column added later leaves the digests of old rows as they are.
 * `columns` must be sorted; `values` are in the same order.
 */
export function rowDigest(
  table: string,
  columns: readonly string[],
  values: readonly (SqlValue | undefined)[],
): string {
  let body = ''
  for (let at = 0; at < columns.length; at += 1) {
    const value = values[at]
    if (value === null || value === undefined) continue
    const written = typeof value === 'number' ? String(value) : JSON.stringify(value)
    body += body === '' ? `"${columns[at]}":${written}` : `,"${columns[at]}":${written}`
  }
  return sha256(`["${table}",{${body}}]`)
}

/** How many rows a table has and the sum of their digests modulo 2^256: independent of order, changed by any row. */
export interface Seal {
  rows: number
  sum: bigint
}

export function addDigest(seal: Seal, digest: string): void {
  seal.rows += 1
  seal.sum += BigInt(`0x${digest}`)
}

export function replaceDigest(seal: Seal, before: string, after: string): void {
  seal.sum += BigInt(`0x${after}`) - BigInt(`0x${before}`)
}

/** The sum as 64 hex digits. */
export function sumText(sum: bigint): string {
  return (sum & MODULUS_MASK).toString(16).padStart(64, '0')
}

/** One hash over all seals; each audit entry carries it. Tables without rows are left out. */
export function sealsHash(seals: ReadonlyMap<string, Seal>): string {
  const lines = [...seals]
    .filter(([, seal]) => seal.rows > 0)
    .map(([table, seal]) => `${table} ${seal.rows} ${sumText(seal.sum)}`)
  return sha256(lines.sort().join('\n'))
}
