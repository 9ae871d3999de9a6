import { app } from 'electron'
import { type CoreProcess, forkCore } from './coreProcess.ts'
import { startUtilityCore } from './utilityCore.ts'

/** better-sqlite3 13 is built on Node-API 10 (Node 22.14). Loaded by an older Node it crashes the process. */
const NODE_API_NEEDED = 10

export interface CoreRuntime {
  /** For 关于 and the log. */
  name: string
  launch(): CoreProcess
}

/** A `utilityProcess` wherever this Electron can load SQLite; on an older development runtime a fork of the given Node. */
export function chooseCore({ entry, node }: { entry: string; node: string | undefined }): CoreRuntime {
  const newEnough = Number(process.versions.napi) >= NODE_API_NEEDED
  if (newEnough || app.isPackaged) {
    return { name: `Electron ${process.versions.electron} utilityProcess`, launch: () => startUtilityCore(entry) }
  }
  if (node === undefined)
    throw new Error('This Electron is too old for better-sqlite3 and LG_NODE names no Node to fork.')
  return { name: `Electron ${process.versions.electron} fork`, launch: () => forkCore(entry, node) }
}
