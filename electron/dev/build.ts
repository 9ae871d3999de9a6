import { globSync, readdirSync, statSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { WINDOW_EVENT_CHANNEL } from '../../shared/bridge.ts'
import { channels } from '../../shared/contract.ts'
import { chineseNames } from './chineseNames.ts'
import { licences } from './licences.ts'
import { pdfFiles } from './pdfFiles.ts'
import { PROJECT } from './project.ts'

const DIST = join(PROJECT, 'dist')
/** Both Electrons in use understand this; the packaged one is newer. */
const NODE_TARGET = 'node20.18'

interface Part {
  name: 'main' | 'preload' | 'core' | 'renderer'
  /** Folders and files that make this part stale when they change. */
  sources: string[]
  config(): InlineConfig
}

const PARTS: Part[] = [
  {
    name: 'main',
    sources: ['shared', 'electron/main', 'electron/core/transport.ts'],
    config: () => nodeConfig(join(DIST, 'main'), { main: 'electron/main/main.ts' }, 'cjs', isElectronOrNode),
  },
  {
    name: 'preload',
    sources: ['shared', 'electron/preload'],
    config: () => ({
      ...nodeConfig(join(DIST, 'preload'), { preload: 'electron/preload/preload.ts' }, 'cjs', isElectronOrNode),
      define: { __CHANNELS__: JSON.stringify(channels), __WINDOW_EVENT__: JSON.stringify(WINDOW_EVENT_CHANNEL) },
    }),
  },
  {
    name: 'core',
    sources: ['shared', 'db', 'electron/core'],
    config: () => {
      const entries = { entry: 'electron/core/entry.ts', ...workerEntries() }
      return nodeConfig(join(DIST, 'core'), entries, 'es', isPackage)
    },
  },
  {
    name: 'renderer',
    sources: ['shared', 'renderer'],
    config: () => ({
      configFile: join(PROJECT, 'renderer/vite.config.ts'),
      plugins: [pdfFiles(), chineseNames(), licences()],
      root: join(PROJECT, 'renderer'),
      logLevel: 'warn',
      build: { outDir: join(DIST, 'renderer'), emptyOutDir: true },
    }),
  },
]

/** Builds what has changed since the last time into dist/. */
export async function buildAll(say: (line: string) => void = console.log): Promise<void> {
  for (const part of PARTS) {
    const stamp = join(DIST, `${part.name}.built`)
    const sources = [
      ...part.sources,
      'electron/dev/build.ts',
      'electron/dev/chineseNames.ts',
      'electron/dev/licences.ts',
      'package-lock.json',
    ].map((source) => join(PROJECT, source))
    if (lastChange(stamp) >= Math.max(...sources.map(lastChange))) continue
    const began = new Date()
    await asProduct(() => build(part.config()))
    await mkdir(DIST, { recursive: true })
    await writeFile(stamp, '')
    // A source that changed while building is newer than this, and built again next time.
    await utimes(stamp, began, began)
    say(`已构建 ${part.name}（${((Date.now() - began.getTime()) / 1000).toFixed(1)} 秒）`)
  }
}

/**
 * Builds the product wherever it is built: under a test runner's NODE_ENV, React would be its development build and the
 * ids of antd all alike, so that a dialog bears the title of another.
 */
async function asProduct(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

/** Bundles entries for Node or Electron; tests build their small apps with it too. */
export function nodeConfig(
  outDir: string,
  input: Record<string, string>,
  format: 'cjs' | 'es',
  external: (id: string) => boolean,
): InlineConfig {
  const ending = format === 'cjs' ? 'cjs' : 'js'
  return {
    configFile: false,
    root: PROJECT,
    publicDir: false,
    logLevel: 'warn',
    resolve: { conditions: ['node'] },
    build: {
      outDir,
      emptyOutDir: true,
      target: NODE_TARGET,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        external,
        platform: 'node',
        output: { format, entryFileNames: `[name].${ending}`, chunkFileNames: `[name]-[hash].${ending}` },
      },
      ssr: true,
    },
    ssr: { noExternal: true },
  }
}

export const isElectronOrNode = (id: string): boolean =>
  id === 'electron' || id.startsWith('node:') || builtinModules.includes(id)

/**
 * The core keeps its packages as they are: native modules, fonts and workers find their files beside them. What every
 * start reads is bundled instead: two hundred small files cost more to find than to run.
 */
const isPackage = (id: string): boolean => isElectronOrNode(id) || (/^[@a-z]/i.test(id) && !READ_AT_START.test(id))
const READ_AT_START = /^(zod|yaml|uuid)(\/|$)/

/** Threads are started by file name, so each gets a file of its own beside the core's. */
function workerEntries(): Record<string, string> {
  const workers = globSync('electron/core/**/*Worker.ts', { cwd: PROJECT })
  return Object.fromEntries(workers.map((path) => [basename(path, '.ts'), path]))
}

/** Newest change of a file or of anything in a folder, in milliseconds; 0 when there is nothing. */
function lastChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => lastChange(join(path, name))))
}

if (import.meta.main) await buildAll()
