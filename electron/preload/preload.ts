import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { WindowEvent } from '../../shared/bridge.ts'

// Put in by the build from shared/contract.ts, so that the preload carries names and no validation package.
declare const __CHANNELS__: readonly string[]
declare const __WINDOW_EVENT__: string

/** One closed function per channel. The window never sees `ipcRenderer`, nor a channel it may choose. */
const calls = Object.fromEntries(
  __CHANNELS__.map((channel) => [channel, (input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input)]),
)

function onEvent(listener: (event: WindowEvent) => void): () => void {
  const heard = (_event: IpcRendererEvent, event: WindowEvent): void => listener(event)
  ipcRenderer.on(__WINDOW_EVENT__, heard)
  return () => {
    ipcRenderer.off(__WINDOW_EVENT__, heard)
  }
}

contextBridge.exposeInMainWorld('bureau', { ...calls, onEvent })
