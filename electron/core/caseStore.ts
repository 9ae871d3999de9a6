import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { countAccounts } from '../../db/accounts.ts'
import { refuseTaken } from '../../db/files.ts'
import { isEncrypted } from '../../db/keyFile.ts'
import { closeDatabase, openDatabase, type WritableDb } from '../../db/open.ts'
import { speaking } from '../../db/refusals.ts'
import { AppError } from '../../shared/errors.ts'
import { Keyring } from './keyring.ts'
import { createCaseDatabase, FIRST_START } from './workspace.ts'

/** How a person got in: what was proved against the key file, and wrong tries to be entered in the log. */
export interface Unlocked {
  key: Uint8Array
  failures: { name: string; at: string }[]
}

/**
 * The case database of one core. An encrypted one stays closed until somebody who holds its key signs in; one made by
 * the command line or an earlier program is not encrypted and opens at once; none is made before the first account.
 */
export class CaseStore {
  readonly keyring: Keyring
  readonly #path: string
  readonly #clock: () => number
  #db: WritableDb | null = null
  #key: Uint8Array | null = null

  /** Errors: what opening a database that is not encrypted refuses, and a folder none can be made in. */
  constructor(path: string, clock: () => number) {
    this.#path = path
    this.#clock = clock
    this.keyring = new Keyring(path, () => new Date(clock()).toISOString())
    if (!existsSync(path)) speaking(() => refuseTaken(path))
    else if (!isEncrypted(path)) this.#db = openDatabase(path)
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

  /**
   * Makes the encrypted database whose first holder is this person; answers the recovery code, or null when a database is
   * there already. A key file without a database was left by a start that was cut off and is made anew.
   */
  async make(name: string, password: string): Promise<string | null> {
    if (existsSync(this.#path)) return null
    const key = randomBytes(32)
    const code = await this.keyring.create(key, name, password)
    // Asked twice at once: the other call was first.
    if (existsSync(this.#path)) throw new AppError('FORBIDDEN', '已有账号，请登录后由管理员新增')
    this.#db = createCaseDatabase(this.#path, FIRST_START, { cliOperated: false, key, clock: this.#clock })
    this.#key = key
    return code
  }

  /** Opens an encrypted database with a name and its password. Errors: as Keyring.open, and what opening refuses. */
  async unlock(name: string, password: string): Promise<Unlocked> {
    return this.#open(await this.keyring.open(name, password))
  }

  /** The same with the recovery code. */
  async unlockByCode(code: string): Promise<Unlocked> {
    return this.#open(await this.keyring.openByCode(code))
  }

  close(): void {
    if (this.#db !== null) closeDatabase(this.#db)
  }

  #open(key: Uint8Array): Unlocked {
    this.#db ??= openDatabase(this.#path, { key })
    this.#key = key
    return { key, failures: this.keyring.takeFailures() }
  }
}
