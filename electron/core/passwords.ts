import type { Algorithm } from '@node-rs/argon2'

/** Loaded only when somebody signs in. */
export const argon2 = () => import('@node-rs/argon2')

/** argon2id. The value of the package's const enum, which may not be imported. */
const ARGON2ID: Algorithm = 2

/** 64 MiB, 3 passes (quality.md S6). */
export const ARGON2_COST = { algorithm: ARGON2ID, memoryCost: 65_536, timeCost: 3, parallelism: 1 }

/** A wrong password, known name or not. */
export const WRONG_PASSWORD = '姓名或密码不对，请重新输入'

export const MAX_TRIES = 5
export const LOCK_MINUTES = 15

export async function hashPassword(password: string): Promise<string> {
  return (await argon2()).hash(password, ARGON2_COST)
}

export async function passwordFits(hash: string, password: string): Promise<boolean> {
  return (await argon2()).verify(hash, password)
}

/** What the next wrong password after `tries` of them leads to. */
export function afterFailure(tries: number, now: string): { failedTries: number; lockedUntil: string | null } {
  const locked = tries + 1 >= MAX_TRIES
  if (!locked) return { failedTries: tries + 1, lockedUntil: null }
  return { failedTries: 0, lockedUntil: new Date(Date.parse(now) + LOCK_MINUTES * 60_000).toISOString() }
}

export function lockedSentence(tried: string): string {
  return `${tried}连续${MAX_TRIES}次输错，已锁定，请${LOCK_MINUTES}分钟后再试或请管理员处理`
}
