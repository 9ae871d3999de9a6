import { BrowserWindow, dialog, screen } from 'electron'
import { readBounds, writeBounds } from './bounds.ts'
import { APP_PAGE } from './origin.ts'
import { LOCKED_PREFERENCES } from './security.ts'
import { askToRestart, SILENT_WINDOW } from './standstill.ts'

export const TITLE = '时尚资金评审工作台'

export interface WindowOptions {
  preload: string
  boundsFile: string
  log(error: unknown): void
}

/** Opens the one window where it was last time, and shows it when its first picture is ready. */
export async function openWindow({ preload, boundsFile, log }: WindowOptions): Promise<BrowserWindow> {
  const { maximized, ...bounds } = readBounds(
    boundsFile,
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    ...bounds,
    title: TITLE,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: { ...LOCKED_PREFERENCES, preload },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => writeBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
  recoverFromCrash(window, log)
  recoverFromStandstill(window, log)
  await window.loadURL(APP_PAGE)
  return window
}

/** A crashed page is loaded again (drafts are saved as they are typed); one that keeps crashing asks the person. */
function recoverFromCrash(window: BrowserWindow, log: (error: unknown) => void): void {
  const reload = (): void => void window.loadURL(APP_PAGE).catch(log)
  let lastCrash = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log(`The window's process ended: ${reason} (${exitCode})`)
    if (reason === 'clean-exit') return
    const crashedAgain = performance.now() - lastCrash < 10_000
    lastCrash = performance.now()
    if (!crashedAgain) return reload()
    void dialog
      .showMessageBox(window, {
        type: 'error',
        title: TITLE,
        message: '窗口接连两次意外停止。',
        detail: '已保存的内容不受影响。可以重新载入；仍不行时请关闭程序并查看日志。',
        buttons: ['重新载入', '关闭程序'],
        noLink: true,
      })
      .then(({ response }) => (response === 0 ? reload() : window.close()), log)
  })
}

/** A page that stands still is ended when the person says so, and comes back as after a crash. */
function recoverFromStandstill(window: BrowserWindow, log: (error: unknown) => void): void {
  let asking: AbortController | null = null
  const answered = (): void => {
    asking?.abort()
    asking = null
  }
  window.on('responsive', answered)
  window.on('closed', answered)
  window.on('unresponsive', () => {
    if (asking !== null) return
    log('The window does not respond.')
    const question = new AbortController()
    asking = question
    void askToRestart(window, SILENT_WINDOW, question.signal).then((anew) => {
      if (question.signal.aborted) return
      asking = null
      if (anew) window.webContents.forcefullyCrashRenderer()
    }, log)
  })
}
