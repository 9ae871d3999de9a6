import { createDecipheriv } from 'node:crypto'
import { expect, test, vi } from 'vitest'

// The other tests lower the cost for themselves (test/cheapPasswords.ts); here the package is the real one.
vi.unmock('@node-rs/argon2')
const { hashRaw } = await import('@node-rs/argon2')
const { hashPassword, passwordFits } = await import('../../electron/core/passwords.ts')
const { wrapKey } = await import('../../electron/core/keySlots.ts')

const PASSWORD = '样例口令-2026-很长'

test('a password is kept at 64 MiB and three passes', async () => {
  const hash = await hashPassword(PASSWORD)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await passwordFits(hash, PASSWORD)).toBe(true)
  expect(await passwordFits(hash, '样例口令-2026-很短')).toBe(false)
})

test('the key of the database is wrapped at the same cost', async () => {
  const key = Buffer.alloc(32, 7)
  const [salt, nonce, wrapped] = Object.values(await wrapKey(key, PASSWORD)).map((text) => Buffer.from(text, 'base64'))
  if (salt === undefined || nonce === undefined || wrapped === undefined) throw new Error('the slot lacks a part')
  const cost = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32, salt }
  const opened = createDecipheriv('aes-256-gcm', await hashRaw(PASSWORD, cost), nonce).setAuthTag(wrapped.subarray(-16))
  expect(Buffer.concat([opened.update(wrapped.subarray(0, -16)), opened.final()])).toEqual(key)
})
