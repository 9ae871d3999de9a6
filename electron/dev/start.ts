/** `npm start`: builds, finds an Electron, opens the window; where no window can be opened, says why and runs the demo. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildAll } from './build.ts'
import { DEBIAN_PACKAGES, hasDisplay, missingLibraries, rootArguments } from './display.ts'
import { PROJECT } from './project.ts'
import { findRuntime } from './runtime.ts'

process.exitCode = await start()

async function start(): Promise<number> {
  if (!hasDisplay()) return demo('这里没有图形界面（DISPLAY 未设置），窗口打不开。')
  const runtime = await findRuntime().catch(notReady)
  if (typeof runtime === 'string') return demo(runtime)
  if (runtime === null) return demo('这里没有可用的 Electron，窗口打不开。联网后执行 npx install-electron 可以补上。')
  const missing = missingLibraries(runtime.electron)
  if (missing.length > 0) {
    console.error(`缺少系统库：${missing.join('、')}。可以执行：`)
    console.error(`  apt-get update && apt-get install -y ${DEBIAN_PACKAGES.join(' ')}`)
    return demo('补齐之前窗口打不开。')
  }
  await buildAll()
  // The Node that runs this script serves as the core where the Electron found is too old for the database.
  const env = { ...process.env, LG_NODE: process.execPath }
  return run(runtime.electron, [...rootArguments(console.warn), PROJECT], env)
}

/** A package with another hash, a full disk, a broken archive: a sentence to say, no reason to end with nothing shown. */
function notReady(error: unknown): string {
  const cause = error instanceof Error ? error.message : String(error)
  return `Electron 没有准备好，窗口打不开（${cause}）；排除原因后再执行 npm start 会重新准备。`
}

function demo(reason: string): Promise<number> {
  console.error(reason)
  console.error('改为在命令行走一遍示例批次，结果放在 out/：')
  return run(
    process.execPath,
    [join(PROJECT, 'electron/cli/main.ts'), 'demo', '--out', join(PROJECT, 'out')],
    process.env,
  )
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: PROJECT, stdio: 'inherit', env })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
