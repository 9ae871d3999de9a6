import type { z } from 'zod'
import { exchangeCalls } from '../../../shared/contract/exchange.ts'
import type { CoreChannel, Reply } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Workspaces } from '../../../shared/exchange/views.ts'
import type { CoreStart } from '../transport.ts'
import { listWorkspaces, packagesFolder, workspaceDb, workspaceLine } from './workspaces.ts'

interface OpenCore {
  call(channel: string, input: unknown): Promise<Reply<unknown>>
  registerFile(token: string, path: string, mode: 'read' | 'write'): void
  keepTime(): Promise<void>
  close(): void
}

const OWN: ReadonlySet<string> = new Set<CoreChannel>(['exchange.workspaces', 'exchange.enter'])

/**
 * A core that goes from the office's database to a workspace and back: it ends the one and starts another on the other
 * file, so nothing of the one is left in the other. These two calls work whatever state the open database is in.
 */
export class SwitchingCore<O extends CoreStart> implements OpenCore {
  readonly #options: O
  readonly #open: (options: O, packages: string) => OpenCore
  readonly #packages: string
  #core: OpenCore
  #workspaceId: string | null = null
  #atWork = 0

  constructor(options: O, open: (options: O, packages: string) => OpenCore) {
    this.#options = options
    this.#open = open
    this.#packages = packagesFolder(options.dbPath)
    this.#core = open(options, this.#packages)
  }

  async call(channel: string, input: unknown): Promise<Reply<unknown>> {
    if (OWN.has(channel)) return this.#answer(channel, input)
    this.#atWork += 1
    try {
      return await this.#core.call(channel, input)
    } finally {
      this.#atWork -= 1
    }
  }

  registerFile(token: string, path: string, mode: 'read' | 'write'): void {
    this.#core.registerFile(token, path, mode)
  }

  keepTime(): Promise<void> {
    return this.#core.keepTime()
  }

  close(): void {
    this.#core.close()
  }

  #answer(channel: string, input: unknown): Reply<Workspaces> {
    try {
      if (channel === 'exchange.enter') this.#enter(checked(exchangeCalls['exchange.enter'].input, input).workspaceId)
      else checked(exchangeCalls['exchange.workspaces'].input, input)
      return { ok: true, value: this.#view() }
    } catch (error) {
      if (error instanceof AppError) return { ok: false, code: error.code, message: error.message }
      throw error
    }
  }

  #enter(workspaceId: string | null): void {
    if (workspaceId === this.#workspaceId) return
    if (this.#atWork > 0) throw new AppError('CONFLICT', '还有操作没有完成，没有切换；请等它完成后再试')
    if (workspaceId !== null && !listWorkspaces(this.#packages).some((one) => one.workspaceId === workspaceId)) {
      throw new AppError('NOT_FOUND', '这台电脑上没有这个工作区，可能已被移走；请刷新后重试')
    }
    this.#core.close()
    const dbPath = workspaceId === null ? this.#options.dbPath : workspaceDb(this.#packages, workspaceId)
    this.#core = this.#open({ ...this.#options, dbPath }, this.#packages)
    this.#workspaceId = workspaceId
  }

  #view(): Workspaces {
    const notes = listWorkspaces(this.#packages)
    const current = notes.find(({ workspaceId }) => workspaceId === this.#workspaceId)
    return { current: current === undefined ? null : workspaceLine(current), workspaces: notes.map(workspaceLine) }
  }
}

/** The contract's schema decides, as for every call. */
function checked<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('BAD_INPUT', '填写的内容有误，请检查后重试')
}
