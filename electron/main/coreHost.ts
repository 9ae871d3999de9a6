import type { CoreEvent } from '../../shared/bridge.ts'
import type { Reply } from '../../shared/contract.ts'
import type { CoreStart } from '../core/transport.ts'
import type { CoreProcess } from './coreProcess.ts'

export type CoreState = 'running' | 'restarting' | 'lost'

export interface CoreHost {
  call(channel: string, input: unknown): Promise<Reply<unknown>>
  registerFile(token: string, path: string, mode: 'read' | 'write'): void
  state(): CoreState
  /** Lets running calls end, closes the core and resolves once it is gone, after `closeWithinMs` at the latest. */
  close(): Promise<void>
}

export interface CoreHostOptions {
  launch(): CoreProcess
  start: CoreStart
  onEvent(event: CoreEvent): void
  log(text: string): void
  /** The core has said nothing for long: asks the person whether to start it anew. The signal says that it speaks again. */
  onSilent(signal: AbortSignal): Promise<boolean>
  /** Waits before each restart in a row, in milliseconds; when they are used up the core is lost. */
  restartAfterMs?: readonly number[]
  /** A core that lived this long starts the row anew. */
  steadyAfterMs?: number
  closeWithinMs?: number
  /** How often it is asked for a sign of life, and how many questions in a row it may leave open. */
  pingEveryMs?: number
  silentPings?: number
}

const BROKEN_OFF = '后台中断，这一步可能没有完成；已保存的内容不受影响。后台正在恢复，请稍候核对后重试。'
const NOT_RUNNING = '后台没有运行；已保存的内容不受影响。请关闭并重新打开本程序，仍不行时查看日志。'
const CLOSING = '程序正在关闭，这一步没有执行。'

const refused = (message: string): Reply<never> => ({ ok: false, code: 'INTERNAL', message })

/** Keeps one core running: numbers the calls, starts the core again when it dies, gives up when it keeps dying. */
export function createCoreHost(options: CoreHostOptions): CoreHost {
  const { restartAfterMs = [0, 500, 2_000, 8_000], steadyAfterMs = 30_000, closeWithinMs = 5_000 } = options
  const { pingEveryMs = 2_000, silentPings = 15 } = options
  const pending = new Map<number, (reply: Reply<unknown>) => void>()
  let core: CoreProcess | null = null
  let state: CoreState = 'restarting'
  let closing = false
  let nextId = 1
  let deathsInARow = 0
  /** Questions not answered yet, and the asking of the person that they led to. */
  let openPings = 0
  let asking: AbortController | null = null

  function launch(): void {
    const launched = options.launch()
    const launchedAt = performance.now()
    core = launched
    launched.onMessage((message) => {
      switch (message.kind) {
        case 'ready':
          state = 'running'
          if (deathsInARow > 0) options.onEvent('restarted')
          break
        case 'pong':
          speaks()
          break
        case 'reply':
          settle(message.id, message.reply)
          break
        case 'log':
          options.log(message.text)
          break
      }
    })
    launched.onExit((code) => {
      core = null
      speaks()
      for (const id of [...pending.keys()]) settle(id, refused(closing ? CLOSING : BROKEN_OFF))
      if (closing) return
      options.log(`The core process ended with ${code ?? 'no exit code'}.`)
      if (performance.now() - launchedAt > steadyAfterMs) deathsInARow = 0
      restart()
    })
    // A starting core reads its messages in order once it is up, so calls need not wait for `ready`.
    launched.post({ kind: 'start', start: options.start })
  }

  function restart(): void {
    const wait = restartAfterMs[deathsInARow]
    deathsInARow += 1
    state = wait === undefined ? 'lost' : 'restarting'
    if (deathsInARow === 1) options.onEvent('lost')
    if (wait === undefined) return
    setTimeout(() => {
      if (!closing) launch()
    }, wait)
  }

  /** Pings are counted, not timed: a machine that slept has missed none. */
  const pinging = setInterval(() => {
    if (core === null || state !== 'running' || asking !== null) return
    if (openPings >= silentPings) return void askAbout(core)
    openPings += 1
    core.post({ kind: 'ping' })
  }, pingEveryMs)

  async function askAbout(silent: CoreProcess): Promise<void> {
    options.log(`The core has not answered ${openPings} pings.`)
    const question = new AbortController()
    asking = question
    const anew = await options.onSilent(question.signal).catch(() => false)
    // It spoke, or died, while the person was reading.
    if (question.signal.aborted) return
    speaks()
    if (anew) silent.kill()
  }

  function speaks(): void {
    openPings = 0
    asking?.abort()
    asking = null
  }

  function settle(id: number, reply: Reply<unknown>): void {
    const answer = pending.get(id)
    pending.delete(id)
    answer?.(reply)
  }

  function whenIdle(): Promise<void> {
    return Promise.allSettled(
      [...pending].map(
        ([id, answer]) =>
          new Promise<void>((resolve) => {
            pending.set(id, (reply) => {
              answer(reply)
              resolve()
            })
          }),
      ),
    ).then(() => {})
  }

  launch()
  return {
    call: (channel, input) => {
      if (closing) return Promise.resolve(refused(CLOSING))
      if (core === null) return Promise.resolve(refused(state === 'lost' ? NOT_RUNNING : BROKEN_OFF))
      const id = nextId++
      const reply = new Promise<Reply<unknown>>((resolve) => pending.set(id, resolve))
      core.post({ kind: 'call', id, channel, input })
      return reply
    },
    registerFile: (token, path, mode) => core?.post({ kind: 'file', token, path, mode }),
    state: () => state,
    close: async () => {
      closing = true
      clearInterval(pinging)
      speaks()
      const leaving = core
      if (leaving === null) return
      const gone = new Promise<void>((resolve) => leaving.onExit(() => resolve()))
      const tooLong = setTimeout(() => leaving.kill(), closeWithinMs)
      await Promise.race([whenIdle(), gone])
      leaving.close()
      await gone
      clearTimeout(tooLong)
    },
  }
}
