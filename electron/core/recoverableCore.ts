import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { copyNew } from '../../db/files.ts'
import { keyFileOf, MissingKey } from '../../db/keyFile.ts'
import { NewerFile } from '../../db/migrate.ts'
import { speaking } from '../../db/refusals.ts'
import { type RecoveryDone, type RecoveryView, recoveryCalls } from '../../shared/contract/recovery.ts'
import type { CoreChannel, Reply } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { backupLine } from './backupKeeper.ts'
import { listBackups } from './backups.ts'
import { settleEncryption } from './encryption.ts'
import { afterFailure, lockedSentence } from './passwords.ts'
import { type Restoring, restoreBackup } from './restore.ts'
import { newestSound } from './soundBackup.ts'
import type { CoreStart } from './transport.ts'
import { backupWithKey, refuseUnfit } from './unfit.ts'

interface OpenCore {
  call(channel: string, input: unknown): Promise<Reply<unknown>>
  registerFile(token: string, path: string, mode: 'read' | 'write'): void
  keepTime(): Promise<void>
  close(): void
}

/** What a core may ask for that it cannot do while it has the database open. */
export interface Replacing {
  /** Puts a backup in the place of the open database; the core that asked is closed. Errors: as restoreBackup. */
  replaceBy(restoring: Pick<Restoring, 'backup' | 'name' | 'password' | 'reason'>): Promise<RecoveryDone>
}

type Options = CoreStart & { log: (error: unknown) => void; clock?: () => number }

/** Only these open the file, so only here damage comes to light after the start. */
const OPENING: ReadonlySet<string> = new Set<CoreChannel>(['session.signIn', 'session.recover'])

/**
 * A core that stays able to speak when its database does not open: it says why to every call, lists the backups and puts
 * one in the place of the file. `open` makes the core proper. Errors: what is no refusal.
 */
export class RecoverableCore implements OpenCore {
  readonly #options: Options
  readonly #open: (options: Options & Replacing) => OpenCore
  #core: OpenCore | null = null
  #refusal: AppError | null = null
  #tries: ReturnType<typeof afterFailure> = { failedTries: 0, lockedUntil: null }

  constructor(options: Options, open: (options: Options & Replacing) => OpenCore) {
    this.#options = options
    this.#open = open
    this.#start()
  }

  async call(channel: string, input: unknown): Promise<Reply<unknown>> {
    const refusal = this.#refusal
    if (refusal === null) return this.#heard(channel, await this.#proper(channel, input))
    if (channel in recoveryCalls) return this.#recover(channel, input).catch((error: unknown) => this.#refused(error))
    // The door stays open: the right key file may be back in its place.
    if (OPENING.has(channel) && this.#core !== null) return this.#heard(channel, await this.#proper(channel, input))
    return { ok: false, code: refusal.code, message: refusal.message }
  }

  registerFile(token: string, path: string, mode: 'read' | 'write'): void {
    this.#core?.registerFile(token, path, mode)
  }

  async keepTime(): Promise<void> {
    if (this.#refusal === null) await this.#core?.keepTime()
  }

  close(): void {
    this.#core?.close()
    this.#core = null
  }

  #proper(channel: string, input: unknown): Promise<Reply<unknown>> {
    if (this.#core === null) throw new Error('a core without refusal is open')
    return this.#core.call(channel, input)
  }

  #heard(channel: string, reply: Reply<unknown>): Reply<unknown> {
    if (!OPENING.has(channel)) return reply
    if (reply.ok) this.#refusal = null
    else if (reply.code === 'DAMAGED') this.#refusal = new AppError(reply.code, reply.message)
    return reply
  }

  #start(): void {
    this.close()
    try {
      const { dbPath, clock = Date.now } = this.#options
      settleEncryption(dbPath, new Date(clock()).toISOString())
      refuseUnfit(dbPath)
      this.#core = this.#open({ ...this.#options, replaceBy: (restoring) => this.#replaceBy(restoring) })
      this.#refusal = null
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#options.log(error)
      this.#refusal = error
    }
  }

