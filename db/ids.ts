import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

const RANDOM_BYTES = 16
const POOL_BYTES = 4096

/**
 * A source of UUIDs of version 7, each greater than the one before it from the same source, also when the clock stands
 * still or is set back. Randomness is drawn in blocks: drawing it per id costs more than writing the row.
 */
export function createIdSource(clock: () => number = Date.now): () => string {
  let msecs = 0
  let seq = 0
  let pool = randomBytes(POOL_BYTES)
  let used = 0
  return () => {
    const now = clock()
    if (now > msecs) {
      msecs = now
      seq = 0
    } else {
      seq += 1
    }
    if (used === POOL_BYTES) {
      pool = randomBytes(POOL_BYTES)
      used = 0
    }
    used += RANDOM_BYTES
    return v7({ msecs, seq, random: pool.subarray(used - RANDOM_BYTES, used) })
  }
}
