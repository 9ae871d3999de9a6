import { vi } from 'vitest'

/**
 * Passwords cost a fraction of a second each, on purpose (quality.md S6), and a desk of six people needs twenty of them. Here
 * argon2id runs at its lowest cost; only the package is replaced, inside this test runner, so the program has no switch for
 * it. What the program asks of the package is tested where `@node-rs/argon2` is unmocked.
 */
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const argon2 = await importOriginal<typeof import('@node-rs/argon2')>()
  const cheap = { memoryCost: 8, timeCost: 1 }
  return {
    ...argon2,
    hash: (password: string, options: object) => argon2.hash(password, { ...options, ...cheap }),
    hashRaw: (secret: string, options: object) => argon2.hashRaw(secret, { ...options, ...cheap }),
  }
})
