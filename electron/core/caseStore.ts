import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { countAccounts } from '../../db/accounts.ts'
import { isAtRest, refuseTaken } from '../../db/files.ts'
import { refuseUnsound } from '../../db/intact.ts'
import { isEncrypted, keyFileOf, looksLike } from '../../db/keyFile.ts'
import { closeDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { speaking } from '../../db/refusals.ts'
import { lockForWriting, type WriterLock } from '../../db/writerLock.ts'
import { AppError } from '../../shared/errors.ts'
import { settleEncryption } from './encryption.ts'
import { Keyring } from './keyring.ts'
import { createCaseDatabase, FIRST_START } from './workspace.ts'

/** How long a database that an earlier password opened waits for the present one. */
const WAIT_MS = 5 * 60_000

interface Opening {
  draft?: boolean
  /** How long to wait for another writer to be done. */
  waitMs?: number
}

/**
 * The case database of one core. An encrypted one stays closed until somebody who holds its key signs in, and is closed
 * again when nobody is; one made by the command line or an earlier program is not encrypted and opens at once; none is
 * made before the first account.
 */
export class CaseStore {
  readonly keyring: Keyring
  readonly #path: string
  readonly #clock: () => number
  readonly #isDraft: boolean
  readonly #waitMs: number
  #lock: WriterLock | null = null
  #db: WritableDb | null = null
  #key: Uint8Array | null = null
  #waitsUntil = 0
  #last: Promise<unknown> = Promise.resolve()

  /**
   * While it is open nobody else writes it; a draft, which nobody else knows, needs no lock for that. Errors: LOCKED by
   * another writer; what opening a database that is not encrypted refuses; a folder none can be made in.
   */
  constructor(path: string, clock: () => number, { draft = false, waitMs = 0 }: Opening = {}) {
    this.#path = path
    this.#clock = clock
    this.#isDraft = draft
    this.#waitMs = waitMs
    this.keyring = new Keyring(path, () => new Date(clock()).toISOString())
    settleEncryption(path, new Date(clock()).toISOString())
    if (!existsSync(path)) speaking(() => refuseTaken(path))
    else if (!isEncrypted(path)) this.#db = this.#asOnlyWriter(() => openPlain(path))
  }

  /** Where the database is, or is made by the first account. */
  get path(): string {
    return this.#path
  }

  /** Errors: NOT_SIGNED_IN while it is closed. */
  get db(): WritableDb {
    if (this.#db === null) throw new AppError('NOT_SIGNED_IN', '请先登录')
    return this.#db
  }

  get isOpen(): boolean {
    return this.#db !== null
  }

  /** The key of an open encrypted database; null for one that is not encrypted. */
  get key(): Uint8Array | null {
    return this.#key
  }

  /** Whether somebody can sign in. An encrypted database without an account is one whose making was cut off. */
  get hasAccounts(): boolean {
    return this.#db === null ? existsSync(this.#path) : countAccounts(this.#db) > 0
  }

  /** Runs what changes or proves a password after what was asked before: the key file and the accounts change together. */
  inTurn<T>(act: () => Promise<T> | T): Promise<T> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /**
   * Makes the encrypted database whose first holder is this person; answers the recovery code, or null when a database is
   * there already. A key file without a database was left by a start that was cut off, or its database was moved away: it
   * is set aside.
   */
  async make(name: string, password: string): Promise<string | null> {
    if (existsSync(this.#path)) return null
    this.keyring.setAside()
    const key = randomBytes(32)
    const code = await this.keyring.create(key, name, password)
    const making = { cliOperated: false, key, clock: this.#clock }
    this.#db = this.#asOnlyWriter(() => createCaseDatabase(this.#path, FIRST_START, making))
    this.#key = key
    return code
  }

  /** Opens an encrypted database with a name and its password; answers which hold it was. Errors: as Keyring.open, and what opening refuses. */
  async unlock(name: string, password: string): Promise<string> {
    const { key, salt } = await this.keyring.open(name, password)
    this.#open(key)
    return salt
  }

  /** The same with the recovery code. */
  async unlockByCode(code: string): Promise<Uint8Array> {
    const key = await this.keyring.openByCode(code)
    this.#open(key)
    return key
  }

  /**
   * Closes the open plain database for `exchange`, which puts its encrypted copy in its place, and opens that. Errors: LOCKED
   * while another program reads it; STORAGE. What stands then is open again.
   */
  becomeEncrypted(key: Uint8Array, exchange: () => void): void {
    closeDatabase(this.db)
    this.#db = null
    try {
      if (!isAtRest(this.#path)) throw new AppError('LOCKED', '另一个程序正在读本库，没有加密；请先关闭它再试')
      speaking(exchange)
    } finally {
      const isPlain = looksLike(this.#path) === 'plain'
      // Known before opening: once decided, the draft's key file may be the only one and must not be taken for waste.
      if (!isPlain) this.#key = key
      this.#db = isPlain ? openPlain(this.#path) : openDatabase(this.#path, { key })
    }
  }

  /** Leaves it open for some minutes although nobody is signed in. */
  waitForSignIn(): void {
    this.#waitsUntil = this.#clock() + WAIT_MS
  }

  /** Closes an encrypted database until somebody signs in again. True when it did. */
  lock(): boolean {
    if (this.#db === null || this.#key === null || this.#clock() < this.#waitsUntil) return false
    this.close()
    this.#key.fill(0)
    this.#key = null
    return true
  }

  close(): void {
    if (this.#db !== null) closeDatabase(this.#db)
    this.#db = null
    this.#lock?.release()
    this.#lock = null
  }

  /** Takes the lock and keeps it when the database opens. */
  #asOnlyWriter(open: () => WritableDb): WritableDb {
    const lock = this.#isDraft ? null : lockForWriting(this.#path, new Date(this.#clock()).toISOString(), this.#waitMs)
    try {
      const db = open()
      this.#lock = lock
      return db
    } catch (error) {
      lock?.release()
      throw error
    }
  }

  #open(key: Uint8Array): void {
    this.#waitsUntil = 0
    if (this.#db !== null) return
    try {
      this.#db = this.#asOnlyWriter(() => openDatabase(this.#path, { key }))
    } catch (error) {
      throw isForeignKey(error) ? this.#mismatch(error) : error
    }
    this.#key = key
  }

  #mismatch(cause: unknown): AppError {
    const [name, key] = [basename(this.#path), basename(keyFileOf(this.#path))]
    const sentence = `钥匙文件“${key}”与案卷库“${name}”不是一对，或案卷库已损坏，数据没有改动；请把同一份备份的两个文件一起放回`
    return new AppError('DAMAGED', sentence, { cause })
  }
}

/** Nothing but the file's own sum and the digests of its rows tells damage in a file that is not encrypted. */
function openPlain(path: string): WritableDb {
  const db = openDatabase(path)
  try {
    refuseUnsound(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** A key that is not the file's makes every page unreadable, the first one too, so that it is no database. */
function isForeignKey(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_NOTADB'
}