  async #recover(channel: string, input: unknown): Promise<Reply<unknown>> {
    switch (channel) {
      case 'recovery.state':
        checked(recoveryCalls[channel].input.safeParse(input))
        return { ok: true, value: await this.#view() }
      case 'recovery.retry':
        checked(recoveryCalls[channel].input.safeParse(input))
        return this.#retry()
      case 'recovery.placeKey':
        checked(recoveryCalls[channel].input.safeParse(input))
        this.#placeKey()
        return this.#retry()
      default:
        return {
          ok: true,
          value: await this.#restore(checked(recoveryCalls['recovery.restore'].input.safeParse(input))),
        }
    }
  }

  #retry(): Reply<null> {
    this.#start()
    return this.#refusal === null ? { ok: true, value: null } : this.#refused(this.#refusal)
  }

  #placeKey(): void {
    const { dbPath } = this.#options
    const backup = this.#keyless ? backupWithKey(dbPath) : null
    if (backup === null) throw new AppError('CONFLICT', '这里没有可以取用的钥匙文件；请把原来的钥匙文件放回后重试')
    speaking(() => copyNew(keyFileOf(backup.path), keyFileOf(dbPath)))
  }

  get #keyless(): boolean {
    return this.#refusal instanceof MissingKey
  }

  async #view(): Promise<RecoveryView> {
    const { dbPath } = this.#options
    const backups = listBackups(dbPath)
    return {
      sentence: this.#refusal?.message ?? '',
      restorable: this.#restorable,
      fileName: basename(dbPath),
      keyOf: this.#keyless ? (backupWithKey(dbPath)?.at ?? null) : null,
      changedAt: lastChange(dbPath),
      backups: backups.map(backupLine),
      offered: (await newestSound(backups))?.name ?? null,
    }
  }

  /** A file that is newer, in use, not to be read or without its key is whole: nothing takes its place. */
  get #restorable(): boolean {
    const refusal = this.#refusal
    if (refusal === null || refusal instanceof NewerFile || this.#keyless) return false
    return refusal.code === 'DAMAGED' || refusal.code === 'NOT_FOUND' || refusal.code === 'CONFLICT'
  }

  #restore({ backup, ...who }: { backup: string; name: string; password: string }): Promise<RecoveryDone> {
    if (!this.#restorable) throw new AppError('FORBIDDEN', '案卷库没有损坏，不能用备份替换它；请先处理上面说明的原因')
    const file = listBackups(this.#options.dbPath).find(({ name }) => name === backup)
    if (file === undefined) throw new AppError('NOT_FOUND', '没有这份备份，请在列表中另选一份')
    return this.#replaceBy({ backup: file, ...who, reason: '' })
  }

  async #replaceBy(restoring: Parameters<Replacing['replaceBy']>[0]): Promise<RecoveryDone> {
    const { dbPath, resourcesRoot, clock = Date.now } = this.#options
    const now = new Date(clock()).toISOString()
    const { failedTries, lockedUntil } = this.#tries
    if (lockedUntil !== null && now < lockedUntil) throw new AppError('LOCKED', lockedSentence('恢复用的密码'))
    let closed = false
    const release = (): void => {
      closed = true
      this.close()
    }
    try {
      return await restoreBackup({ ...restoring, dbPath, resourcesRoot, clock, release })
    } catch (error) {
      if (error instanceof AppError && error.code === 'NOT_SIGNED_IN') this.#tries = afterFailure(failedTries, now)
      throw error
    } finally {
      // What was closed for the exchange is opened again, whichever file stands there now.
      if (closed) this.#start()
    }
  }

  #refused(error: unknown): Reply<never> {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message }
    this.#options.log(error)
    return { ok: false, code: 'INTERNAL', message: '没有恢复，现有文件没有改动。请重试；仍不行时查看日志' }
  }
}

/** Of the file or of its log: what is written goes to the log first, but an empty one only says that somebody looked. */
function lastChange(dbPath: string): string | null {
  const [file, log] = [dbPath, `${dbPath}-wal`].map((path) => statSync(path, { throwIfNoEntry: false }))
  if (file === undefined) return null
  const latest = log === undefined || log.size === 0 ? file.mtimeMs : Math.max(file.mtimeMs, log.mtimeMs)
  return new Date(latest).toISOString()
}

/** The contract's schema decides, as for every call. */
function checked<T>(parsed: { success: true; data: T } | { success: false }): T {
  if (parsed.success) return parsed.data
  throw new AppError('BAD_INPUT', '填写的内容有误，请检查后重试')
}
