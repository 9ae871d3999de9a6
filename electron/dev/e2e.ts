/** `npm run e2e`: the tests that drive the real Electron; further arguments go to vitest. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildAll } from './build.ts'
import { DEBIAN_PACKAGES, hasDisplay, missingLibraries, openVirtualScreen } from './display.ts'
import { PROJECT } from './project.ts'
import { findRuntime } from './runtime.ts'

process.exitCode = await main()

async function main(): Promise<number> {
  const runtime = await findRuntime()
  if (runtime === null) return fail('没有可用的 Electron，窗口测试没有运行。')
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
  const vitest = join(PROJECT, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', join(PROJECT, 'test/e2e/vitest.config.ts'), ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, args, { cwd: PROJECT, stdio: 'inherit', env })
  screen?.close()
  return status ?? 1
}

function fail(reason: string): number {
  console.error(reason)
  return 1
}
