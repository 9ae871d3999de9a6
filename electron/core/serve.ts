import type { Reply } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { CoreStart, FromCore, ToCore, Transport } from './transport.ts'

const MINUTE_MS = 60_000

/** What a core must do to be served: answer calls, learn of chosen files, keep time, close. */
export interface ServedCore {
  call(channel: string, input: unknown): Promise<Reply<unknown>>
  registerFile(token: string, path: string, mode: 'read' | 'write'): void
  /** Called every minute; never throws. */
  keepTime(): Promise<void>
  close(): void
}

export type MakeCore = (options: CoreStart & { log: (error: unknown) => void }) => ServedCore

const NOT_OPEN = '数据库未能打开：现有数据没有改动。请查看日志中的原因，或从备份恢复。'

/** Joins a core to main. A core that cannot open says why to every call, so the window can show it. */
export function serveCore(transport: Transport<FromCore, ToCore>, makeCore: MakeCore): void {
  const log = (error: unknown): void => transport.post({ kind: 'log', text: describe(error) })
  let core: ServedCore | null = null
  let refusal: Reply<never> = { ok: false, code: 'INTERNAL', message: NOT_OPEN }

  const answer = async (id: number, channel: string, input: unknown): Promise<void> => {
    const reply = core === null ? refusal : await core.call(channel, input).catch(failed)
    transport.post({ kind: 'reply', id, reply })
  }
  const failed = (error: unknown): Reply<never> => {
    log(error)
    return { ok: false, code: 'INTERNAL', message: '这一步没有完成，已有数据没有改动。请重试；仍不行时查看日志。' }
  }

  const ticking = setInterval(() => void core?.keepTime(), MINUTE_MS)

  transport.onMessage((message) => {
    switch (message.kind) {
      case 'start':
        try {
          core = makeCore({ ...message.start, log })
        } catch (error) {
          log(error)
          if (error instanceof AppError) refusal = { ok: false, code: error.code, message: error.message }
        }
        transport.post({ kind: 'ready' })
        break
      case 'call':
        void answer(message.id, message.channel, message.input)
        break
      case 'file':
        core?.registerFile(message.token, message.path, message.mode)
        break
      case 'ping':
        transport.post({ kind: 'pong' })
        break
      case 'close':
        clearInterval(ticking)
        core?.close()
        transport.close()
        break
    }
  })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
