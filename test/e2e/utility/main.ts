/** A small Electron app around the product's core host; its tests reach `host` and `heard` from outside. */
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'
import { createCoreHost } from '../../../electron/main/coreHost.ts'
import { startUtilityCore } from '../../../electron/main/utilityCore.ts'

app.disableHardwareAcceleration()

void app.whenReady().then(async () => {
  const heard: string[] = []
  const host = createCoreHost({
    launch: () => startUtilityCore(join(import.meta.dirname, '../core/core.cjs')),
    start: { dbPath: '/data/workbench.db', resourcesRoot: app.getAppPath(), appVersion: app.getVersion() },
    onEvent: (event) => heard.push(event),
    onSilent: async () => false,
    log: console.error,
    restartAfterMs: [0],
  })
  Object.assign(globalThis, { host, heard })
  await new BrowserWindow({ show: false }).loadURL('about:blank')
})
