import { fork } from 'node:child_process'
import type { FromCore, ToCore, Transport } from '../core/transport.ts'

/** A running core as main sees it. */
export interface CoreProcess extends Transport<ToCore, FromCore> {
  readonly pid: number | undefined
  /** Told once, when the process has ended for whatever reason. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Starts a core in a plain Node process: for an unpackaged app on an Electron whose Node is too old for better-sqlite3. */
export function forkCore(entry: string, node: string): CoreProcess {
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env
  const child = fork(entry, [], { execPath: node, execArgv: [], serialization: 'advanced', env })
  // A failed start is followed by no `exit`; both mean the same to the host.
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  return {
    get pid() {
      return child.pid
    },
    post: (message) => {
      // The channel may close between two calls; the exit tells the host, this error would tell nobody.
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as FromCore))
    },
    onExit: (listener) => {
      void ended.then(listener)
    },
    close: () => {
      if (child.connected) child.send({ kind: 'close' } satisfies ToCore, () => {})
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
