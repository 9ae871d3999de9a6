/** Boot, in order. Main holds windows, menus and dialogs; everything else is the core's. */
import { join } from 'node:path'
import { app, type BrowserWindow, Menu, session } from 'electron'
import { createCalls } from './calls.ts'
import { chooseCore } from './chooseCore.ts'
import { scriptedChooser, systemChooser } from './chooser.ts'
import { createCoreHost } from './coreHost.ts'
import { createDialogs } from './dialogs.ts'
import { answerWindow, tellWindow } from './ipc.ts'
import { openLog } from './log.ts'
import { setMenu } from './menu.ts'
import { scriptedPrinter, systemPrinter } from './printer.ts'
import { createPrinting } from './printing.ts'
import { createPrintWindow } from './printWindow.ts'
import { registerAppScheme, serveApp } from './protocol.ts'
import { lockContents, lockProcess, lockSession } from './security.ts'
import { askToRestart, SILENT_CORE } from './standstill.ts'
import { openWindow } from './window.ts'

/** What tests and developers may set; a packaged app reads none of it. */
const developer = app.isPackaged ? {} : process.env
const userData = developer.LG_USER_DATA
if (userData !== undefined) app.setPath('userData', userData)

const dist = join(import.meta.dirname, '..')
const log = openLog(join(app.getPath('userData'), 'logs'))
let window: BrowserWindow | null = null

// An unforeseen error goes to the log; Electron's own English box would help nobody.
process.on('uncaughtException', log.write)
process.on('unhandledRejection', log.write)

// Tables and forms need no graphics card, and office machines with poor drivers (or none) hang on the search for one.
app.disableHardwareAcceleration()
lockProcess(app)
lockContents(app)
registerAppScheme()
Menu.setApplicationMenu(null)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  void app.whenReady().then(boot).catch(log.write)
} else {
  app.quit()
}

async function boot(): Promise<void> {
  const runtime = chooseCore({ entry: join(dist, 'core/entry.js'), node: developer.LG_NODE })
  const core = createCoreHost({
    launch: runtime.launch,
    start: {
      dbPath: developer.LG_DB ?? join(app.getPath('userData'), 'workbench.db'),
      resourcesRoot: app.isPackaged ? process.resourcesPath : app.getAppPath(),
      appVersion: app.getVersion(),
    },
    onEvent: (event) => tellWindow(window?.webContents, event),
    onSilent: (signal) => askToRestart(window, SILENT_CORE, signal),
    log: log.write,
  })
  const scripted = developer.LG_TEST_OPEN !== undefined || developer.LG_TEST_SAVE_DIR !== undefined
  const chooser = scripted
    ? scriptedChooser(developer.LG_TEST_OPEN, developer.LG_TEST_SAVE_DIR)
    : systemChooser(() => window)

  const printing = createPrinting({
    core,
    run: createPrintWindow({
      folder: join(dist, 'renderer'),
      printer: scripted ? scriptedPrinter(developer.LG_TEST_PRINT_DIR) : systemPrinter(log.write),
      over: () => window,
      log: log.write,
    }),
  })

  lockSession(session.defaultSession, log.write)
  await serveApp(session.defaultSession, join(dist, 'renderer'))
  setMenu({
    packaged: app.isPackaged,
    version: app.getVersion(),
    logFile: log.file,
    onDrill: () => {
      showWindow()
      tellWindow(window?.webContents, 'drill')
    },
  })
  // The page may call from its first line on, so its calls are answered before it exists.
  const dialogs = createDialogs(chooser, core)
  answerWindow(createCalls({ core, dialogs, printing, runtime: runtime.name, log: log.write }))
  quitAfter(core.close)
  window = await openWindow({
    preload: join(dist, 'preload/preload.cjs'),
    boundsFile: join(app.getPath('userData'), 'window.json'),
    log: log.write,
  })
  window.on('closed', () => {
    window = null
  })
}

function showWindow(): void {
  if (window === null) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** Windows first (a page saves what is typed as it goes), then the core and its database, then the program. */
function quitAfter(close: () => Promise<void>): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close()
      .catch(log.write)
      .then(() => {
        closed = true
        app.quit()
      })
  })
}
