import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

/** Is there a screen to open a window on? Only Linux can be without one. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

/** What Debian and Ubuntu call what an Electron window needs. */
export const DEBIAN_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-cjk'] as const

/** Shared libraries this executable needs and the system lacks. */
export function missingLibraries(executable: string): string[] {
  if (process.platform !== 'linux') return []
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  )
}

export interface Screen {
  display: string
  close(): void
}

/** Starts a screen that exists in memory only, on a number of its own choosing; null when Xvfb is not installed. */
export async function openVirtualScreen(): Promise<Screen | null> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await displayNumber(server)
  return number === null ? null : { display: `:${number}`, close: () => server.kill() }
}

function displayNumber(server: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.once('exit', () => resolve(null))
    server.stdio[3]?.once('data', (bytes) => resolve(String(bytes).trim()))
  })
}

/** Chromium's own sandbox refuses to run as root; only developing and testing may go on without it. */
export function rootArguments(say: (line: string) => void): string[] {
  if (process.getuid?.() !== 0) return []
  say('注意：正以 root 身份运行，开发用 Electron 加了 --no-sandbox。正式使用请用普通账号。')
  return ['--no-sandbox']
}
