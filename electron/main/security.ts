import type { App, Session, WebPreferences } from 'electron'
import { isAllowedRequest } from './origin.ts'

/** How every window is made. Most of these are Electron's defaults; they are written down so that a test can hold them. */
export const LOCKED_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** Before `ready`: every renderer sandboxed, no host name ever resolved, nothing of Chromium's own talks to the network. */
export function lockProcess(app: App): void {
  // Root cannot have Chromium's sandbox at all; a developer's root then says --no-sandbox, a packaged app never may.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('no-pings')
}

/** Permissions, devices, downloads and every request that is not for our own files are refused. */
export function lockSession(session: Session, log: (text: string) => void): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Without any language Chromium fetches no dictionary; switched off alone it still asks Google for one at start.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isAllowedRequest(details.url)
    if (!allowed) log(`A request was refused: ${details.resourceType} ${details.url.slice(0, 200)}`)
    answer({ cancel: !allowed })
  })
}

/** No page leaves, opens a window, embeds a page or attaches a webview: not ours, and not one made by mistake later. */
export function lockContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
