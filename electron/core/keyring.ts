import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { makeFile, replaceFile } from '../../db/files.ts'
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
  lockedUntil: z.iso.datetime().nullable(),
})
const keyFile = z.strictObject({
  format: z.literal(1),
  /** One per person; two while a password is being changed. */
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

/** Who tried, where it was no person of ours. A name nobody has is not kept: it may be a password in the wrong field. */
export const NOBODY = '没有这个姓名'
const CODE = '恢复码'

/** What a password opened: the key, and by which hold. */
export interface Opened {
  key: Uint8Array
  salt: string
}

/**
 * The key file beside an encrypted database: who can open it. Kept whole or not at all at every change. It holds no
 * secret by itself: each hold on the key is encrypted by a password or by the recovery code. The counts of wrong tries
 * stop whoever sits at the program; who can write the file can set them back, and meets the cost of argon2id alone.
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

  /**
   * Makes the file for a new database's key; answers the recovery code, which is kept nowhere else. Errors: CONFLICT when
   * there is one: the database it belongs to could never be read again.
   */
  async create(key: Uint8Array, name: string, password: string): Promise<string> {
    const code = newRecoveryCode()
    const people = [{ name, ...fresh(await wrapKey(key, password)) }]
    const file: KeyFile = { format: 1, people, recovery: fresh(await wrapKey(key, code)), failures: [] }
    speaking(() => makeFile(this.#path, (draft) => writeFileSync(draft, written(file), { flag: 'wx' })))
    return code
  }

  /** Gives a key file without a database another name: its database may only have been moved away. */
  setAside(): void {
    if (!this.exists) return
    const moment = this.#now().replaceAll(/[-:.]/g, '')
    speaking(() => renameSync(this.#path, `${this.#path}.旧-${moment}`))
  }

  /**
   * The key for a name and its password. Five wrong ones in a row lock the name for 15 minutes, across restarts.
   * Errors: NOT_SIGNED_IN, LOCKED; DAMAGED when the file cannot be read.
   */
  async open(name: string, password: string): Promise<Opened> {
    const file = this.#read()
    const known = slotsOf(file, name)
    this.#refuseLocked(known, `“${name}”的密码`)
    // An unknown name costs as much time as a wrong password, so names cannot be probed.
    const found = await opening(known.length > 0 ? known : [file.recovery], password)
    const opened = known.length > 0 ? found : null
    this.#change((now) => {
      const own = slotsOf(now, name)
      // Looked at again: other tries ran meanwhile, and guesses sent all at once must count one by one.
      this.#refuseLocked(own, `“${name}”的密码`)
      this.#count(now, own, { right: opened !== null, who: own.length > 0 ? name : NOBODY })
    })
    if (opened === null) throw new AppError('NOT_SIGNED_IN', WRONG_PASSWORD)
    return opened
  }

  /** The key for the recovery code. Errors: as open. */
  async openByCode(code: string): Promise<Uint8Array> {
    this.#refuseLocked([this.#read().recovery], CODE)
    const key = await unwrapKey(this.#read().recovery, plainCode(code))
    this.#change((now) => {
      this.#refuseLocked([now.recovery], CODE)
      this.#count(now, [now.recovery], { right: key !== null, who: CODE })
    })
    if (key === null) throw new AppError('NOT_SIGNED_IN', WRONG_CODE)
    return key
  }

  /** Who can open the database. */
  get names(): ReadonlySet<string> {
    return new Set(this.#read().people.map(({ name }) => name))
  }

  /** Lets a person open the database with this password too; answers the new hold. */
  async add(key: Uint8Array, name: string, password: string): Promise<string> {
    const made = { name, ...fresh(await wrapKey(key, password)) }
    this.#change((file) => {
      file.people = [...file.people, made]
    })
    return made.salt
  }

  /** Of a person's holds only this one stays, its count of wrong tries begun anew. Nothing happens when it is gone. */
  keepOnly(name: string, salt: string): void {
    this.#change((file) => {
      const kept = slotsOf(file, name).find((one) => one.salt === salt)
      if (kept === undefined) return
      Object.assign(kept, NOT_TRIED)
      file.people = file.people.filter((one) => one.name !== name || one === kept)
    })
  }

  /** Lets a person open the database with this password and no other. */
  async settle(key: Uint8Array, name: string, password: string): Promise<void> {
    const held = await opening(slotsOf(this.#read(), name), password)
    this.keepOnly(name, held?.salt ?? (await this.add(key, name, password)))
  }

  /** Takes one hold away. */
  drop(salt: string): void {
    this.#change((file) => {
      file.people = file.people.filter((one) => one.salt !== salt)
    })
  }

  /** Takes every hold of a person away. */
  remove(name: string): void {
    this.#change((file) => {
      file.people = file.people.filter((one) => one.name !== name)
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

  /** Wrong passwords not yet entered in the log. */
  get failures(): KeyFile['failures'] {
    return this.#read().failures
  }

  /** They stand in the log now. */
  clearFailures(): void {
    this.#change((file) => {
      file.failures = []
    })
  }

  #refuseLocked(slots: readonly Slot[], who: string): void {
    const locked = slots.some(({ lockedUntil }) => lockedUntil !== null && this.#now() < lockedUntil)
    if (locked) throw new AppError('LOCKED', lockedSentence(who))
  }

  #count(file: KeyFile, slots: readonly Slot[], { right, who }: { right: boolean; who: string }): void {
    for (const one of slots) Object.assign(one, right ? NOT_TRIED : afterFailure(one.failedTries, this.#now()))
    if (!right) file.failures = [...file.failures, { name: who, at: this.#now() }].slice(-MOST_FAILURES)
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
    const before = written(file)
    change(file)
    // A file on read-only media can still be opened.
    if (written(file) !== before) speaking(() => replaceFile(this.#path, written(file)))
  }
}

const NOT_TRIED: Pick<Slot, 'failedTries' | 'lockedUntil'> = { failedTries: 0, lockedUntil: null }

function written(file: KeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

function slotsOf({ people }: KeyFile, name: string): KeyFile['people'] {
  return people.filter((person) => person.name === name)
}

async function opening(slots: readonly Slot[], secret: string): Promise<Opened | null> {
  for (const one of slots) {
    const key = await unwrapKey(one, secret)
    if (key !== null) return { key, salt: one.salt }
  }
  return null
}

function fresh(made: Pick<Slot, 'salt' | 'nonce' | 'wrapped'>): Slot {
  return { ...made, ...NOT_TRIED }
}
