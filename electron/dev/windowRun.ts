import { spawnSync } from 'node:child_process'
import { buildAll } from './build.ts'
import { DEBIAN_PACKAGES, hasDisplay, missingLibraries, openVirtualScreen } from './display.ts'
import { PROJECT } from './project.ts'
import { findRuntime } from './runtime.ts'

/**
 * Builds, finds an Electron and a screen, and runs a script of Node with what it needs to drive the real window.
 * Answers the script's exit code, or 1 with a Chinese sentence on the console when no window can be opened here.
 */
export async function runWithWindow(script: readonly string[]): Promise<number> {
  const runtime = await findRuntime()
  if (runtime === null) return fail('没有可用的 Electron，窗口打不开。')
  const missing = missingLibraries(runtime.electron)
  const install = `apt-get update && apt-get install -y xvfb ${DEBIAN_PACKAGES.join(' ')}`
  if (missing.length > 0) return fail(`缺少系统库：${missing.join('、')}。可以执行：${install}`)
  await buildAll()

  const screen = hasDisplay() ? null : await openVirtualScreen()
  if (screen === null && !hasDisplay()) return fail(`没有图形界面，也没有 Xvfb。可以执行：${install}`)
  const env = {
    ...process.env,
    LG_NODE: process.execPath,
    LG_ELECTRON: runtime.electron,
    ...(screen === null ? {} : { DISPLAY: screen.display }),
  }
  const { status } = spawnSync(process.execPath, script, { cwd: PROJECT, stdio: 'inherit', env })
  screen?.close()
  return status ?? 1
}

function fail(reason: string): number {
  console.error(reason)
  return 1
}
