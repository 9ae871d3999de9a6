import type { Reply } from '../../shared/contract.ts'

/** One end of the line between main and the core. Messages arrive in the order they were posted. */
export interface Transport<Out, In> {
  post(message: Out): void
  onMessage(listener: (message: In) => void): void
  close(): void
}

export interface CoreStart {
  /** Absolute path of the SQLite file. */
  dbPath: string
  /** The folder that holds `templates/`. */
  resourcesRoot: string
  appVersion: string
}

export type ToCore =
  | { kind: 'start'; start: CoreStart }
  | { kind: 'call'; id: number; channel: string; input: unknown }
  /** Makes a path that a person chose in a dialog known to the core; the window only ever holds the token. */
  | { kind: 'file'; token: string; path: string; mode: 'read' | 'write' }
  /** Asks for a sign of life. */
  | { kind: 'ping' }
  | { kind: 'close' }

export type FromCore =
  | { kind: 'ready' }
  | { kind: 'reply'; id: number; reply: Reply<unknown> }
  | { kind: 'pong' }
  | { kind: 'log'; text: string }

/** The core's end, whichever way it was started: a `utilityProcess` of Electron or a fork of Node. */
export function transportToMain(): Transport<FromCore, ToCore> {
  const port = process.parentPort as Electron.ParentPort | undefined
  return port === undefined ? forkedTransport() : utilityTransport(port)
}

function utilityTransport(port: Electron.ParentPort): Transport<FromCore, ToCore> {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data))
    },
    close: () => process.exit(0),
  }
}

function forkedTransport(): Transport<FromCore, ToCore> {
  return {
    post: (message) => {
      process.send?.(message)
    },
    onMessage: (listener) => {
      process.on('message', (message) => listener(message as ToCore))
      // Main is gone without a word: the core must not live on with the database open.
      process.on('disconnect', () => listener({ kind: 'close' }))
    },
    close: () => {
      if (process.connected) process.disconnect()
      process.exit(0)
    },
  }
}
