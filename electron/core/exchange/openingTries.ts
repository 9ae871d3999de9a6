import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '../../../db/files.ts'
import { AppError } from '../../../shared/errors.ts'
import { afterFailure, lockedSentence } from '../passwords.ts'

/** Beside the workspaces of a computer. Whoever can write there can set it back, and meets the cost of argon2id alone. */
const FILE = 'tries.json'
/** Of so many packages; the earliest tried go first. */
const MOST = 200

const counts = z.array(
  z.strictObject({ salt: z.string(), failedTries: z.number().int().min(0), lockedUntil: z.iso.datetime().nullable() }),
)
type Counts = z.infer<typeof counts>

/**
 * The wrong passphrases and passwords given in a row for one 派发包 on this computer: five lock it for 15 minutes, across
 * restarts, as at the door. A package goes by its salt: with another one the right passphrase would not open it.
 */
export class OpeningTries {
  readonly #folder: string
  readonly #salt: string
  readonly #now: () => string

  constructor(folder: string, salt: string, now: () => string) {
    this.#folder = folder
    this.#salt = salt
    this.#now = now
  }

  /** Errors: LOCKED. To be asked before and after the passphrase is worked on, or guesses sent all at once get past it. */
  refuseLocked(): void {
    const own = this.#read().find(({ salt }) => salt === this.#salt)
    if (own === undefined || own.lockedUntil === null || this.#now() >= own.lockedUntil) return
    throw new AppError('LOCKED', lockedSentence('这个派发包的口令或密码'))
  }

  /** Throws what the file system throws. */
  failed(): void {
    const all = this.#read()
    const tries = all.find(({ salt }) => salt === this.#salt)?.failedTries ?? 0
    this.#write([...this.#without(all), { salt: this.#salt, ...afterFailure(tries, this.#now()) }])
  }

  /** Opened: the next try begins anew. Throws what the file system throws. */
  succeeded(): void {
    const all = this.#read()
    const others = this.#without(all)
    if (others.length < all.length) this.#write(others)
  }

  #without(all: Counts): Counts {
    return all.filter(({ salt }) => salt !== this.#salt)
  }

  /** A file that cannot be read counts nothing: it must not keep anybody from a package. */
  #read(): Counts {
    const path = join(this.#folder, FILE)
    if (!existsSync(path)) return []
    try {
      return counts.parse(JSON.parse(readFileSync(path, 'utf8')))
    } catch {
      return []
    }
  }

  #write(all: Counts): void {
    mkdirSync(this.#folder, { recursive: true })
    replaceFile(join(this.#folder, FILE), `${JSON.stringify(all.slice(-MOST), null, 2)}\n`)
  }
}
