import { createCipheriv, createDecipheriv, randomBytes, randomInt } from 'node:crypto'
import { ARGON2_COST, argon2 } from './passwords.ts'

/** A secret's hold on the database key: the key encrypted by what argon2id makes of the secret. All base64. */
export interface KeySlot {
  salt: string
  nonce: string
  wrapped: string
}

const SALT = 16
const NONCE = 12
const TAG = 16

/** Wraps the key for whoever knows the secret. */
export async function wrapKey(key: Uint8Array, secret: string): Promise<KeySlot> {
  const salt = randomBytes(SALT)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', await derived(secret, salt), nonce)
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  return { salt: salt.toString('base64'), nonce: nonce.toString('base64'), wrapped: wrapped.toString('base64') }
}

/** The key, or null when the secret is wrong or the slot was changed. */
export async function unwrapKey(slot: KeySlot, secret: string): Promise<Uint8Array | null> {
  const [salt, nonce, wrapped] = [slot.salt, slot.nonce, slot.wrapped].map((text) => Buffer.from(text, 'base64'))
  if (salt?.length !== SALT || nonce?.length !== NONCE || wrapped === undefined || wrapped.length <= TAG) return null
  const decipher = createDecipheriv('aes-256-gcm', await derived(secret, salt), nonce)
  decipher.setAuthTag(wrapped.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(0, -TAG)), decipher.final()])
  } catch {
    return null
  }
}

async function derived(secret: string, salt: Buffer): Promise<Uint8Array> {
  return (await argon2()).hashRaw(secret, { ...ARGON2_COST, salt, outputLen: 32 })
}

/** Digits and capitals without those mistaken for each other in handwriting. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const GROUPS = 6
const GROUP = 4

/** A new recovery code, six groups of four: about 118 bits. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** A code as typed in, in the form it was made in: small letters, spaces, full-width letters and other dashes do not matter. */
export function plainCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
  return letters.match(/.{1,4}/g)?.join('-') ?? ''
}
