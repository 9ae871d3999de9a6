import { hkdfSync } from 'node:crypto'
import { ARGON2_COST, argon2 } from '../passwords.ts'
import type { PackageHeader } from './container.ts'

/** What a 派发包 of this program costs to open, as its header states it. */
export const DISPATCH_COST: NonNullable<PackageHeader['argon2id']> = {
  memoryKiB: ARGON2_COST.memoryCost,
  passes: ARGON2_COST.timeCost,
  lanes: ARGON2_COST.parallelism,
}

/** The key of a 派发包, from the passphrase as a person types it: full-width letters and outer spaces do not matter. */
export async function dispatchKey(passphrase: string, { salt, argon2id }: PackageHeader): Promise<Uint8Array> {
  const { memoryKiB, passes, lanes } = argon2id ?? DISPATCH_COST
  const cost = { ...ARGON2_COST, memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }
  const { hashRaw } = await argon2()
  return hashRaw(passphrase.normalize('NFKC').trim(), { ...cost, salt: Buffer.from(salt, 'base64'), outputLen: 32 })
}

/** The key of a 回收包, from the key (hex) that lay in the 派发包: nobody else can make or read it. */
export function returnKey(key: string, { salt }: Pick<PackageHeader, 'salt'>): Uint8Array {
  const sealed = hkdfSync('sha256', Buffer.from(key, 'hex'), Buffer.from(salt, 'base64'), 'lgpkg return', 32)
  return new Uint8Array(sealed)
}
