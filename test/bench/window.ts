/** The real window for the figures, or an honest word why there is none. */
import type { Page } from 'playwright-core'
import { hasDisplay, missingLibraries, openVirtualScreen } from '../../electron/dev/display.ts'
import { findRuntime } from '../../electron/dev/runtime.ts'
import { type LaunchOptions, launchApp } from '../e2e/harness.ts'
import { notMeasured } from './figure.ts'

export interface Windows {
  /** Starts an app, waits for `usable`, closes it; answers the milliseconds from start to usable. */
  launch(options: LaunchOptions, usable: (page: Page) => Promise<void>): Promise<number>
}

/** Runs `measure` with a screen and an Electron; says 未测 when there is none. */
export async function withElectron(name: string, measure: (windows: Windows) => Promise<void>): Promise<void> {
  const runtime = await findRuntime(() => undefined)
  if (runtime === null) return notMeasured(name, '没有可用的 Electron')
  const missing = missingLibraries(runtime.electron)
  if (missing.length > 0) return notMeasured(name, `Electron 缺少系统库 ${missing.join('、')}`)
  const screen = hasDisplay() ? null : await openVirtualScreen()
  if (screen === null && !hasDisplay()) return notMeasured(name, '没有图形界面，也没有 Xvfb')
  process.env.LG_ELECTRON = runtime.electron
  process.env.LG_NODE = process.execPath
  if (screen !== null) process.env.DISPLAY = screen.display
  try {
    await measure({ launch })
  } finally {
    screen?.close()
  }
}

async function launch(options: LaunchOptions, usable: (page: Page) => Promise<void>): Promise<number> {
  const from = performance.now()
  const launched = await launchApp(options)
  try {
    await usable(launched.page)
    return performance.now() - from
  } finally {
    await launched.close()
  }
}
