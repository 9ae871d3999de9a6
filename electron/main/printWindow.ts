import { BrowserWindow, type Session, session } from 'electron'
import type { PrintPages, PrintPaper } from '../../shared/contract/printing.ts'
import { AppError } from '../../shared/errors.ts'
import type { PrintSheets } from '../../shared/printSheets.ts'
import { APP_PRINT_PAGE } from './origin.ts'
import type { Printer } from './printer.ts'
import { serveApp } from './protocol.ts'
import { LOCKED_PREFERENCES, lockSession } from './security.ts'

/** What goes on one kind of paper through one print dialog. */
export interface PrintRun {
  paper: PrintPaper
  parts: readonly PrintPages[]
  newSheet: boolean
  signal: AbortSignal
  progress(drawn: number): void
}

export type RunDone = 'printed' | 'cancelled'

export interface PrintWindowOptions {
  /** The built window's files. */
  folder: string
  printer: Printer
  over(): BrowserWindow | null
  log(text: string): void
}

/**
 * Prints from a hidden window of its own: the same locks as the main window, a session that lives in memory and serves the
 * PDFs beside the page, and no preload, so that the page can call nothing. (Chromium's own PDF viewer would need plugins,
 * and prints blank pages from a hidden window: electron/electron#41624.)
 */
export function createPrintWindow({
  folder,
  printer,
  over,
  log,
}: PrintWindowOptions): (run: PrintRun) => Promise<RunDone> {
  const files = new Map<string, { type: string; body: Uint8Array | string }>()
  let serving: Promise<Session> | null = null

  async function open(): Promise<Session> {
    const own = session.fromPartition('print')
    lockSession(own, log)
    await serveApp(own, folder, (path) => files.get(path) ?? null)
    return own
  }

  return async ({ paper, parts, newSheet, signal, progress }) => {
    if (signal.aborted) return 'cancelled'
    serving ??= open()
    put(files, { paper, parts, newSheet })
    const parent = over()
    const window = new BrowserWindow({
      show: false,
      ...(parent === null ? {} : { parent }),
      webPreferences: { ...LOCKED_PREFERENCES, session: await serving, backgroundThrottling: false },
    })
    try {
      const ready = drawn(window, signal, progress)
      await Promise.all([window.loadURL(APP_PRINT_PAGE).catch(() => {}), ready])
      if ((await ready) === 'cancelled') return 'cancelled'
      return await printer(window.webContents, paper)
    } finally {
      files.clear()
      if (!window.isDestroyed()) window.destroy()
    }
  }
}

function put(
  files: Map<string, { type: string; body: Uint8Array | string }>,
  { paper, parts, newSheet }: Pick<PrintRun, 'paper' | 'parts' | 'newSheet'>,
): void {
  files.clear()
  const sheets: PrintSheets = {
    paper,
    newSheet,
    parts: parts.map(({ from, pages, starts }, file) => ({ file, from, pages, starts })),
  }
  files.set('/job/sheets.json', { type: 'application/json', body: JSON.stringify(sheets) })
  parts.forEach(({ pdf }, at) => {
    files.set(`/job/${at}.pdf`, { type: 'application/pdf', body: pdf })
  })
}

/** Follows the page by its title until every page is drawn. */
function drawn(
  window: BrowserWindow,
  signal: AbortSignal,
  progress: (drawn: number) => void,
): Promise<'ready' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => {
      reject(
        new AppError('INTERNAL', '页面没有排好，没有打印。请重试；仍不行时先导出文件再打印。', {
          cause: new Error(why),
        }),
      )
    }
    signal.addEventListener('abort', () => resolve('cancelled'), { once: true })
    window.webContents.once('render-process-gone', (_event, { reason }) => failed(reason))
    window.on('page-title-updated', (_event, title) => {
      const [word = '', rest = ''] = title.split(' ')
      if (word === 'ready') resolve('ready')
      else if (word === 'failed') failed(rest)
      else progress(Number.parseInt(word, 10) || 0)
    })
  })
}
