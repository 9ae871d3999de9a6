import { utilityProcess } from 'electron'
import type { ToCore } from '../core/transport.ts'
import type { CoreProcess } from './coreProcess.ts'

/** Starts a core in a `utilityProcess` of this Electron: the way every packaged app runs. */
export function startUtilityCore(entry: string): CoreProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: '时尚资金评审工作台', stdio: 'inherit' })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    get pid() {
      return child.pid
    },
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      void ended.then(listener)
    },
    close: () => child.postMessage({ kind: 'close' } satisfies ToCore),
    kill: () => {
      child.kill()
    },
  }
}
