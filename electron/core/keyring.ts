import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '../../db/files.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { speaking } from '../../db/refusals.ts'
import type { IsoInstant } from '../../shared/date.ts'
import { AppError } from '../../shared/errors.ts'
import { newRecoveryCode, plainCode, unwrapKey, wrapKey } from './keySlots.ts'
import { afterFailure, lockedSentence, WRONG_PASSWORD } from './passwords.ts'

const slot = z.strictObject({
  salt: z.string(),
  nonce: z.string(),
  wrapped: z.string(),
  failedTries: z.number().int().min(0),
  lockedUntil: z.string().nullable(),
})
const keyFile = z.strictObject({
  format: z.literal(1),
  people: z.array(slot.extend({ name: z.string() })),
  recovery: slot,
  /** Wrong passwords given while the database was closed; entered in its log when it is next opened. */
  failures: z.array(z.strictObject({ name: z.string(), at: z.string() })),
})
type KeyFile = z.infer<typeof keyFile>
type Slot = z.infer<typeof slot>

/** More wrong tries than this need not be told one by one. */
const MOST_FAILURES = 1000

const WRONG_CODE = '恢复码不对，请照原件逐字输入（不分大小写，横线可省）'

/**
 * The key file beside an encrypted database: who can open it. Kept whole or not at all at every change. It holds no
 * secret by itself: each hold on the key is encrypted by a password or by the recovery code.
 */
export class Keyring {
  readonly #path: string
  readonly #now: () => IsoInstant

  constructor(dbPath: string, now: () => IsoInstant) {
    this.#path = keyFileOf(dbPath)
    this.#now = now
  }

  get exists(): boolean {
    return existsSync(this.#path)
  }

  /** Makes the file for a new database's key; answers the recovery code, which is kept nowhere else. */
  async create(key: Uint8Array, name: string, password: string): Promise<string> {
    const code = newRecoveryCode()
    const people = [{ name, ...fresh(await wrapKey(key, password)) }]
    this.#write({ format: 1, people, recovery: fresh(await wrapKey(key, code)), failures: [] })
    return code
  }

  /**
   * The key for a name and its password. Five wrong ones in a row lock the name for 15 minutes, across restarts.
   * Errors: NOT_SIGNED_IN, LOCKED; DAMAGED when the file cannot be read.
   */
  async open(name: string, password: string): Promise<Uint8Array> {
    const known = personOf(this.#read(), name)
    if (known !== undefined) this.#refuseLocked(known, `“${name}”的密码`)
    // An unknown name costs as much time as a wrong password, so names cannot be probed.
    const key = await unwrapKey(known ?? this.#read().recovery, password)
    if (known !== undefined && key !== null) {
      this.#change((file) => reset(personOf(file, name)))
      return key
    }
    // Read again: other tries ran meanwhile, and guesses sent all at once must count one by one.
    this.#change((file) => {
      const entry = personOf(file, name)
      if (entry === undefined) return
      this.#refuseLocked(entry, `“${name}”的密码`)
      Object.assign(entry, afterFailure(entry.failedTries, this.#now()))
      file.failures = [...file.failures, { name, at: this.#now() }].slice(-MOST_FAILURES)
    })
    throw new AppError('NOT_SIGNED_IN', WRONG_PASSWORD)
  }

  /** The key for the recovery code. Errors: as open. */
  async openByCode(code: string): Promise<Uint8Array> {
    this.#refuseLocked(this.#read().recovery, '恢复码')
    const key = await unwrapKey(this.#read().recovery, plainCode(code))
    this.#change(({ recovery }) => {
      if (key === null) Object.assign(recovery, afterFailure(recovery.failedTries, this.#now()))
      else reset(recovery)
    })
    if (key === null) throw new AppError('NOT_SIGNED_IN', WRONG_CODE)
    return key
  }

  /** True when the name can open the database by itself. */
  has(name: string): boolean {
    return personOf(this.#read(), name) !== undefined
  }

  /** Lets a person open the database with this password, and no longer with an earlier one. */
  async put(key: Uint8Array, name: string, password: string): Promise<void> {
    const made = fresh(await wrapKey(key, password))
    this.#change((file) => {
      file.people = [...others(file, name), { name, ...made }]
    })
  }

  /** Takes the hold of a person away. */
  remove(name: string): void {
    this.#change((file) => {
      file.people = others(file, name)
    })
  }

  /** A new recovery code; the earlier one is worth nothing from now on. */
  async renewCode(key: Uint8Array): Promise<string> {
    const code = newRecoveryCode()
    const made = fresh(await wrapKey(key, code))
    this.#change((file) => {
      file.recovery = made
    })
    return code
  }

  /** Wrong passwords not yet entered in the log; they are taken out. */
  takeFailures(): KeyFile['failures'] {
    const { failures } = this.#read()
    if (failures.length > 0) {
      this.#change((file) => {
        file.failures = []
      })
    }
    return failures
  }

  #refuseLocked({ lockedUntil }: Slot, who: string): void {
    if (lockedUntil !== null && this.#now() < lockedUntil) throw new AppError('LOCKED', lockedSentence(who))
  }

  #read(): KeyFile {
    const name = basename(this.#path)
    const text = speaking(() => readFileSync(this.#path, 'utf8'))
    try {
      return keyFile.parse(JSON.parse(text))
    } catch (cause) {
      const sentence = `钥匙文件“${name}”已损坏，案卷库打不开，数据没有改动；请用最近一份备份旁的同类文件（备份名.key）替换它`
      throw new AppError('DAMAGED', sentence, { cause })
    }
  }

  #change(change: (file: KeyFile) => void): void {
    const file = this.#read()
    const before = JSON.stringify(file)
    change(file)
    // A file on read-only media can still be opened.
    if (JSON.stringify(file) !== before) this.#write(file)
  }

  #write(file: KeyFile): void {
    speaking(() => replaceFile(this.#path, `${JSON.stringify(file, null, 2)}\n`))
  }
}

function personOf({ people }: KeyFile, name: string): KeyFile['people'][number] | undefined {
  return people.find((person) => person.name === name)
}

function others({ people }: KeyFile, name: string): KeyFile['people'] {
  return people.filter((person) => person.name !== name)
}

function fresh(made: Pick<Slot, 'salt' | 'nonce' | 'wrapped'>): Slot {
  return { ...made, failedTries: 0, lockedUntil: null }
}

function reset(entry: Slot | undefined): void {
  if (entry !== undefined) Object.assign(entry, { failedTries: 0, lockedUntil: null })
}
