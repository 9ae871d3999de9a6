import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { DbKey } from './connection.ts'

/** AES-256-GCM: nonce, encrypted bytes, tag. Without a key the bytes lie as they are. */
const NONCE = 12
const TAG = 16

/** How large a file of so many bytes is in the store. */
export function sealedSize(bytes: number, key: DbKey): number {
  return key === null ? bytes : bytes + NONCE + TAG
}

/** Bytes as they are written into the store. */
export function sealBytes(bytes: Buffer, key: DbKey): Buffer {
  if (key === null) return bytes
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', storeKey(key), nonce)
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** Bytes as they came in, or null when what lies in the store was changed or belongs to another database. */
export function openBytes(sealed: Buffer, key: DbKey): Buffer | null {
  if (key === null) return sealed
  if (sealed.length < NONCE + TAG) return null
  const decipher = createDecipheriv('aes-256-gcm', storeKey(key), sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()])
  } catch {
    return null
  }
}

function storeKey(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', 'attachments', 32))
}
